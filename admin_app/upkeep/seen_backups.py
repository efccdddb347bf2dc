"""Whether the file of a backup is still there and the same, as seen from here: looked at when it is asked for.

A large file is read in a thread of its own, and again once a day; until then nothing is said about its content. A
disk without an answer (a share whose server is gone) is asked by one thread: no page or scrape waits long for it.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from admin_app.shell.caches import BACKUPS
from models.actions.upkeep.last_backup import newest_backups
from models.tables import BackupCopy
from models.tables.core.file_hash import sha256_of
from models.tables.core.in_time import InTime

_AT_ONCE = 16_000_000  # octets that a page may read itself


class FileState(StrEnum):
    """What is seen of a backup's file."""

    WHOLE = "ada dan utuh"
    READING = "ada, isinya sedang diperiksa"
    GONE = "berkasnya tidak ada di tempatnya"
    CHANGED = "berkasnya berubah"
    UNREADABLE = "berkasnya tidak terbaca dari sini"


@dataclass(frozen=True)
class Seen:
    """What was seen of a backup's file, and when its content was read."""

    state: FileState
    read_at: datetime | None = None


_Key = tuple[str, int, int, int]
_read: dict[_Key, tuple[datetime, str]] = {}
_reading: set[_Key] = set()
_turn = threading.Lock()


def seen(copy: BackupCopy, now: datetime) -> Seen:
    """Return what is seen of a backup's file now."""
    path = Path(copy.path)
    try:
        found = path.stat()
    except FileNotFoundError:
        return Seen(FileState.GONE)
    except OSError:
        return Seen(FileState.UNREADABLE)
    if found.st_size != copy.size:
        return Seen(FileState.CHANGED)
    key = (str(path), found.st_size, found.st_mtime_ns, found.st_ino)
    with _turn:
        known = _read.get(key)
    if known is None or now - known[0] > BACKUPS.long:
        if found.st_size > _AT_ONCE:
            _read_apart(path, key, now)
        else:
            known = _hash(path, key, now)
    if known is None:
        return Seen(FileState.READING)
    read_at, sha256 = known
    if not sha256:
        return Seen(FileState.UNREADABLE)
    return Seen(FileState.WHOLE if sha256 == copy.sha256 else FileState.CHANGED, read_at)


def all_seen(copies: Sequence[BackupCopy], now: datetime) -> list[Seen]:
    """Return what is seen of each; where the disk gives no answer in time, what was seen last."""
    _wanted[:] = [(list(copies), now)]
    found = _line.answer()
    if found is not None and not all(_name(copy) in found for copy in copies):
        found = _line.answer()  # that was of somebody who asked a moment earlier
    if found is not None:
        _last.clear()
        _last.update(found)
    return [_last.get(_name(copy), Seen(FileState.UNREADABLE)) for copy in copies]


def newest_good(now: datetime) -> BackupCopy | None:
    """Return the newest backup whose file is there unchanged, as far as is known; None where there is none."""
    copies = newest_backups()
    states = (FileState.WHOLE, FileState.READING)
    return next((copy for copy, one in zip(copies, all_seen(copies, now), strict=True) if one.state in states), None)


def _look() -> dict[tuple[str, str], Seen]:
    copies, now = _wanted[-1]
    return {_name(copy): seen(copy, now) for copy in copies}


def _name(copy: BackupCopy) -> tuple[str, str]:
    return copy.path, copy.sha256


_SECONDS = 5.0  # a scrape ends in ten
_wanted: list[tuple[list[BackupCopy], datetime]] = []
_last: dict[tuple[str, str], Seen] = {}
_line = InTime(_look, _SECONDS)


def _read_apart(path: Path, key: _Key, now: datetime) -> None:
    with _turn:
        if _reading:
            return  # one at a time: the disk serves the office too
        _reading.add(key)
    threading.Thread(target=_hash, args=(path, key, now), daemon=True, name="backup-reader").start()


def _hash(path: Path, key: _Key, now: datetime) -> tuple[datetime, str]:
    try:
        sha256 = sha256_of(path)
    except OSError:
        sha256 = ""
    with _turn:
        for old in [one for one in _read if one[0] == key[0]]:
            del _read[old]  # an earlier file of this name
        _read[key] = (now, sha256)
        _reading.discard(key)
    return now, sha256
