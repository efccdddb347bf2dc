"""Tests of rules/privacy."""
