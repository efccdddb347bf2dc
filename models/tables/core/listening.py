"""Where the back office of this folder listens: written when it starts, read by doctor."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.rules.core.moments import iso

FILE = "listening.json"


@dataclass(frozen=True)
class Listening:
    """The addresses a back office listened on when it last started, and since when (UTC, as text)."""

    addresses: tuple[tuple[str, int], ...]
    since: str


def note_listening(data_dir: Path, addresses: Iterable[tuple[str, int]], now: datetime) -> None:
    """Write down where the back office listens now; `now` is naive UTC.

    Raises OSError where it cannot be written; then what stood there is gone, and nobody takes it for today's.
    """
    words = json.dumps({"addresses": [list(one) for one in addresses], "since": iso(now)})
    (data_dir / FILE).unlink(missing_ok=True)
    written = data_dir / f"{FILE}.new"
    written.write_text(words, "utf-8")
    written.replace(data_dir / FILE)


def last_listening(data_dir: Path) -> Listening | None:
    """Return where it listened last; None where it never started from this folder, or the file cannot be read."""
    try:
        found = json.loads((data_dir / FILE).read_text("utf-8"))
        return Listening(tuple((str(host), int(port)) for host, port in found["addresses"]), str(found["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
