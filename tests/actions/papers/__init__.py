"""Tests of actions/papers."""
