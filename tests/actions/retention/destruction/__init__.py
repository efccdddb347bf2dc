"""Tests of actions/retention/destruction."""
