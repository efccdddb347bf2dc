"""Reads the facts (case × step) of the complaints received in a period that a person may see.

A query instead of a table of facts, which could lag behind what it counts (DECISIONS).
"""

from datetime import datetime

from peewee import Case, ColumnBase, Expression

from models.rules.cases.sop import BROKEN_OFF
from models.rules.clocks.due_dates import Standard, Unit
from models.rules.figures.figure_facts import CaseFact, Facts, StepFact, SurveyFact
from models.rules.privacy.visibility import Scope
from models.tables import Category, ChannelAccount, Complaint, SopStep, Staff, StepRecord, Survey, database
from models.tables.privacy.visible import visible

EVERYTHING = Scope(everything=True)
Edges = tuple[datetime, datetime]


def period_facts(edges: Edges, now: datetime, scope: Scope = EVERYTHING) -> Facts:
    """Return the facts of the complaints received between two naive UTC moments, as they are now.

    With an earlier `now`, steps that ended after it count as running; stage and section are today's.
    """
    mine = received_in(edges, scope)
    surveys = Survey.select(Survey.complaint, Survey.scale, Survey.answer).join(Complaint).where(mine)
    return Facts(
        cases=_cases(mine, now),
        steps=_steps(mine, now),
        surveys=[SurveyFact(*row) for row in surveys.order_by(Survey.id).tuples()],
        categories=dict(Category.select(Category.key, Category.label).tuples()),
        officers={row.id: row.name or row.username for row in Staff.select(Staff.id, Staff.name, Staff.username)},
    )


def sop_steps(edges: Edges) -> list[tuple[int, str, str]]:
    """Return number, title and standard of the steps in the newest SOP that a complaint of the period was opened
    under.

    For an empty period, in the newest SOP of all.
    """
    start, end = edges
    used = Complaint.select(Complaint.sop_version).where((Complaint.opened_at >= start) & (Complaint.opened_at < end))
    known = list(SopStep.select().order_by(SopStep.version.desc(), SopStep.step))
    newest = max((version for (version,) in used.distinct().tuples()), default=known[0].version_id)
    rows = [row for row in known if row.version_id == newest]
    return [(row.step, row.title, str(Standard(row.amount, Unit(row.unit)))) for row in rows]


def received_in(edges: Edges, scope: Scope = EVERYTHING) -> ColumnBase:
    """Return the condition for complaints received between two naive UTC moments that a person may see."""
    start, end = edges
    within: Expression = (Complaint.opened_at >= start) & (Complaint.opened_at < end)
    return within & visible(scope)


def _cases(mine: ColumnBase, now: datetime) -> list[CaseFact]:
    case = Complaint
    columns = (case.id, ChannelAccount.kind, case.kind, case.category, case.section, case.stage)
    late = _truth(case.open & (case.due_at < now))
    more = (case.open, late, case.opened_at.cast("TEXT"), case.unreachable)
    query = case.select(*columns, *more).join(ChannelAccount).where(mine)
    # Straight from the cursor, as below; a truth is a number in one of the databases.
    found = database.execute(query.order_by(case.opened_at, case.id)).fetchall()
    return [
        CaseFact._make((*values, bool(is_open), late, datetime.fromisoformat(opened), bool(unreachable)))
        for *values, is_open, late, opened, unreachable in found
    ]


def _steps(mine: ColumnBase, now: datetime) -> list[StepFact]:
    # What is compared is compared by the database: reading moments of a year's steps as objects takes longer than all
    # the rest.
    row, ended = StepRecord, StepRecord.finished_at <= now
    late = (ended & row.late) | (_not_yet(row.finished_at, now) & (row.due_at < now))
    minutes = (row.net_minutes, row.gross_minutes)
    query = row.select(row.complaint, row.step, row.section, row.actor, _truth(ended), _truth(late), *minutes)
    # What was closed as no complaint ended neither in time nor late.
    mine &= row.outcome != BROKEN_OFF
    # Straight from the cursor: none of these columns is anything but a number or a short text.
    found = database.execute(query.join(Complaint).where(mine).order_by(row.id))
    return [StepFact._make((*values[:6], values[6] or 0.0, values[7] or 0.0)) for values in found.fetchall()]


def _not_yet(moment: ColumnBase, now: datetime) -> ColumnBase:
    return moment.is_null() | (moment > now)


def _truth(condition: ColumnBase) -> Case:
    """Return a condition as a column of 1 or 0, 0 where it is NULL."""
    return Case(None, ((condition, 1),), 0)
