"""Tests of rules/channels."""
