"""Tests of admin_app/replies."""
