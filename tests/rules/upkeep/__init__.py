"""Tests of rules/upkeep."""
