"""Messages from a JSON Lines file, each handed to the poll as one message of some made-up citizen."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.rules.core.moments import parse_iso, to_unix
from sync_agent.simulator.sampling import Person, people
from sync_agent.simulator.waha.messages import Draft

# People write in bursts: most send one publication, some two to four in a row.
_BURSTS = (1, 1, 1, 1, 1, 1, 1, 2, 3, 4)


class UnreadableFile(ValueError):
    """A message file that cannot be read; says which line and why."""


def read_messages(path: Path, seed: int, now: float) -> list[Draft]:
    """Read a file of rows with `text` and, if they are there, `id`, `created_at`, `author`. Raises UnreadableFile."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path}: {error}") from error
    rows = [_row(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    writers = _Writers(seed)
    return [_draft(path, number, row, writers, now) for number, row in enumerate(rows, 1)]


class _Writers:
    """Hands out citizens: the same one for a named author, else one per burst."""

    def __init__(self, seed: int) -> None:
        self._people: Iterator[Person] = people(seed)
        self._chance = random.Random(seed)  # noqa: S311 - practice, not secrets
        self._named: dict[str, Person] = {}
        self._left, self._current = 0, Person("", "")

    def writer(self, author: str | None) -> Person:
        if author:
            if author not in self._named:
                self._named[author] = Person(author, next(self._people).number)
            return self._named[author]
        if self._left == 0:
            self._left, self._current = self._chance.choice(_BURSTS), next(self._people)
        self._left -= 1
        return self._current


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UnreadableFile(f"{path}, line {number}: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise UnreadableFile(f"{path}, line {number}: not an object with a text")
    return row


def _draft(path: Path, number: int, row: dict[str, Any], writers: _Writers, now: float) -> Draft:
    author = row.get("author")
    person = writers.writer(author if isinstance(author, str) else None)
    try:
        created_at = row.get("created_at")
        moment = float(to_unix(parse_iso(created_at))) if created_at else now
    except (TypeError, ValueError, AttributeError) as error:
        raise UnreadableFile(f"{path}, row {number}: created_at {row.get('created_at')!r}: {error}") from error
    key = str(row.get("id") or f"ROW{number:07d}")
    return Draft(person.address, row["text"], timestamp=moment, key=key, name=person.name)
