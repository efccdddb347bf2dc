"""Tests of tables/upkeep."""
