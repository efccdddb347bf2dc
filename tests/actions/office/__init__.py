"""Tests of actions/office."""
