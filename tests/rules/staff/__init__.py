"""Tests of rules/staff."""
