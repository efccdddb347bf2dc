"""Tests of actions/figures."""
