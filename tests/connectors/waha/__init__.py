"""Tests of connectors/waha."""
