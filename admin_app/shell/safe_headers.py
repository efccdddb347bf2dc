"""The security headers of every answer, and the nonce that lets our own scripts run (S6, stack §3.5)."""

import secrets

from flask import Flask, Response, g, request

from admin_app.shell import kept_files
from admin_app.shell.kept_files import keeping

_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def csp_nonce() -> str:
    """Return this answer's nonce, the same for all its scripts."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def policy(*more: str) -> str:
    """Return the content security policy of this answer, with further rules where a page needs them."""
    return "; ".join((_POLICY.format(nonce=csp_nonce()), *more))


def register(app: Flask) -> None:
    """Set the headers on every answer, error pages and files included."""
    app.jinja_env.globals.update(csp_nonce=csp_nonce)
    kept_files.register(app)
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    # A route that sends a citizen's file sets a stricter policy of its own.
    response.headers.setdefault("Content-Security-Policy", policy())
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Cache-Control"] = (response.status_code < 400 and keeping()) or "no-store"
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
