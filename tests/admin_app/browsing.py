"""A small browser for the tests: signs in as a role, sends forms with their token, the clock in the test's hands."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from admin_app.app import create_app
from models.rules.staff.roles import Role
from models.tables import Staff
from models.tables.core.settings import load_settings
from tests.office import NOW
from tests.running.kept_states import always

PASSWORD = "sandi-lampion-1"
# Whoever signs in here does not wait as an office's passwords ask for: test_passwords.py holds that.
_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


class Clock:
    """A clock that stands still until the test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Move on by hours, minutes, …"""
        self.now += timedelta(**by)


def back_office(folder: Path, clock: Clock, undo: float = 0, second_factor: str = "optional") -> Flask:
    """Build the app on the open test database; every account gets the test password.

    `undo`: seconds in which an answer or a signature can be taken back; without them both count at once.
    `second_factor`: `required` as in an office, where a test is about it; elsewhere a password is enough.
    """
    always("passwords", Staff.update(password_hash=_HASH).execute)
    said = {"ADUAN_DATA_DIR": str(folder / "data"), "ADUAN_UNDO_SECONDS": str(undo)}
    app = create_app(load_settings(said | {"ADUAN_SECOND_FACTOR": second_factor}), clock)
    app.testing = False  # errors must become pages, as in the office
    return app


class Browser:
    """One person's browser."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        self._token = ("", "")  # of which session, and what its forms carry

    def sign_in(self, username: str | Role, password: str = PASSWORD) -> TestResponse:
        """Sign in through the page, as people do."""
        return self.post("/login", on="/login", username=str(username), password=password)

    def get(self, path: str, **words: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, **words)

    def token(self, on: str) -> str:
        """Read the form token from a page."""
        found = re.search(r'name="csrf[_-]token" (?:value|content)="([^"]+)"', self.client.get(on).get_data(True))
        assert found, f"no form token on {on}"
        return found[1]

    def post(self, path: str, on: str = "", **fields: Any) -> TestResponse:
        """Send a form with the token of the page it stands on; where no page is named, of any."""
        return self.client.post(path, data={"csrf_token": self.token(on) if on else self.any_token(), **fields})

    def any_token(self) -> str:
        """Return a form token; every page of a session carries as good a one, so it is read from one page once."""
        if not self._token[0] or self._session() != self._token[0]:
            self._token = ("", self.token("/akun"))
            self._token = (self._session(), self._token[1])
        return self._token[1]

    def _session(self) -> str:
        """Return what the tokens of this browser's session are made from."""
        cookie = self.client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        signing = SecureCookieSessionInterface().get_signing_serializer(self.app)
        return str(signing.loads(cookie.value).get("csrf_token", "")) if cookie and signing else ""


def text(response: TestResponse) -> str:
    """Return the page as text."""
    return str(response.get_data(True))
