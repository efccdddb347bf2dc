"""Tests of rules/search."""
