"""Tests of actions/retention/folders."""
