"""A log of every sending, fsynced outside the database, so that a restored backup sends nothing again.

It is sealed in segments (models/tables/core/sealed_log.py). A segment is never written again, except to take out
where a forgotten reply went, and to keep only its end when it is too old.
"""

import json
import os
import re
import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO

from models.tables.core.durable import write_durably
from models.tables.core.sealed_log import append_line, held_log, number_of, segments

_KEY = re.compile(rb'"reply_key": "([^"]*)"')
_BEGINS = b'{"reply_key"'
_LEFT_OUT = "left_out_until"  # what stands in a segment whose lines are no longer kept
NAME = "attempts.name"  # beside the log: by what the database knows whose lines it keeps


@dataclass(frozen=True)
class Attempt:
    """One sending about to happen: which reply, which try, the text's hash, the recipient, when (UTC ISO 8601)."""

    reply_key: str
    attempt: int
    text_hash: str
    thread: str
    client_ref: str
    at: str

    def is_same_try(self, other: "Attempt") -> bool:
        """Whether both are one try; where it went may be forgotten in either."""
        return replace(self, thread="", client_ref="") == replace(other, thread="", client_ref="")

    def line(self) -> str:
        """Return it as it stands in the log."""
        return json.dumps(asdict(self), ensure_ascii=True)


@dataclass(frozen=True)
class Placed:
    """A line with its place: the number of its segment, or that which the open log will have, and its first byte."""

    part: int
    place: int
    attempt: Attempt


def append(path: Path, attempt: Attempt) -> None:
    """Write one line and wait until it is on the disk. Raises OSError; then nothing may be sent (F44)."""
    append_line(path, attempt.line())


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
    for _place, attempt in _placed(file, 0):
        yield attempt


def _placed(file: BinaryIO, place: int) -> Iterator[tuple[int, Attempt]]:
    file.seek(place)
    for line in file:
        attempt = _parsed(line)
        if attempt:
            yield place, attempt
        place += len(line)


def _parsed(line: bytes) -> Attempt | None:
    try:
        # Older versions wrote on behind what a power cut tore off.
        return Attempt(**json.loads(line[max(0, line.rfind(_BEGINS)) :]))
    except (ValueError, TypeError):
        return None


def read_on(path: Path, since: Mapping[int, int]) -> Iterator[Placed]:
    """Yield the lines of these parts from these places on, the ones that begin there too, and all of newer parts.

    A place stays what it is when the log is sealed, and when it is taken out of it where replies went.
    """
    newest = max(since, default=0)
    with held_log(path) as (sealed, log):
        for segment in sealed:
            part = number_of(segment)
            if part in since or part > newest:
                with segment.open("rb") as file:
                    yield from _placed_in(part, file, since)
        part = max((number_of(segment) for segment in sealed), default=0) + 1
        # Sealed between the two looks, it was read already.
        if log and (part in since or part > newest) and not any(_is_one_file(log, one) for one in sealed[-1:]):
            yield from _placed_in(part, log, since)


def _placed_in(part: int, file: BinaryIO, since: Mapping[int, int]) -> Iterator[Placed]:
    for place, attempt in _placed(file, since.get(part, 0)):
        yield Placed(part, place, attempt)


def _is_one_file(file: BinaryIO, path: Path) -> bool:
    return os.path.samestat(os.fstat(file.fileno()), path.stat())


def name_of(path: Path) -> str:
    """Return the name that lies beside a log; "" where none does, or a power cut spoilt it."""
    try:
        name = path.with_name(NAME).read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
    return name if re.fullmatch("[0-9a-f]{16}", name) else ""


def give_name(path: Path) -> str:
    """Put a new name beside a log and return it."""
    name = secrets.token_hex(8)
    write_durably(path.with_name(NAME), f"{name}\n".encode())
    return name


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
    return replace(attempt, thread="", client_ref="").line().encode().ljust(room)
