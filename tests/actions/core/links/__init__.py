"""Tests of actions/core/links."""
