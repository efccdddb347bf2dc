"""Tests of tables/core/files."""
