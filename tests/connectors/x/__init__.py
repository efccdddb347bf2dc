"""Tests of connectors/x."""
