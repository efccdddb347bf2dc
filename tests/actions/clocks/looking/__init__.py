"""Tests of clocks/looking."""
