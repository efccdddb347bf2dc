"""Tests of actions/core/answers."""
