"""Logs beside the database, each line on the disk before what it tells of happens; what became large is sealed.

`NAME.log` is written; a sealed part of it lies beside it as `NAME-000001-1a2b3c4d.log`.
"""

import errno
import os
import re
import secrets
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from models.tables.core.durable import sync_folder

SEALED = r"-\d{6}-[0-9a-f]{8}\.log"  # the end of a sealed part's name
# Of this process; another's line in a segment just sealed is safe (seal_log). Held over the write too: Windows only
# seeks to the end before it writes, so that two at once would write at the same place.
_TURN = threading.Lock()


def append_line(path: Path, line: str) -> None:
    """Write a line and wait until it is on the disk. Raises OSError; then what it tells of must not happen (F44)."""
    append_lines(path, [line.encode()])


def append_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Write lines at once, without their ends, and wait until they are on the disk. Raises OSError as append_line."""
    written = b"".join(line + b"\n" for line in lines)
    with _TURN:
        handle = _opened(path)
        try:
            _write(handle, written, path)
        except OSError:
            os.close(handle)
            raise
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(handle: int, written: bytes, path: Path) -> None:
    # What a power cut tore off would spoil the first line too.
    written = b"\n" + written if _is_torn(handle) else written
    if os.write(handle, written) != len(written):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


def _opened(path: Path) -> int:
    """Return the log open for adding; a new one stands in its folder for good."""
    how = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)
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
    segment by who opened the log before: its intent was in the database before that, as who appends has to see to.
    """
    with _TURN:
        try:
            if path.stat().st_size < at_least:
                return None
            number = max(map(number_of, segments(path)), default=0) + 1
            sealed = path.with_name(f"{path.stem}-{number:06}-{secrets.token_hex(4)}{path.suffix}")
            path.rename(sealed)
        except (FileNotFoundError, PermissionError):
            return None
        sync_folder(path.parent)
        return sealed


def number_of(segment: Path) -> int:
    """Return the number in a segment's name."""
    return int(segment.name.split("-")[1])


def segments(path: Path) -> list[Path]:
    """Return the sealed segments of a log, the oldest first."""
    named = re.compile(re.escape(path.stem) + SEALED)
    return sorted(one for one in path.parent.glob(f"{path.stem}-*.log") if named.fullmatch(one.name))


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
