"""Adds the pictures to a report's facts, which name its photos by sha256."""

import base64
from collections.abc import Mapping
from pathlib import Path

from models.rules.core.errors import DocumentNotAllowed
from models.tables.core.file_store import read


def with_photos(facts: dict[str, object], files_dir: Path) -> Mapping[str, object]:
    """Return the facts with the pictures of the photos they name by sha256."""
    photos = facts.get("photos")
    if not isinstance(photos, list):
        return facts
    return {**facts, "photos": [{**photo, "picture": _picture(photo.get("sha256"), files_dir)} for photo in photos]}


def _picture(sha256: str, files_dir: Path) -> str:
    try:
        return base64.b64encode(read(files_dir, sha256)).decode("ascii")
    except FileNotFoundError as err:
        # A report signed without its evidence would look whole.
        raise DocumentNotAllowed("Berkas foto penelitian hilang. Keluarkan fotonya, atau pulihkan cadangan.") from err
