"""Uploads shown before they are used: one file each beside the database, for their owner only, for a day."""

import re
import secrets
import time
from pathlib import Path

from models.rules.core.errors import RuleBroken

_PATIENCE = 24 * 3600
_NAME = re.compile(r"[0-9a-f]{32}")
GONE = "Berkas yang diunggah sudah tidak ada lagi. Pilih berkasnya sekali lagi."


def put_aside(folder: Path, owner: int, content: bytes) -> str:
    """Store an upload until its owner decides and return its name; old uploads are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.stat().st_mtime < time.time() - _PATIENCE:
            path.unlink(missing_ok=True)
    name = secrets.token_hex(16)
    (folder / f"{owner}-{name}").write_bytes(content)
    return name


def take_up(folder: Path, owner: int, name: str) -> bytes:
    """Return a stored upload. Raises RuleBroken where it is gone or another person's."""
    try:
        return _path(folder, owner, name).read_bytes()
    except FileNotFoundError as err:
        raise RuleBroken(GONE) from err


def drop(folder: Path, owner: int, name: str) -> None:
    """Remove an upload that was used."""
    _path(folder, owner, name).unlink(missing_ok=True)


def _path(folder: Path, owner: int, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise RuleBroken(GONE)
    return folder / f"{owner}-{name}"
