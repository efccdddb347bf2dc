"""Our own styles and scripts: cached by the browser under addresses that change with their content."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request

STATIC = frozenset({"static", "admin.static"})
KEPT = "private, max-age=31536000, immutable"
ASKED_ANEW = "no-cache"


def register(app: Flask) -> None:
    """Add a mark of its content to every address of a file of ours."""
    app.url_defaults(_add_mark)


def keeping() -> str | None:
    """Return the cache rule of this answer: for ever with a mark, revalidated without one; None for anything else."""
    if request.endpoint not in STATIC:
        return None
    return KEPT if request.args.get("v") else ASKED_ANEW


def _add_mark(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "filename" in values:
        values["v"] = _mark(Path(current_app.static_folder or "", str(values["filename"])))


@cache
def _mark(file: Path) -> str:
    """Return the mark of a file, read once, since the program's files change only with a restart."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]
