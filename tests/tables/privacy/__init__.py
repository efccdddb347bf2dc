"""Tests of tables/privacy."""
