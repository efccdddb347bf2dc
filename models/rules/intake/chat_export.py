"""Reads a WhatsApp chat export in all six layouts: who wrote what, and when by the phone's clock."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import islice, pairwise

from models.rules.intake.chat_export_marks import (
    ATTACHED_ANDROID,
    ATTACHED_IOS,
    EDITED,
    FILE_WORDS,
    LAYOUTS,
    NOT_INCLUDED,
    SYSTEM,
    WITHDRAWN,
    sender_name,
    visible,
)

_MOST_COLONS = 8  # in a name; a text of nothing but colons must not cost a minute


@dataclass(frozen=True)
class ExportedMessage:
    """One message, `written_at` by the phone's wall clock. `file` is in the export, `left_out` is not."""

    line: int
    sender: str
    written_at: datetime
    text: str
    raw: str
    withdrawn: bool = False
    edited: bool = False
    file: str = ""
    left_out: str = ""


@dataclass(frozen=True)
class Export:
    """A whole export. `day_first` is None where the dates can be read both ways and a person must say which."""

    messages: tuple[ExportedMessage, ...]
    day_first: bool | None
    system_lines: int
    unread_lines: int  # before the first message: not of this format

    @property
    def senders(self) -> dict[str, int]:
        """Return the number of messages per sender, most first."""
        return dict(Counter(message.sender for message in self.messages).most_common())


@dataclass(frozen=True)
class _Entry:
    """A line with a moment, and the lines that continue it."""

    line: int
    parts: tuple[int, int, int]
    clock: time
    rest: str
    raw: str
    dotted: bool
    halves: bool
    padded: bool
    bracket: bool


def read_export(text: str, latest: date, day_first: bool | None = None) -> Export:
    """Return an export's messages, none later than `latest`; `day_first` is what a person said of its dates."""
    lines = _lines(text)
    entries, unread = _entries(lines)
    order = _day_first(entries, latest) if day_first is None else day_first
    read = [entry for entry in entries if _moment(entry, order is not False) is not None]
    talk = [entry for entry in read if not _is_system(entry)]
    names = _double_names(talk)
    messages = tuple(_message(entry, names, order is not False) for entry in talk)
    return Export(messages, order, len(entries) - len(talk), unread)


def _lines(text: str) -> list[str]:
    """Return the lines, without the trailing semicolons a spreadsheet added."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if any(re.match(r"\W?\[[^\]\n]{6,12};", line) for line in lines):
        lines = [line.rstrip(";") for line in lines]
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _entries(lines: list[str]) -> tuple[list[_Entry], int]:
    begun: list[tuple[_Entry, list[str]]] = []
    unread = 0
    for number, line in enumerate(lines, 1):
        found = _begin(number, line)
        if found:
            begun.append((found, []))
        elif begun:
            begun[-1][1].append(line)
        elif line.strip():
            unread += 1
    return [_whole(entry, more) for entry, more in begun], unread


def _whole(entry: _Entry, more: list[str]) -> _Entry:
    if not more:
        return entry
    return replace(entry, rest="\n".join((entry.rest, *more)), raw="\n".join((entry.raw, *more)))


def _begin(number: int, line: str) -> _Entry | None:
    """Return the beginning of a message; None where the line continues the one before."""
    # The mark before a line goes; those in it tell WhatsApp's own words from a person's.
    start = line.lstrip("\u200e\u200f\ufeff ")
    head, plain = start[:40], start[:40].replace("\u202f", " ").replace("\u00a0", " ")
    found = next((match for layout in LAYOUTS if (match := layout.match(plain + start[len(head) :]))), None)
    if found is None:
        return None
    clock = _clock(found)
    if clock is None:
        return None
    a, b, year = found["a"], found["b"], found["year"]
    return _Entry(
        line=number,
        parts=(int(a), int(b), int(year) + (2000 if len(year) == 2 else 0)),
        clock=clock,
        rest=found["rest"],
        raw=line,
        dotted=found["mark"] == ".",
        halves=bool(found["half"]),
        padded=len(a) == 2 and len(b) == 2,
        bracket=start.startswith("["),
    )


def _clock(found: re.Match[str]) -> time | None:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None


def _day_first(entries: list[_Entry], latest: date) -> bool | None:
    """Return whether the day stands before the month, judged over the whole file; None where both are possible."""
    possible = [order for order in (True, False) if _fits(entries, latest, day_first=order)]
    if len(possible) == 1:
        return possible[0]
    # The clock gives the language away: only Indonesian writes 07.58, only American English 3/9/26, 7:58 AM.
    if entries and all(entry.dotted for entry in entries):
        return True
    american = any(entry.halves for entry in entries) and not all(entry.padded for entry in entries)
    return False if american else None


def _fits(entries: list[_Entry], latest: date, *, day_first: bool) -> bool:
    """Whether read this way all dates exist, none is later than `latest`, and no date precedes the one before it."""
    days = [_day(entry, day_first) for entry in entries]
    if any(day is None or day > latest for day in days):
        return False
    return all(one <= two for one, two in pairwise(days) if one and two)


def _day(entry: _Entry, day_first: bool) -> date | None:
    a, b, year = entry.parts
    try:
        return date(year, b, a) if day_first else date(year, a, b)
    except ValueError:
        return None


def _moment(entry: _Entry, day_first: bool) -> datetime | None:
    day = _day(entry, day_first)
    return datetime.combine(day, entry.clock) if day else None


def _is_system(entry: _Entry) -> bool:
    """Whether the line is WhatsApp's own: it has no sender, or is one of its known sentences."""
    plain = visible(entry.rest)
    if ":" not in plain.split("\n", 1)[0]:
        return True
    if any(said.match(plain) for said in SYSTEM):
        return True
    # iOS writes the chat's name before them, and a mark nobody sees.
    _, _, said_by = entry.rest.partition(": ")
    return entry.bracket and said_by.startswith("\u200e") and any(row.match(visible(said_by)) for row in SYSTEM)


