"""Tests of admin_app/upkeep."""
