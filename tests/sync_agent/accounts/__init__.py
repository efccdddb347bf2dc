"""Tests of sync_agent/accounts."""
