"""Tests of connectors/facebook."""
