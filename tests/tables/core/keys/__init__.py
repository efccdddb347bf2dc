"""Tests of tables/core/keys."""
