"""Tests of actions/upkeep/export."""
