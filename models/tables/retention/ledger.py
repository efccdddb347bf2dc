"""The ledger of destroyed cases: a file of numbers without words, beside the database and beside every backup.

An older backup cannot know what was destroyed after it, and the database that knows may be lost.
"""

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from models.tables.core.durable import sync_folder

NAME = "destroyed.jsonl"  # in the data folder
ENDING = ".destroyed.jsonl"  # beside a backup, after its name


@dataclass(frozen=True, order=True)
class Line:
    """One destroyed case: its number, the key of its page (a number may be given anew), and when (UTC ISO 8601)."""

    number: str
    public_id: str
    destroyed_at: str


@dataclass(frozen=True)
class Ledger:
    """The destroyed cases known up to a moment (UTC ISO 8601; empty: never), and the times nobody knows of."""

    as_of: str = ""
    lines: frozenset[Line] = frozenset()
    gaps: frozenset[tuple[str, str]] = frozenset()  # from and to: restored then without a ledger of that time

    def with_(self, other: "Ledger") -> "Ledger":
        """Return both as one, of the later moment."""
        return Ledger(max(self.as_of, other.as_of), self.lines | other.lines, self.gaps | other.gaps)


def read(path: Path) -> Ledger:
    """Return the ledger in a file, empty where there is none; lines that cannot be read are left out."""
    if not path.exists():
        return Ledger()
    as_of, lines, gaps = "", set[Line](), set[tuple[str, str]]()
    for text in path.read_text("utf-8", errors="replace").splitlines():
        try:
            said = json.loads(text)
            if "as_of" in said:
                as_of = max(as_of, str(said["as_of"]))
                gaps |= {(str(since), str(until)) for since, until in said.get("gaps", ())}
            else:
                lines.add(Line(**said))
        except (ValueError, TypeError):
            continue
    return Ledger(as_of, frozenset(lines), frozenset(gaps))


def write(path: Path, ledger: Ledger) -> None:
    """Write a ledger durably, in the place of the one there."""
    rows: Iterable[object] = [
        {"as_of": ledger.as_of, "gaps": sorted(ledger.gaps)},
        *(asdict(line) for line in sorted(ledger.lines)),
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    sync_folder(path.parent)


def beside(folder: Path) -> Ledger:
    """Return all that the ledgers in a folder know: those beside backups, and that of a data folder."""
    found = Ledger()
    for path in sorted([*folder.glob(f"*{ENDING}"), folder / NAME]):
        found = found.with_(read(path))
    return found
