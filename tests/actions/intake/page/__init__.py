"""Tests of actions/intake/page."""
