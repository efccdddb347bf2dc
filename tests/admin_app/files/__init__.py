"""Tests of admin_app/files."""
