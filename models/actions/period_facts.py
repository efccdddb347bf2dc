"""Reads the facts of a period, case × step, of the complaints received in it that a person may see.

A query and no table of its own: it cannot be behind what it counts (DECISIONS).
"""

from datetime import datetime
from typing import Any

from peewee import Case, Expression

from models.rules.case_figures import CaseFact, Facts, StepFact, SurveyFact
from models.rules.due_dates import Standard, Unit
from models.rules.visibility import Sight
from models.tables import Category, ChannelAccount, Complaint, SopStep, Staff, StepRecord, Survey
from models.tables.visible import visible

EVERYTHING = Sight(everything=True)
Edges = tuple[datetime, datetime]


def period_facts(edges: Edges, now: datetime, sight: Sight = EVERYTHING) -> Facts:
    """Give the facts of the complaints received between two naive UTC moments, as they are now."""
    mine = received_in(edges, sight)
    surveys = Survey.select(Survey.complaint, Survey.scale, Survey.answer).join(Complaint).where(mine)
    return Facts(
        cases=_cases(mine, now),
        steps=_steps(mine, now),
        surveys=[SurveyFact(*row) for row in surveys.order_by(Survey.id).tuples()],
        categories=dict(Category.select(Category.key, Category.label).tuples()),
        officers={row.id: row.name or row.username for row in Staff.select(Staff.id, Staff.name, Staff.username)},
    )


def sop_steps(edges: Edges) -> list[tuple[int, str, str]]:
    """Give number, title and standard of the steps of the newest SOP the complaints of a period were opened under.

    Of the newest there is for an empty period.
    """
    start, end = edges
    used = Complaint.select(Complaint.sop_version).where((Complaint.opened_at >= start) & (Complaint.opened_at < end))
    known = list(SopStep.select().order_by(SopStep.version.desc(), SopStep.step))
    newest = max((version for (version,) in used.distinct().tuples()), default=known[0].version_id)
    rows = [row for row in known if row.version_id == newest]
    return [(row.step, row.title, str(Standard(row.amount, Unit(row.unit)))) for row in rows]


def received_in(edges: Edges, sight: Sight = EVERYTHING) -> Any:
    """Give the condition for the complaints received between two naive UTC moments that a person may see."""
    start, end = edges
    within: Expression = (Complaint.opened_at >= start) & (Complaint.opened_at < end)
    return within & visible(sight)


def _cases(mine: Any, now: datetime) -> list[CaseFact]:
    case = Complaint
    columns = (case.id, ChannelAccount.kind, case.kind, case.category, case.section, case.stage, case.open)
    late = _truth(case.open & (case.due_at < now))
    query = case.select(*columns, late, case.opened_at.cast("TEXT")).join(ChannelAccount).where(mine)
    found = query.order_by(case.opened_at, case.id).tuples().iterator()
    return [CaseFact._make((*values, datetime.fromisoformat(opened))) for *values, opened in found]


def _steps(mine: Any, now: datetime) -> list[StepFact]:
    # What is compared is compared by the database: reading moments of a year's steps as objects takes longer than all
    # the rest.
    row, ended = StepRecord, StepRecord.finished_at.is_null(False)
    late = (ended & row.late) | (~ended & (row.due_at < now))
    minutes = (row.net_minutes, row.gross_minutes)
    query = row.select(row.complaint, row.step, row.section, row.actor, _truth(ended), _truth(late), *minutes)
    found = query.join(Complaint).where(mine).order_by(row.id).tuples().iterator()
    return [StepFact._make((*values, net or 0.0, gross or 0.0)) for *values, net, gross in found]


def _truth(condition: Any) -> Any:
    """Give a condition as a column: 1 or 0, also where something in it is NULL."""
    return Case(None, ((condition, 1),), 0)
