"""Tests of admin_app/lists."""
