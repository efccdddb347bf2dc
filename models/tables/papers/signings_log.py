"""A log of every signing asked of the own e-signature service, outside the database: a restored one asks none again.

Two lines a signing: one before the service is asked, one when its answer is known. No secret, NIK or name is in it.
"""

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from models.rules.core.moments import iso, parse_iso
from models.tables.core.sealed_log import append_line, held_log, seal_log, segments

# Some 3,000 signings. No backup older than this is restored; whatever a clock says, the newest segments stay.
SEGMENT_BYTES, KEPT, KEPT_SEGMENTS = 1 << 20, timedelta(days=400), 10


class End(StrEnum):
    """What the service answered; without a line of it nobody knows."""

    SIGNED = "signed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Signing:
    """One signing: of which paper (its public id), sent when, with which number, by whose account, and its end.

    `file`: sha256 of the PDF that came back, if one did.
    """

    paper: str
    at: datetime  # as its attempt bears it in the database
    number: str = ""
    by: int | None = None
    end: End | None = None
    file: str = ""


def note_asked(path: Path, signing: Signing) -> None:
    """Write that the service is about to be asked. Raises OSError; then nothing may be sent."""
    seal_log(path, SEGMENT_BYTES)
    _leave_out_old(path, signing.at)
    _write(path, {"paper": signing.paper, "at": iso(signing.at), "number": signing.number, "by": signing.by})


def note_answered(path: Path, signing: Signing) -> None:
    """Write what the service answered to what was asked before. Raises OSError; what came of it is then unknown."""
    line = {"paper": signing.paper, "at": iso(signing.at), "end": signing.end, "file": signing.file}
    _write(path, line)


def _write(path: Path, line: Mapping[str, object]) -> None:
    append_line(path, json.dumps(line, ensure_ascii=True))


def signings(path: Path, papers: Collection[str] = ()) -> list[Signing]:
    """Return every signing the log knows (of these papers), each once with its end; a torn line tells nothing."""
    found: dict[tuple[str, datetime], Signing] = {}
    sought = [one.encode() for one in papers]
    for line in _lines(path, sought):
        one = _read(line) if _has(line, sought) else None
        if one is None or (papers and one.paper not in papers):
            continue
        asked = found.get((one.paper, one.at), one)
        # Asked anew at the very same moment (a clock that stands): the end that was known is not of this one.
        found[one.paper, one.at] = replace(asked, end=one.end, file=one.file) if one.end else one
    return list(found.values())


def _lines(path: Path, sought: Collection[bytes]) -> Iterator[bytes]:
    """Yield the lines of every part in which one of these is found at all: seldom any, where few papers are asked."""
    with held_log(path) as (sealed, log):
        for segment in sealed:
            with contextlib.suppress(FileNotFoundError):  # left out as too old just now
                yield from _split(segment.read_bytes(), sought)
        yield from _split(log.read(), sought) if log else ()


def _split(part: bytes, sought: Collection[bytes]) -> list[bytes]:
    return part.splitlines() if _has(part, sought) else []


def _has(part: bytes, sought: Collection[bytes]) -> bool:
    return not sought or any(one in part for one in sought)


def _read(line: bytes) -> Signing | None:
    try:
        told = json.loads(line)
        end = End(told["end"]) if told.get("end") else None
        by = told.get("by")
        who = by if isinstance(by, int) else None
        return Signing(
            str(told["paper"]),
            parse_iso(str(told["at"])),
            str(told.get("number", "")),
            who,
            end,
            str(told.get("file", "")),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _leave_out_old(path: Path, now: datetime) -> None:
    """Remove the oldest segments whose last signing no backup can lack any more."""
    for segment in segments(path)[:-KEPT_SEGMENTS]:
        told = [one for line in segment.read_bytes().splitlines() if (one := _read(line))]
        if any(one.at > now - KEPT for one in told):
            return
        with contextlib.suppress(OSError):  # it is open (Windows): next time
            segment.unlink()
