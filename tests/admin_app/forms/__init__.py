"""Tests of admin_app/forms."""
