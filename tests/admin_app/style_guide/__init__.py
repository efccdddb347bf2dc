"""Tests of admin_app/style_guide."""
