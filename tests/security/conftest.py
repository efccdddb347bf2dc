"""The back office on a fresh office, as the tests of its pages have it."""

from tests.admin_app.conftest import app, clock

__all__ = ["app", "clock"]
