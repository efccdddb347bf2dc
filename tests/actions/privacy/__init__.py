"""Tests of actions/privacy."""
