"""Tests of tables/core."""
