"""A log of every sending, fsynced outside the database, so that a restored backup sends nothing again.

It is sealed in segments (models/tables/core/sealed_log.py). A segment is never written again, except to take out
where a forgotten reply went, and to keep only its end when it is too old.
"""

import json
import os
import re
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO

from models.tables.core.durable import write_durably
from models.tables.core.sealed_log import append_line, held_log, segments

_KEY = re.compile(rb'"reply_key": "([^"]*)"')
_BEGINS = b'{"reply_key"'
_LEFT_OUT = "left_out_until"  # what stands in a segment whose lines are no longer kept


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
    append_line(path, json.dumps(asdict(attempt), ensure_ascii=True))


def entries(path: Path, but: Collection[str] = ()) -> Iterator[Attempt]:
    """Return the log in order, its segments first, but not those of these names.

    Without a torn line (power cut while writing), for which nothing was sent.
    """
    with held_log(path) as (sealed, log):
        for segment in sealed:
            if segment.name not in but:
                yield from entries_of(segment)
        yield from _read(log) if log else ()


def entries_of(segment: Path) -> Iterator[Attempt]:
    """Return the lines of one sealed segment; none where they are no longer kept."""
    with segment.open("rb") as file:
        yield from _read(file)


def _read(file: BinaryIO) -> Iterator[Attempt]:
    for line in file:
        try:
            # Older versions wrote on behind what a power cut tore off.
            yield Attempt(**json.loads(line[max(0, line.rfind(_BEGINS)) :]))
        except (ValueError, TypeError):
            continue


def leave_out(segment: Path, until: str) -> None:
    """Keep of a segment only until when its lines were made (UTC ISO 8601)."""
    write_durably(segment, json.dumps({_LEFT_OUT: until}).encode() + b"\n")


def left_out_until(segment: Path) -> str:
    """Return until when the lines were made that a segment no longer keeps; "" where it keeps them."""
    with segment.open("rb") as file:
        try:
            return str(json.loads(file.readline(200))[_LEFT_OUT])
        except (ValueError, TypeError, KeyError):
            return ""


def forget(path: Path, replies: Collection[str]) -> int:
    """Overwrite where these replies went, mostly a telephone number; return in how many lines. The tries stay known.

    In place and of the same length, since the agent adds lines meanwhile: another file in its place would lose them.
    """
    if not replies:
        return 0
    # The log first: sealed meanwhile, it stands among the segments, which are listed after it.
    return _forget_in(path, replies) + sum(_forget_in(segment, replies) for segment in segments(path))


def _forget_in(path: Path, replies: Collection[str]) -> int:
    changed, place = 0, 0
    try:
        file = path.open("r+b")
    except FileNotFoundError:
        return 0
    with file:
        for line in file.read().splitlines(keepends=True):
            without = _without_place(line, replies)
            if without:
                file.seek(place)
                file.write(without)
                changed += 1
            place += len(line)
        if changed:
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
