"""Tests of actions/clocks."""
