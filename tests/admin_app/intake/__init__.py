"""Tests of admin_app/intake."""
