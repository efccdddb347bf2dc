"""Tests of admin_app/search."""
