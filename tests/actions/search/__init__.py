"""Tests of actions/search."""
