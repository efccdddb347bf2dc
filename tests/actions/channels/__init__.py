"""Tests of actions/channels."""
