"""Tests of verify/clocks."""
