"""Tests of admin_app/figures."""
