"""The headers of every answer: security (S6, stack §3.5), the nonce of our scripts, and how long it may be cached.

The browser caches our own styles and scripts under addresses that change with their content; a module that another
imports gets its address from the import map (a browser that knows none asks anew).
"""

import hashlib
import re
import secrets
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, request, url_for

STATIC = frozenset({"static", "admin.static"})
# A year, for every name below ours too (ASVS V3.4.1).
HTTPS_ONLY = "max-age=31536000; includeSubDomains"
KEPT = "private, max-age=31536000, immutable"
ASKED_ANEW = "no-cache"
_POLICY = (
    "default-src 'none'; object-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
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


def import_map() -> dict[str, dict[str, str]]:
    """Return for the plain address of each module that another imports the one with its mark."""
    kept: dict[str, dict[str, dict[str, str]]] = current_app.extensions.setdefault("import_maps", {})
    if request.script_root not in kept:  # under which address the program stands
        marked = [url_for("static", filename=name) for name in _modules(Path(current_app.static_folder or ""))]
        kept[request.script_root] = {"imports": {address.partition("?")[0]: address for address in marked}}
    return kept[request.script_root]


def address_of(endpoint: str, **values: Any) -> str:
    """Return what Flask's `url_for` does; the address of a file of ours is made once, and a page names a dozen."""
    if endpoint != "static" or values.keys() != {"filename"}:
        return url_for(endpoint, **values)
    kept: dict[tuple[str, str], str] = current_app.extensions.setdefault("file_addresses", {})
    key = (request.script_root, values["filename"])  # under which address the program stands
    if key not in kept:
        kept[key] = url_for(endpoint, **values)
    return kept[key]


def framed_policy() -> str:
    """Return the policy of a page of ours that stands inside another of ours and may itself frame a PDF."""
    return policy("frame-src 'self'").replace("frame-ancestors 'none'", "frame-ancestors 'self'")


def register(app: Flask) -> None:
    """Set the headers on every answer, error pages and files included, and mark the addresses of our own files."""
    app.jinja_env.globals.update(csp_nonce=csp_nonce, import_map=import_map, url_for=address_of)
    app.url_defaults(_add_mark)
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    # A route that sends a citizen's file sets a stricter policy of its own.
    response.headers.setdefault("Content-Security-Policy", policy())
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Cache-Control"] = (response.status_code < 400 and _keeping()) or "no-store"
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", HTTPS_ONLY)
    return response


def _keeping() -> str | None:
    """Return the cache rule of this answer: for ever with a mark, revalidated without one; None for anything else."""
    if request.endpoint not in STATIC:
        return None
    return KEPT if request.args.get("v") else ASKED_ANEW


def _add_mark(endpoint: str, values: dict[str, object]) -> None:
    if endpoint == "static" and "filename" in values:
        values["v"] = _mark(Path(current_app.static_folder or "", str(values["filename"])))


@cache
def _modules(folder: Path) -> list[str]:
    """Return the scripts that give something to others."""
    scripts = {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in sorted(folder.rglob("*.js"))}
    return [name for name, words in scripts.items() if re.search("^export ", words, re.MULTILINE)]


@cache
def _mark(file: Path) -> str:
    """Return the mark of a file, read once, since the program's files change only with a restart."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]
