"""Reads the facts (case × step) of the complaints received in a period that a person may see.

A query instead of a table of facts, which could lag behind what it counts (DECISIONS).
"""

from collections import defaultdict
from datetime import datetime

from peewee import Case, ColumnBase, Expression

from models.actions.core.answers.questions_asked import was_asked
from models.actions.core.office_facts import office_calendar
from models.rules.cases.sop import BROKEN_OFF
from models.rules.clocks.due_dates import Standard, Unit
from models.rules.clocks.pauses import weigh
from models.rules.figures.figure_facts import CaseFact, Facts, PauseFact, StepFact, SurveyFact
from models.rules.privacy.visibility import Scope
from models.tables import Category, ChannelAccount, Complaint, Pause, SopStep, Staff, StepRecord, Survey, database
from models.tables.privacy.visible import visible

EVERYTHING = Scope(everything=True)
Edges = tuple[datetime, datetime]


def period_facts(edges: Edges, now: datetime, scope: Scope = EVERYTHING) -> Facts:
    """Return the facts of the complaints received between two naive UTC moments, as they are now.

    With an earlier `now`, steps that ended after it count as running; stage and section are today's.
    """
    mine = received_in(edges, scope)
    surveys = Survey.select(Survey.complaint, Survey.scale, Survey.answer).join(Complaint)
    return Facts(
        cases=_cases(mine, now),
        steps=_steps(mine, now),
        pauses=[fact for _, fact in pauses_of_cases(mine, now)],
        surveys=[SurveyFact(*row) for row in surveys.where(mine & was_asked()).order_by(Survey.id).tuples()],
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
    others = (_late_by(row.due_plain, now), _late_by(row.due_asked, now))
    minutes = (row.net_minutes, row.gross_minutes)
    query = row.select(
        row.complaint, row.step, row.section, row.actor, _truth(ended), _truth(late), *minutes, *others
    )
    # What was closed as no complaint ended neither in time nor late.
    mine &= row.outcome != BROKEN_OFF
    # Straight from the cursor: none of these columns is anything but a number or a short text.
    found = database.execute(query.join(Complaint).where(mine).order_by(row.id))
    return [
        StepFact._make((*values[:6], values[6] or 0.0, values[7] or 0.0, *values[8:])) for values in found.fetchall()
    ]


def _late_by(due: ColumnBase, now: datetime) -> Case:
    """Return whether a step that ended would have been late by another due time; null where it has no other."""
    ended = (StepRecord.finished_at <= now) & due.is_null(False)
    return Case(None, ((ended & (StepRecord.finished_at > due), 1), (ended, 0)), None)


def pauses_of_cases(mine: ColumnBase, now: datetime) -> list[tuple[int, PauseFact]]:
    """Return, with its case, what became of every pause asked until then, weighed as everywhere.

    Of a step broken off nothing is counted: neither its time nor its pauses.
    """
    query = (
        Pause.select(Pause, StepRecord.id, StepRecord.complaint, StepRecord.step, StepRecord.finished_at)
        .join(StepRecord)
        .join(Complaint)
    )
    by_step: dict[int, list[Pause]] = defaultdict(list)
    counted = mine & (StepRecord.outcome != BROKEN_OFF)
    for row in query.where(counted & (Pause.starts_at <= now)).order_by(Pause.id):
        by_step[row.record_id].append(row)
    if not by_step:
        return []
    calendar = office_calendar()
    return [
        (pauses[0].record.complaint_id, PauseFact(pauses[0].record.step, str(weighed.state)))
        for pauses in by_step.values()
        for weighed in weigh(calendar, pauses, min(pauses[0].record.finished_at or now, now))
    ]


def _not_yet(moment: ColumnBase, now: datetime) -> ColumnBase:
    return moment.is_null() | (moment > now)


def _truth(condition: ColumnBase) -> Case:
    """Return a condition as a column of 1 or 0, 0 where it is NULL."""
    return Case(None, ((condition, 1),), 0)
