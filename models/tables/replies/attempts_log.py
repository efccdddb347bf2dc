"""A log of every sending, fsynced outside the database, so that a restored backup sends nothing again."""

import json
import os
import re
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

_KEY = re.compile(rb'"reply_key": "([^"]*)"')


@dataclass(frozen=True)
class Attempt:
    """One sending about to happen: which reply, which try, the text's hash, the recipient, when (UTC ISO 8601)."""

    reply_key: str
    attempt: int
    text_hash: str
    thread: str
    client_ref: str
    at: str


def append(path: Path, attempt: Attempt) -> None:
    """Write one line and wait until it is on the disk. Raises OSError; then nothing may be sent (F44)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(attempt), ensure_ascii=True) + "\n"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, line.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def entries(path: Path) -> Iterator[Attempt]:
    """Return the log in order, without a torn last line (power cut while writing), for which nothing was sent."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                yield Attempt(**json.loads(line))
            except (ValueError, TypeError):
                continue


def forget(path: Path, replies: Collection[str]) -> int:
    """Overwrite where these replies went, mostly a telephone number; return in how many lines. The tries stay known.

    In place and of the same length, since the agent adds lines meanwhile: another file in its place would lose them.
    """
    if not replies or not path.exists():
        return 0
    changed = 0
    with path.open("r+b") as file:
        place = 0
        for line in file.read().splitlines(keepends=True):
            without = _without_place(line, replies)
            if without:
                file.seek(place)
                file.write(without)
                changed += 1
            place += len(line)
        file.flush()
        os.fsync(file.fileno())
    return changed


def _without_place(line: bytes, replies: Collection[str]) -> bytes:
    """Return the line of one of these replies without its place, or nothing where there is none to take out."""
    room = len(line.rstrip(b"\r\n"))
    try:
        attempt = Attempt(**json.loads(line))
    except (ValueError, TypeError):  # torn: nothing was sent for it, but it may end within the number
        key = _KEY.search(line)
        return b" " * room if key and key[1].decode(errors="replace") in replies else b""
    if attempt.reply_key not in replies or not (attempt.thread or attempt.client_ref):
        return b""
    kept = json.dumps(asdict(replace(attempt, thread="", client_ref="")), ensure_ascii=True).encode()
    return kept.ljust(room)
