"""Tests of admin_app/clocks."""
