"""Tests of connectors/instagram."""
