"""Tests of admin_app/office."""
