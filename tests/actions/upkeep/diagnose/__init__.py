"""Tests of actions/upkeep/diagnose."""
