"""Tests of tables/papers."""
