"""Tests of connectors/tiktok."""
