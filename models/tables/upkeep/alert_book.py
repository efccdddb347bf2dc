"""What the watcher remembers when started anew: what holds since when, what each way was told, what is acknowledged.

Two files beside the database: the watcher alone writes the first; the second grows by a line when somebody takes a
condition on, and is emptied by the watcher once nothing holds.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from models.rules.core.moments import iso, parse_iso
from models.rules.upkeep.alerts import Alert, Told
from models.rules.upkeep.conditions.row import Part
from models.rules.upkeep.watched import Wrong
from models.tables.core.durable import write_durably

BOOK, ACKNOWLEDGED = "watcher-alerts.json", "watcher-acknowledged.jsonl"


@dataclass(frozen=True)
class Book:
    """The alerts that hold, and what each way was told by its last letter."""

    holds: tuple[Alert, ...] = ()
    told: Mapping[str, Told] = field(default_factory=dict)


def read_book(data_dir: Path) -> Book:
    """Return what was remembered; nothing where nothing is kept or it cannot be read: then all is told again."""
    try:
        kept = json.loads((data_dir / BOOK).read_text("utf-8"))
        told = {way: _told(one) for way, one in kept["told"].items()}
        return Book(_alerts(kept["holds"]), told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Book()


def keep_book(data_dir: Path, book: Book) -> None:
    """Remember it, whole or as it was. Raises OSError."""
    told = {way: _kept(one) for way, one in book.told.items()}
    write_durably(data_dir / BOOK, json.dumps({"holds": _rows(book.holds), "told": told}).encode())


def note_acknowledged(data_dir: Path, key: str, account: str, now: datetime) -> None:
    """Note that somebody acknowledges a condition; `account`: of the operating system. Raises OSError."""
    with (data_dir / ACKNOWLEDGED).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"key": key, "account": account, "at": iso(now)}) + "\n")


def read_acknowledged(data_dir: Path) -> dict[str, datetime]:
    """Return when each condition was last acknowledged (naive UTC); a torn line says nothing."""
    found: dict[str, datetime] = {}
    with suppress(OSError, UnicodeDecodeError):
        for line in (data_dir / ACKNOWLEDGED).read_text("utf-8").splitlines():
            with suppress(ValueError, TypeError, KeyError, AttributeError):
                said = json.loads(line)
                found[str(said["key"])] = parse_iso(said["at"])
    return found


def forget_acknowledged(data_dir: Path) -> None:
    """Forget what was acknowledged. Raises OSError."""
    (data_dir / ACKNOWLEDGED).unlink(missing_ok=True)


def _kept(one: Told) -> dict[str, object]:
    left = {"carried_at": iso(one.carried_at), "carried": one.carried}
    return {"alerts": _rows(one.alerts), "at": iso(one.at), **left}


def _told(one: Mapping[str, Any]) -> Told:
    # An earlier version carried no checkpoints.
    carried_at, carried = _moment(one.get("carried_at")), str(one.get("carried", ""))
    return Told(_alerts(one["alerts"]), _moment(one["at"]), carried_at, carried)


def _rows(alerts: Sequence[Alert]) -> list[dict[str, object]]:
    return [
        {
            "key": one.key,
            "operators": one.wrong.operators,
            "staff": one.wrong.staff,
            "part": one.wrong.part,
            "since": iso(one.since),
        }
        for one in alerts
    ]


def _alerts(rows: Sequence[Mapping[str, Any]]) -> tuple[Alert, ...]:
    return tuple(
        Alert(Wrong(row["key"], row["operators"], Part(row["part"]), row["staff"]), parse_iso(row["since"]))
        for row in rows
    )


def _moment(text: str | None) -> datetime | None:
    return parse_iso(text) if text else None
