"""Tests of admin_app/papers."""
