"""Tests of connectors/whatsapp_cloud."""
