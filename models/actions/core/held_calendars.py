"""Keeps every calendar by which a step was counted, so that it is recounted by the one that held, not by today's."""

import hashlib
import json
from datetime import date, datetime, time

from models.actions.core.office_facts import office_calendar
from models.rules.clocks.working_time import Block, Calendar
from models.tables import CalendarState, StatutoryClock, StepRecord


def hold_calendar(calendar: Calendar, now: datetime) -> int:
    """Return the id under which a calendar is kept, kept now where it is new. Needs a transaction."""
    body = _written(calendar)
    mark = mark_of(body)
    known = CalendarState.select().where(CalendarState.sha256 == mark)
    found = known.get_or_none()
    if found is None:
        CalendarState.insert(sha256=mark, body=body, first_at=now).on_conflict_ignore().execute()
        found = known.get()
    return int(found.id)


def mark_of(body: str) -> str:
    """Return by what a calendar on record is known."""
    return hashlib.sha256(body.encode()).hexdigest()


class HeldCalendars:
    """The calendars on record, each read once."""

    def __init__(self) -> None:
        self._known: dict[int, Calendar] = {}

    def of(self, row: StepRecord | StatutoryClock) -> Calendar:
        """Return the calendar by which a row was counted: of one from an older version, the first on record."""
        return self.get(row.calendar_id) if row.calendar_id else self.first()

    def get(self, number: int) -> Calendar:
        """Return a calendar on record by its id."""
        if number not in self._known:
            self._known[number] = _read(CalendarState.get_by_id(number).body)
        return self._known[number]

    def first(self) -> Calendar:
        """Return the first calendar on record, today's where none is yet."""
        found = CalendarState.select(CalendarState.id).order_by(CalendarState.id).limit(1).scalar()
        return self.get(found) if found else office_calendar()


def held_since() -> datetime | None:
    """Return when the first calendar was put on record; what ended before was counted by one unknown."""
    return CalendarState.select(CalendarState.first_at).order_by(CalendarState.id).limit(1).scalar()


def _written(calendar: Calendar) -> str:
    blocks = sorted(
        [
            *(block.weekday, block.starts.isoformat("seconds"), block.ends.isoformat("seconds")),
            *(day.isoformat() if day else "" for day in (block.valid_from, block.valid_until)),
        ]
        for block in calendar.blocks
    )
    days = sorted(day.isoformat() for day in calendar.holidays)
    return json.dumps({"blocks": blocks, "holidays": days}, separators=(",", ":"))


def _read(body: str) -> Calendar:
    known = json.loads(body)
    blocks = tuple(
        Block(weekday, time.fromisoformat(starts), time.fromisoformat(ends), _day(first), _day(last))
        for weekday, starts, ends, first, last in known["blocks"]
    )
    return Calendar(blocks, frozenset(date.fromisoformat(day) for day in known["holidays"]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
