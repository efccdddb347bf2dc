"""Which open cases the clock job has to look at now, and when it looks at each next.

A case is looked at when its moment has come, when a trigger of models/tables/clocks/look_triggers noted a change of
it, and when its moment was reckoned by other facts of the office, or by other rules of the program, than hold now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from peewee import Case

from models.actions.core.office_facts import office_calendar, office_settings
from models.rules.clocks.due_dates import Standard, Unit
from models.rules.clocks.next_look import LONGEST, mark_of
from models.rules.clocks.warnings import WARNINGS
from models.rules.clocks.working_time import Calendar
from models.tables import Complaint, SopStep, StatutoryRule
from models.tables.core.database import is_sqlite

_Step = tuple[int, int]  # of an issue of the SOP


@dataclass(frozen=True)
class ClockFacts:
    """What all clocks of the office are counted by, read once for a round, and the mark of exactly these facts."""

    calendar: Calendar
    settings: dict[str, str]
    standards: Mapping[_Step, Standard]
    titles: Mapping[_Step, str]
    mark: str


def clock_facts() -> ClockFacts:
    """Return the facts as they are now."""
    calendar, settings = office_calendar(), office_settings()
    step = SopStep
    rows = list(step.select(step.version, step.step, step.amount, step.unit, step.title).tuples())
    standards = {(issue, number): Standard(amount, Unit(unit)) for issue, number, amount, unit, _ in rows}
    limits = StatutoryRule.select(StatutoryRule.id, StatutoryRule.kind, StatutoryRule.source).tuples()
    after = [settings.get(row.after_setting) for row in WARNINGS if row.after_setting]
    hours = sorted(map(repr, calendar.blocks)), sorted(calendar.holidays)
    mark = mark_of((hours, after, sorted(map(repr, standards.items())), sorted(limits)))
    titles = {(issue, number): title for issue, number, _, _, title in rows}
    return ClockFacts(calendar, settings, standards, titles, mark)


def cases_to_look_at(mark: str, now: datetime) -> list[int]:
    """Return the open cases whose moment has come, or was reckoned otherwise, in order. One range of the index each.

    A moment further away than any can be was given by a clock that was ahead.
    """
    by = Complaint.look_by
    come, impossible = Complaint.look_at <= now, Complaint.look_at > now + LONGEST
    ranges = (by < mark, by > mark, (by == mark) & come, (by == mark) & impossible)
    asked = [Complaint.select(Complaint.id).where(Complaint.open & one) for one in ranges]
    return sorted(case for (case,) in reduce(or_, asked).tuples())


def hold_cases(some: Sequence[int]) -> list[int]:
    """Return which of these cases are open; nobody changes what their clocks hang on until the transaction ends.

    A case that somebody is changing is left out: it is looked at the next time. Needs a transaction.
    """
    mine = Complaint.select(Complaint.id).where(Complaint.id.in_(list(some)) & Complaint.open).order_by(Complaint.id)
    held = mine if is_sqlite() else mine.for_update(skip_locked=True)
    return [case for (case,) in held.tuples()]


def keep_looks(looks: Mapping[int, datetime], mark: str) -> None:
    """Keep when these cases are looked at next; each is held."""
    if looks:
        at = Case(Complaint.id, tuple(looks.items()))
        Complaint.update(look_at=at, look_by=mark).where(Complaint.id.in_(list(looks))).execute()
