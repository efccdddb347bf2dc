"""Tests of actions/core/law."""
