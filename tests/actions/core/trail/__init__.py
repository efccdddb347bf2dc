"""Tests of actions/core/trail."""
