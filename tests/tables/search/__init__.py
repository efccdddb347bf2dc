"""Tests of tables/search."""
