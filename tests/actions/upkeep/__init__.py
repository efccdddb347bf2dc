"""Tests of actions/upkeep."""
