"""Our own styles and scripts: kept by the browser under an address that changes with their content."""

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request

STATIC = frozenset({"static", "admin.static"})
KEPT = "private, max-age=31536000, immutable"
ASKED_ANEW = "no-cache"


def register(app: Flask) -> None:
    """Let every address of a file of ours carry the mark of its content."""
    app.extensions["file_marks"] = {}
    app.url_defaults(_add_mark)


def keeping() -> str | None:
    """Return how long this answer may be kept: for ever under its mark, asked anew without one; None for all else."""
    if request.endpoint not in STATIC:
        return None
    return KEPT if request.args.get("v") else ASKED_ANEW


def _add_mark(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "filename" in values:
        values["v"] = _mark(str(values["filename"]))


def _mark(name: str) -> str:
    """Return the mark of a file, read once; a change of the program is a new start of it."""
    marks: dict[str, str] = current_app.extensions["file_marks"]
    if name not in marks:
        content = Path(current_app.static_folder or "", name).read_bytes()
        marks[name] = hashlib.sha256(content).hexdigest()[:10]
    return marks[name]
