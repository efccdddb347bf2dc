"""Tests of admin_app/privacy."""
