"""Tests of admin_app/queue."""
