"""Tests of admin_app/home."""
