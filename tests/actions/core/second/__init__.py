"""Tests of actions/core/second."""
