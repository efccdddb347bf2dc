"""Previews of pictures, made once and kept beside the database, sealed by what their file's row alone says.

Name and key follow from the sha256 of the file, which no preview tells: once a destruction has emptied the rows that
name it, nobody can find or read its preview. Each folder keeps the newest, and none for longer than a week.
"""

import base64
import contextlib
import hashlib
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet, InvalidToken

PLACE: Final = "pratinjau"  # the folder beside the database
KEPT: Final = 7 * 24 * 3600.0  # seconds
REFUSED_FOR: Final = 60.0  # seconds; then it is tried again: the child may have lacked time alone
MOST: Final = 250  # in each of sixteen folders
Preview = tuple[bytes, str]  # its bytes and type; without a type, the sentence that says why there is none

# Whoever asks for a picture that another draws just now waits for that one.
_TURNS = tuple(threading.Lock() for _ in range(16))


def kept(data_dir: Path, sha256: str, side: int, make: Callable[[], Preview]) -> Preview:
    """Return the preview of a file at a size, made by `make` where none is kept."""
    name = hashlib.sha256(f"name {side} {sha256}".encode()).hexdigest()
    path = data_dir / PLACE / name[0] / name[1:40]
    seal = Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"key {side} {sha256}".encode()).digest()))
    with _TURNS[int(name[0], 16)]:
        found = _read(path, seal)
        if found is None:
            found = make()
            with contextlib.suppress(OSError):  # no room: it is shown all the same, and made again
                _write(path, seal, found)
    return found


def clear_old(data_dir: Path) -> None:
    """Remove what was kept for long enough, when the program starts."""
    for folder in _folders(data_dir):
        _clear(folder)


def _read(path: Path, seal: Fernet) -> Preview | None:
    try:
        age = time.time() - path.stat().st_mtime
        head, _, content = seal.decrypt(path.read_bytes()).partition(b"\n")
        mime = str(json.loads(head))
    except (OSError, InvalidToken, ValueError):
        return None
    return (content, mime) if 0 <= age < (KEPT if mime else REFUSED_FOR) else None


def _write(path: Path, seal: Fernet, preview: Preview) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    unfinished.write_bytes(seal.encrypt(json.dumps(preview[1]).encode() + b"\n" + preview[0]))
    unfinished.replace(path)
    _clear(path.parent)


def _clear(folder: Path) -> None:
    found = []
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            found.append((path.stat().st_mtime, path))
    found.sort(reverse=True)
    for place, (made, path) in enumerate(found):
        if place >= MOST or made < time.time() - KEPT:
            with contextlib.suppress(OSError):  # being sent just now (Windows): next time
                path.unlink()


def _folders(data_dir: Path) -> list[Path]:
    place = data_dir / PLACE
    return [path for path in place.iterdir() if path.is_dir()] if place.is_dir() else []
