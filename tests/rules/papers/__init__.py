"""Tests of rules/papers."""
