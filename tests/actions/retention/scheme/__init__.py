"""Tests of actions/retention/scheme."""
