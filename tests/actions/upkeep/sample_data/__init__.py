"""Tests of actions/upkeep/sample_data."""
