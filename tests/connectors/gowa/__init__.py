"""Tests of connectors/gowa."""
