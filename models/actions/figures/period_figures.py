"""The figures of a period as one person may see them: as kept if the month is closed, else as of now."""

from datetime import datetime

from peewee import SQL

from models.actions.core.identities import masks_of
from models.actions.figures.frozen_scopes import FrozenScope
from models.actions.figures.period_facts import EVERYTHING, Edges, period_facts, received_in, sop_steps
from models.rules.cases.sop import STAGES, Stage
from models.rules.clocks.due_dates import is_late
from models.rules.core.moments import iso
from models.rules.figures.case_figures import Figures, figures_of
from models.rules.figures.periods import Period, Span
from models.rules.privacy.conduct_lane import in_lane
from models.rules.privacy.masking import NO_MASK
from models.rules.privacy.visibility import Scope
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import Complaint, MonthClose
from models.tables.privacy.visible import hidden_cases, hides_nothing


def period_figures(period: Period, now: datetime, scope: Scope = EVERYTHING) -> Figures:
    """Return the figures of the complaints received in a period that a person may see.

    Keys besides those of `counted`: period, label, frozen (the month is closed, and they are those kept for this
    scope). Nothing says that cases are hidden from him, since that would reveal a case that names him.
    """
    closed = MonthClose.get_or_none(MonthClose.month == period.key) if period.span is Span.BULAN else None
    scoped = FrozenScope(closed, scope) if closed else None
    frozen = scoped is not None and scoped.kept
    if scoped is not None and frozen:
        found = scoped.figures()
    else:
        found = counted(period.edges, closed.closed_at if closed else now, scope)
    found.pop("month", None)  # as the month end keeps it; the period says it
    return {**found, "period": period.key, "label": period.label, "frozen": frozen}


def counted(edges: Edges, now: datetime, scope: Scope = EVERYTHING) -> Figures:
    """Return the figures, as of now, of the complaints received between two naive UTC moments."""
    found = figures_of(period_facts(edges, now, scope), sop_steps(edges))
    still_open = open_lines(edges, now, scope)
    late = [line for line in still_open if line["late"]]
    return {"as_of": iso(now), **found, "open": still_open, "late": late}


def sees_all(period: Period, scope: Scope) -> bool:
    """Whether a person's figures of a period are the whole office's (no section, no case hidden from him)."""
    closed = MonthClose.get_or_none(MonthClose.month == period.key) if period.span is Span.BULAN else None
    if closed:
        return FrozenScope(closed, scope).whole
    if not scope.everything or hides_nothing(scope):
        return scope.everything
    start, end = period.edges
    within = (Complaint.opened_at >= start) & (Complaint.opened_at < end)
    return not Complaint.select(SQL("1")).where(within & Complaint.id.in_(hidden_cases(scope))).exists()


def open_lines(edges: Edges, now: datetime, scope: Scope = EVERYTHING) -> list[Figures]:
    """Return a line for every open complaint received between two moments, in the order they came."""
    case = Complaint
    columns = (
        case.id,
        case.identity_protected,
        case.misconduct,
        case.conduct,
        case.number,
        case.subject,
        case.section,
        case.step,
        case.stage,
        case.opened_at,
        case.due_at,
    )
    query = case.select(*columns).where(received_in(edges, scope) & case.open).order_by(case.opened_at, case.id)
    rows = list(query.tuples())
    masks = masks_of(key for key, is_protected, *_ in rows if is_protected)
    return [
        {
            "number": number,
            "subject": "(dirahasiakan)" if misconduct or in_lane(conduct) else masks.get(key, NO_MASK)(subject),
            "section": SECTION_LABELS[Section(section)] if section else "",
            "step": step,
            "stage": STAGES[Stage(stage)].label,
            "received": iso(received),
            "due": iso(due),
            "late": is_late(due, now),
        }
        for key, _, misconduct, conduct, number, subject, section, step, stage, received, due in rows
    ]
