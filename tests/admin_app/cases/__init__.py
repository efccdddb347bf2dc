"""Tests of admin_app/cases."""
