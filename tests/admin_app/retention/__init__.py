"""Tests of admin_app/retention."""
