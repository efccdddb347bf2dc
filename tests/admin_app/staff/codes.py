"""A code as it stands on the page where it is shown once, and the page on which its person types it."""

import re
from typing import Any

from flask import Flask

from tests.admin_app.browsing import Browser, text


def code_on(answer: Any) -> str:
    """Return the code that a page shows."""
    found = re.search(r'<code class="secret">([^<]+)</code>', text(answer))
    assert found, f"no code on the page ({answer.status_code})"
    return found[1]


def enter(app: Flask, username: str, code: str, password: str) -> Any:
    """Set a password by a code, in a browser of its own."""
    page = "/masuk/kode"
    words = {"username": username, "kode": code, "password": password, "again": password}
    return Browser(app).post(page, on=page, **words)
