"""Tests of admin_app/shell."""
