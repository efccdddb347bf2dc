"""Tests of actions/retention/transfer."""
