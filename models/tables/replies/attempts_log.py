"""A log of every sending, fsynced outside the database, so that a restored backup sends nothing again."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


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
