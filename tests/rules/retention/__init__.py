"""Tests of rules/retention."""
