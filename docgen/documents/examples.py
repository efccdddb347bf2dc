"""Invented facts of every document type, full and sparse: to try and preview a template with, and for the tests."""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "examples"


def examples(code: str) -> list[dict[str, object]]:
    """Return the invented facts of a document type: the full ones first, then those as empty as may be."""
    return list(json.loads((FOLDER / f"{code}.json").read_text("utf-8")))
