"""The report of a period for one person: figures of the cases he may see, and the facts under them, case × step."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from peewee import JOIN

from models.actions.actor import Actor
from models.actions.period_facts import received_in
from models.actions.period_figures import period_figures, sees_all
from models.rules.case_figures import AUTOMATIC, NO_CATEGORY, Figures, channel_label, section_label
from models.rules.due_dates import is_late
from models.rules.periods import Period
from models.rules.permissions import Deed
from models.tables import Category, ChannelAccount, Complaint, Staff, StepRecord

# What a spreadsheet on an office PC still opens gladly; more is asked for by shorter periods.
MOST_FACTS = 50_000


class FactLine(NamedTuple):
    """One round of a step of one complaint, in words; moments are naive UTC, minutes working time and wall clock."""

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
    """Give the figures of a period for a person (see period_figures). Raises DeedNotAllowed."""
    actor.demand(Deed.SEE_REPORTS)
    return period_figures(period, now, actor.sight)


def is_whole_office(period: Period, actor: Actor) -> bool:
    """Say whether this person's report of a period is the whole office's: no case of it is hidden from him."""
    return sees_all(period.edges, actor.sight)


def own_part(figures: Figures, actor: Actor) -> Figures:
    """Leave the other officers out of a report for who may not compare them."""
    rows: Any = figures.get("officers", [])
    if actor.may(Deed.COMPARE_OFFICERS):
        return figures
    return {**figures, "officers": [row for row in rows if row["key"] == actor.staff_id]}


def fact_lines(period: Period, actor: Actor, now: datetime) -> Iterator[FactLine]:
    """Give the facts under a report, oldest complaint first, one more than MOST_FACTS where there are more.

    They name a case by its number and no citizen at all. Raises DeedNotAllowed.
    """
    actor.demand(Deed.SEE_REPORTS)
    categories = dict(Category.select(Category.key, Category.label).tuples())
    compares = actor.may(Deed.COMPARE_OFFICERS)
    for number, kind, category, who, name, *rest in _rows(period, actor).tuples().iterator():
        step, turn, section, started, due, ended, outcome, late, net, gross = rest
        yield FactLine(
            number,
            step,
            turn,
            section_label(section) if section else "",
            _officer(who, name, ended is not None) if compares or who in (None, actor.staff_id) else "",
            channel_label(kind),
            categories.get(category, NO_CATEGORY),
            started,
            due,
            ended,
            outcome,
            bool(late) if ended else is_late(due, now),
            net,
            gross,
        )


def _rows(period: Period, actor: Actor) -> Any:
    case, row = Complaint, StepRecord
    whose = (case.number, ChannelAccount.kind, case.category, row.actor, Staff.name)
    course = (row.step, row.round, row.section, row.started_at, row.due_at, row.finished_at, row.outcome, row.late)
    query = row.select(*whose, *course, row.net_minutes, row.gross_minutes).join(case).join(ChannelAccount)
    query = query.switch(row).join(Staff, JOIN.LEFT_OUTER, on=row.actor == Staff.id)
    return query.where(received_in(period.edges, actor.sight)).order_by(case.id, row.id).limit(MOST_FACTS + 1)


def _officer(who: int | None, name: str | None, ended: bool) -> str:
    if who is None:
        return AUTOMATIC if ended else ""
    return name or f"Akun {who}"
