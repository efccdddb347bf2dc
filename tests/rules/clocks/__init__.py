"""Tests of rules/clocks."""
