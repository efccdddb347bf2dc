"""Tests of admin_app/staff."""
