"""Tests of actions/retention/erasure."""
