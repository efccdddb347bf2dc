"""Tests of rules/privacy/personal."""
