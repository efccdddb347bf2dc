"""How large the body of a request may be, by where it goes: judged by its head, before a byte of it is kept."""

from typing import Final

from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from admin_app.shell.signing_in import OPEN_ENDPOINTS, TOKEN_COOKIE, session_token
from models.rules.channels.push_schemes import LARGEST_PUSH

LARGEST_REQUEST: Final = 16 * 1024 * 1024  # a Word template, or what is typed in at the desk with its files
LARGEST_FORM: Final = 2 * 1024 * 1024
WITH_SESSION: Final = f"{TOKEN_COOKIE}="  # in the header of cookies of who is signed in, behind a prefix or not
# What comes from somebody who is not signed in, and whatever no page takes a body for.
LARGEST_OF_STRANGERS: Final = 64 * 1024

# The pages whose forms hold files; every other form is words.
TAKE_FILES: Final = frozenset(
    {"answer_files.put", "meja.submit", "field_checks.add_photo", "filing.file", "chat_import.preview"}
    | {"retention.submit", "scheme.submit", "office_papers.submit", "srikandi.submit", "esign.submit"}
    | {"letterhead.draft", "trust_roots.add", "signing_service.submit", "templates.upload"}
)


class Bodies:
    """Says of a request's head how many bytes may follow it."""

    def __init__(self, app: Flask) -> None:
        self._routes: MapAdapter = app.url_map.bind("office")

    def most(self, method: str, path: str, cookies: str) -> int:
        """Return the most bytes of the body; `cookies`: the header as it came."""
        if method in ("GET", "HEAD", "OPTIONS"):
            return LARGEST_OF_STRANGERS
        try:
            endpoint, _ = self._routes.match(path, method)
        except HTTPException:
            return LARGEST_OF_STRANGERS
        return _of_endpoint(endpoint, WITH_SESSION in cookies)


def register(app: Flask) -> None:
    """Hold every request to it once more, whatever server brought it."""
    app.before_request(_hold)


def _hold() -> None:
    if request.endpoint and request.method not in ("GET", "HEAD", "OPTIONS"):
        request.max_content_length = _of_endpoint(request.endpoint, bool(session_token()))


def _of_endpoint(endpoint: str, with_session: bool) -> int:
    if endpoint == "push.receive":
        return LARGEST_PUSH
    if endpoint in OPEN_ENDPOINTS or not with_session:
        return LARGEST_OF_STRANGERS
    return LARGEST_REQUEST if endpoint in TAKE_FILES else LARGEST_FORM
