"""A log of every sending, fsynced outside the database, so that a restored backup sends nothing again.

`attempts.log` is written; what became large is sealed beside it as `attempts-000001-1a2b3c4d.log`. A segment is never
written again, except to take out where a forgotten reply went, and to keep only its end when it is too old.
"""

import errno
import json
import os
import re
import secrets
import threading
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO

from models.tables.core.durable import sync_folder, write_durably

_KEY = re.compile(rb'"reply_key": "([^"]*)"')
SEGMENT = r"attempts-\d{6}-[0-9a-f]{8}\.log"
_BEGINS = b'{"reply_key"'
_LEFT_OUT = "left_out_until"  # what stands in a segment whose lines are no longer kept
_OPENING = threading.Lock()  # of this process; another's line in a segment just sealed is safe (seal_log)


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
    line = (json.dumps(asdict(attempt), ensure_ascii=True) + "\n").encode()
    handle = _opened(path)
    try:
        # What a power cut tore off would spoil this line too.
        line = b"\n" + line if _is_torn(handle) else line
        if os.write(handle, line) != len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(handle)
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    """Return the log open for adding; a new one stands in its folder for good."""
    how = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)
    with _OPENING:
        try:
            return os.open(path, how)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, how | os.O_CREAT, 0o600)
            try:
                sync_folder(path.parent)
            except OSError:
                os.close(handle)
                raise
            return handle


def _is_torn(handle: int) -> bool:
    if os.fstat(handle).st_size == 0:
        return False
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1) != b"\n"


def seal_log(path: Path, at_least: int) -> Path | None:
    """Seal the log as a segment when it is so large, and return that; None where it stays as it is.

    Windows renames no file that somebody has open: the next turn will. Elsewhere a line may still be added to the
    segment by who opened the log before: its intent was in the database before that, as `append` wants it.
    """
    with _OPENING:
        try:
            if path.stat().st_size < at_least:
                return None
            number = max((int(one.name.split("-")[1]) for one in segments(path)), default=0) + 1
            sealed = path.with_name(f"{path.stem}-{number:06}-{secrets.token_hex(4)}{path.suffix}")
            path.rename(sealed)
        except (FileNotFoundError, PermissionError):
            return None
        sync_folder(path.parent)
        return sealed


def segments(path: Path) -> list[Path]:
    """Return the sealed segments of a log, the oldest first."""
    named = re.compile(SEGMENT)
    return sorted(one for one in path.parent.glob("attempts-*.log") if named.fullmatch(one.name))


@contextmanager
def held_log(path: Path) -> Iterator[tuple[list[Path], BinaryIO | None]]:
    """Yield the sealed segments and the open log. Sealed meanwhile, lines stand in both; never in neither."""
    with ExitStack() as stack:
        try:
            log = stack.enter_context(path.open("rb"))
        except FileNotFoundError:
            log = None
        yield segments(path), log  # listed after the log is open


def is_there(path: Path) -> bool:
    """Whether there is a log, or a sealed segment of one."""
    return path.exists() or bool(segments(path))


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
