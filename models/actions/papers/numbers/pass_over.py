"""Passes over numbers of our own series that a signed paper bears which is not in this database: no other gets them.

A series counts up, so whatever lies before such a number was given as well, to papers that are lost with it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.give_number import free_places, locked_series
from models.actions.core.office_facts import office_settings
from models.actions.core.own_types.catalogue import catalogue
from models.actions.papers.numbers.archive_codes import settings_on
from models.actions.papers.numbers.number_paper import classification_of, mode_of, series_scope_of
from models.rules.core.errors import NumberNotAllowed
from models.rules.papers.numbering import LETTER_FORMAT, NumberMode, check_format, letter_form, series_of
from models.tables import IssuedNumber, NumberSeries, database
from models.tables.core.bulk import insert_rows

LOST = "dipakai sebelum database dipulihkan; naskahnya tidak ada di sini"
MOST = 500  # numbers passed over at once: more than an office gives between two backups
_PLACE = "{urut}"


@dataclass(frozen=True)
class Series:
    """A series of our own in a year, and how its numbers are written."""

    unit: str
    year: int
    name: str
    form: str

    def place_of(self, number: str) -> int:
        """Return at which place a number stands in this series, 0 where it is none of it."""
        begins, _, ends = self.form.partition(_PLACE)
        found = re.fullmatch(rf"{re.escape(begins)}(\d{{1,5}}){re.escape(ends)}", number)
        return int(found[1]) if found else 0


def pass_over(used: Iterable[tuple[str, date]], now: datetime) -> int:
    """Pass over every number of our own series as far as these, each with its WIB day, cancelled with the reason.

    Return how many. One that no series writes so by the present settings, or that lies far ahead, changes nothing.
    """
    numbers = list(used)
    settings, farthest = office_settings() if numbers else {}, dict[Series, int]()
    if not numbers or mode_of(settings) is NumberMode.EKSTERNAL:
        return 0  # whoever gives them outside knows his own
    for number, day in numbers:
        for series in _series_on(day, settings):
            place = series.place_of(number)
            if place:
                farthest[series] = max(place, farthest.get(series, 0))
    granted = mode_of(settings) is NumberMode.BLOK
    return sum(_passed(series, place, granted, now) for series, place in farthest.items())


def _series_on(day: date, settings: Mapping[str, str]) -> set[Series]:
    """Return the series of letters as they are written on a day; none where the office's format is broken."""
    scope, unit, codes = series_scope_of(settings), settings.get("kode_unit", ""), settings_on(settings, day)
    try:
        form = check_format(settings.get("format_nomor", LETTER_FORMAT), scope)
    except NumberNotAllowed:
        return set()
    kinds = {(classification_of(row, codes), row.code) for row in catalogue().values() if row.numbered}
    return {
        Series(unit, day.year, series_of(scope, archive, code), letter_form(form, unit, archive, code, day.year))
        for archive, code in kinds
    }


def _passed(series: Series, place: int, granted_only: bool, now: datetime) -> int:
    with database.atomic():
        row = locked_series(series.unit, series.year, series.name)
        before = row.last
        places = list(_between(row, place, granted_only)) if place - before <= MOST else []
        if not places:
            return 0
        lost = {"series": row.id, "given_at": now, "cancelled": True, "cancel_reason": LOST}
        insert_rows(
            IssuedNumber,
            [
                lost | {"urut": at, "text": series.form.replace(_PLACE, str(at)), "holder": f"hilang:{row.id}:{at}"}
                for at in places
            ],
        )
        NumberSeries.update(last=places[-1]).where(NumberSeries.id == row.id).execute()
        event = AuditEvent("nomor_dilewati", f"number_series:{row.id}", str(before), str(places[-1]))
        audit_trail.write(AGENT, now, event)
        return len(places)


def _between(row: NumberSeries, place: int, granted_only: bool) -> Iterator[int]:
    """Yield the places a series would give next, as far as this one."""
    while row.last < place:
        try:
            (following,) = free_places(row, 1, granted_only)
        except NumberNotAllowed:
            return
        if following > place:
            return
        yield following
        row.last = following
