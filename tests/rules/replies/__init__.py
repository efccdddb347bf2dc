"""Tests of rules/replies."""
