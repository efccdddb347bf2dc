"""The letters of this folder's watcher as it notes them: when, by which way, what they told, whether they left.

One file beside the watcher's others, a line a try, the newest `MOST`. No address and no word of a server's is in it.
"""

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from models.rules.core.moments import iso, parse_iso
from models.tables.core.durable import give_to_folders_owner, write_durably

NAME = "watcher-letters.jsonl"
LOCK = "watcher.lock"  # held by the watcher of the folder while it lives
MOST = 500
_SLACK = 50  # so many lines more before the file is written anew
_TOLD_OF = 40  # of one part of a letter; an office has not so many conditions

Said = tuple[tuple[str, str], ...]  # each condition's key and its sentence for staff


@dataclass(frozen=True)
class LetterLine:
    """One try to send a letter, or a word to the outside watcher that differed from the one before it.

    `checkpoint`: the moment of the checkpoint of the audit trail that it carried; `why_not` is empty where it left.
    """

    at: datetime
    way: str
    begun: Said = ()
    still: Said = ()
    over: Said = ()
    checkpoint: str = ""
    why_not: str = ""
    trial: bool = False


@dataclass(frozen=True)
class LetterLog:
    """The lines of the file, newest first, and how many of it cannot be read."""

    lines: tuple[LetterLine, ...] = ()
    torn: int = 0


def note_letter(data_dir: Path, line: LetterLine) -> None:
    """Note a try; of many the oldest are forgotten. Raises OSError."""
    path = data_dir / NAME
    text = _text(path)
    before, new = _rows(text), json.dumps(_kept(line), ensure_ascii=False)
    if len(before) >= MOST + _SLACK:
        write_durably(path, "".join(f"{one}\n" for one in (*before[1 - MOST :], new)).encode())
    else:
        torn = text and not text.endswith("\n")  # a power cut; what follows it must be a line of its own
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
            file.write((f"\n{new}\n" if torn else f"{new}\n").encode())
    give_to_folders_owner(path)


def read_letters(data_dir: Path) -> LetterLog:
    """Return what was noted here; empty where nothing was yet. Raises OSError where it cannot be read."""
    found = [_line(one) for one in reversed(_rows(_text(data_dir / NAME)))]
    whole = tuple(one for one in found if one is not None)
    return LetterLog(whole, len(found) - len(whole))


def newest_of(log: LetterLog, way: str) -> LetterLine | None:
    """Return the newest line of a way that is no trial."""
    return next((one for one in log.lines if one.way == way and not one.trial), None)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""


def _rows(text: str) -> list[str]:
    return [one for one in text.split("\n") if one.strip()]


def _kept(line: LetterLine) -> dict[str, object]:
    parts = {"begun": line.begun[:_TOLD_OF], "still": line.still[:_TOLD_OF], "over": line.over[:_TOLD_OF]}
    rest = {"checkpoint": line.checkpoint, "why_not": line.why_not, "trial": line.trial}
    return {"at": iso(line.at), "way": line.way, **parts, **rest}


def _line(row: str) -> LetterLine | None:
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        said: dict[str, Any] = json.loads(row)
        begun, still, over = (_said(said[part]) for part in ("begun", "still", "over"))
        rest = str(said["checkpoint"]), str(said["why_not"]), said["trial"] is True
        return LetterLine(parse_iso(said["at"]), str(said["way"]), begun, still, over, *rest)
    return None


def _said(rows: Iterable[Sequence[str]]) -> Said:
    return tuple((str(key), str(says)) for key, says in rows)
