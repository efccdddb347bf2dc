"""Tests of admin_app/second."""
