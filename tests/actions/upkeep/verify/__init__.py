"""Tests of actions/upkeep/verify."""
