"""Tests of admin_app/field_checks."""
