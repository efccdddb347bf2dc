"""Tests of actions/intake."""
