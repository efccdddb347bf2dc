"""Tests of tables/clocks."""
