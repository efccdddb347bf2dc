"""Tests of actions/papers/numbers."""
