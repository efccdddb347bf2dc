"""Tests of rules/office."""
