"""The key of one person by which his pages seal what they keep in a browser, so that nobody else there can read it.

It is derived, not stored: the same in every session of his, another after `secret.key` was changed.
"""

import hmac
from base64 import b64encode

from flask import Flask, current_app
from flask_login import current_user


def browser_key() -> str:
    """Return the key of who is signed in, in base64."""
    staff = current_user.staff
    person = f"peti ketikan {staff.id} {staff.created_at.isoformat()}"
    return b64encode(hmac.digest(str(current_app.config["SECRET_KEY"]).encode(), person.encode(), "sha256")).decode()


def register(app: Flask) -> None:
    """Give the templates `browser_key()`."""
    app.jinja_env.globals.update(browser_key=browser_key)