def _double_names(entries: list[_Entry]) -> frozenset[str]:
    """Return names that contain a colon: the apparent sender “A” is always followed by the same “B: ”."""
    second: dict[str, Counter[str]] = {}
    for entry in entries:
        first, *others = [part.strip() for part in visible(entry.rest).split("\n", 1)[0].split(": ")]
        seconds = second.setdefault(sender_name(first), Counter())
        seconds[sender_name(others[0]) if len(others) > 1 else ""] += 1
    return frozenset(
        f"{name}: {next(iter(seconds))}"
        for name, seconds in second.items()
        if len(seconds) == 1 and "" not in seconds and seconds.total() > 1
    )


def _message(entry: _Entry, names: frozenset[str], day_first: bool) -> ExportedMessage:
    sender, text = _split(entry.rest, names)
    moment = _moment(entry, day_first)
    if moment is None:  # entries without a moment were left out before
        raise ValueError
    message = ExportedMessage(entry.line, sender, moment, text, entry.raw)
    return _with_marks(message)


def _split(rest: str, names: frozenset[str]) -> tuple[str, str]:
    for place in _colons(rest):
        sender, text = sender_name(rest[:place]), rest[place + 1 :]
        longer = any(name.startswith(f"{sender}: ") for name in names)
        if not longer or sender in names:
            return sender, visible(text).strip()
    first, _, text = rest.partition(":")
    return sender_name(first), visible(text).strip()


def _colons(rest: str) -> Iterator[int]:
    colons = re.finditer(r":(?=[\s\u200e]|$)", rest.split("\n", 1)[0])
    yield from (found.start() for found in islice(colons, _MOST_COLONS))


def _with_marks(message: ExportedMessage) -> ExportedMessage:
    text, edited = EDITED.subn("", message.text)
    text = text.rstrip()
    if WITHDRAWN.fullmatch(text):
        return replace(message, text="", withdrawn=True, edited=bool(edited))
    left_out = NOT_INCLUDED.fullmatch(text)
    if left_out:
        what = (left_out["what"] or "berkas").lower()
        name = left_out["name"] or FILE_WORDS.get(what, what)
        return replace(message, text="", left_out=name, edited=bool(edited))
    attached = ATTACHED_ANDROID.match(text) or ("<" in text[:400] and ATTACHED_IOS.match(text))
    if attached:
        return replace(
            message, text=text[attached.end() :].strip(), file=attached["name"].strip(), edited=bool(edited)
        )
    return replace(message, text=text, edited=bool(edited))
