"""Tests of admin_app/channels."""
