"""Tests of tables/replies."""
