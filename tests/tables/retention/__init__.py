"""Tests of tables/retention."""
