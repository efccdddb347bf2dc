"""Tests of actions/retention."""
