"""Tests of actions/core."""
