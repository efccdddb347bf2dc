"""Tests of actions/replies."""
