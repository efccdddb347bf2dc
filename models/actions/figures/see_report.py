"""The report of a period for one person: figures of the cases he may see, and the facts (case × step) under them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from peewee import JOIN, ModelSelect

from models.actions.core.actor import Actor
from models.actions.figures.period_facts import received_in
from models.actions.figures.period_figures import period_figures, sees_all
from models.rules.clocks.due_dates import is_late
from models.rules.figures.case_figures import Figures
from models.rules.figures.figure_labels import AUTOMATIC, NO_CATEGORY, channel_label, section_label
from models.rules.figures.periods import Period
from models.rules.staff.permissions import Permission
from models.tables import Category, ChannelAccount, Complaint, Staff, StepRecord

# As many rows as a spreadsheet on an office PC opens well; for more, shorter periods are chosen.
MOST_FACTS = 50_000


class FactLine(NamedTuple):
    """One round of a step in words; moments are naive UTC, minutes are working and wall-clock minutes."""

    number: str
    step: int
    round: int
    section: str
    officer: str
    channel: str
    category: str
    started: datetime
    due: datetime | None
    ended: datetime | None
    outcome: str
    late: bool
    net: float | None
    gross: float | None


def see_report(period: Period, actor: Actor, now: datetime) -> Figures:
    """Return the figures of a period for a person (see period_figures). Raises NotPermitted."""
    actor.demand(Permission.SEE_REPORTS)
    return period_figures(period, now, actor.whole_scope)


def is_whole_office(period: Period, actor: Actor) -> bool:
    """Whether this person's report of a period covers the whole office: no case in it is hidden from him."""
    return sees_all(period, actor.whole_scope)


def own_part(figures: Figures, actor: Actor) -> Figures:
    """Return a report without the other officers' figures for a person who may not compare officers."""
    rows: Any = figures.get("officers", [])
    if actor.may(Permission.COMPARE_OFFICERS):
        return figures
    return {**figures, "officers": [row for row in rows if row["key"] == actor.staff_id]}


def fact_lines(period: Period, actor: Actor, as_of: datetime) -> Iterator[FactLine]:
    """Yield the facts of a report as of a moment, oldest complaint first, at most MOST_FACTS and one more.

    They name cases by number and no citizens. Raises NotPermitted.
    """
    actor.demand(Permission.SEE_REPORTS)
    categories = dict(Category.select(Category.key, Category.label).tuples())
    compares = actor.may(Permission.COMPARE_OFFICERS)
    for number, kind, category, who, name, *rest in _rows(period, actor, as_of).tuples().iterator():
        shown = compares or who in (None, actor.staff_id)
        line = FactLine._make(
            (number, *rest[:3], "", channel_label(kind), categories.get(category, NO_CATEGORY), *rest[3:])
        )
        yield _as_of(line, as_of, _officer(who, name) if shown else "")


def _as_of(line: FactLine, as_of: datetime, officer: str) -> FactLine:
    """Return a line in words as of a moment; a step that ended later counts as running."""
    section = section_label(line.section) if line.section else ""
    if line.ended is not None and line.ended <= as_of:
        return line._replace(section=section, officer=officer, late=bool(line.late))
    late = is_late(line.due, as_of)
    return line._replace(section=section, ended=None, outcome="", late=late, net=None, gross=None)


def _rows(period: Period, actor: Actor, as_of: datetime) -> "ModelSelect[StepRecord]":
    case, row = Complaint, StepRecord
    whose = (case.number, ChannelAccount.kind, case.category, row.actor, Staff.name)
    course = (row.step, row.round, row.section, row.started_at, row.due_at, row.finished_at, row.outcome, row.late)
    query = row.select(*whose, *course, row.net_minutes, row.gross_minutes).join(case).join(ChannelAccount)
    query = query.switch(row).join(Staff, JOIN.LEFT_OUTER, on=row.actor == Staff.id)
    mine = received_in(period.edges, actor.scope) & (row.started_at <= as_of)
    return query.where(mine).order_by(case.id, row.id).limit(MOST_FACTS + 1)


def _officer(who: int | None, name: str | None) -> str:
    if who is None:
        return AUTOMATIC
    return name or f"Akun {who}"
