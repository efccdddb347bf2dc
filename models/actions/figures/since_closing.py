"""What was written into a register after its month was closed, and what its figures are with that, for one scope."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from models.actions.core.identities import identities_of
from models.actions.figures.frozen_scopes import FrozenScope
from models.actions.figures.period_facts import EVERYTHING, received_in
from models.actions.figures.register_chain import is_later
from models.rules.core.moments import iso
from models.rules.figures.case_figures import Figures
from models.rules.figures.corrections import (
    Closing,
    Correction,
    Said,
    by,
    correction_words,
    corrections_of,
    standing_words,
    totals_with,
)
from models.rules.figures.months import edges, month_label
from models.rules.figures.periods import Period, Span
from models.rules.privacy.masking import Mask
from models.rules.privacy.visibility import Scope
from models.tables import Complaint, MonthClose, RegisterLine


def since_closing(month: str, figures: Figures, scope: Scope = EVERYTHING) -> Closing | None:
    """Return what became of a closed month since, for whom its figures are; None while it is open."""
    close = MonthClose.get_or_none(MonthClose.month == month)
    if close is None:
        return None
    scoped = FrozenScope(close, scope)
    within = _within(month, scoped, scope)
    rows = _rows(month)
    places = {row.id: row.position for row in rows}  # a corrected line is of the same case
    said = [row for row in rows if within is None or row.complaint_id in within]
    lines, hide = [_said(row, places) for row in said], _masks(said)
    counted: Any = figures["totals"]
    totals = {(row["channel"], row["category"], row["status"]): row["count"] for row in counted}
    corrected = totals_with(totals, lines)
    return Closing(
        close.closed_at,
        _kept_at(close, scoped, scope),
        tuple(_told(one, hide[one.number]) for one in corrections_of(lines)),
        sum(totals.values()),
        sum(corrected.values()),
        by(totals, 2),
        by(corrected, 2),
        _not_counted(month, scoped, scope),
    )


def closed_within(period: Period) -> list[str]:
    """Return the labels of the closed months that a period other than a month has days of."""
    if period.span is Span.BULAN:
        return []
    first, last = f"{period.first:%Y-%m}", f"{period.last:%Y-%m}"
    within = (MonthClose.month >= first) & (MonthClose.month <= last)
    rows = MonthClose.select(MonthClose.month).where(within).order_by(MonthClose.month)
    return [month_label(month) for (month,) in rows.tuples()]


def closing_facts(closing: Closing) -> Figures:
    """Return the same as JSON has it."""
    return {
        "closed_at": iso(closing.closed_at),
        "kept_at": iso(closing.kept_at),
        "corrected_at": iso(closing.corrected_at),
        "corrections": [correction_words(one) for one in closing.corrections],
        "received": closing.received,
        "by_status": dict(closing.statuses),
        "standing": standing_words(closing),
        "not_counted": closing.not_counted,
    }


def _within(month: str, scoped: FrozenScope, scope: Scope) -> frozenset[int] | None:
    """Return the cases whose lines belong to a scope: those counted, and those added since that he may see.

    None: every case.
    """
    if scoped.whole:
        return None
    first = RegisterLine.select(RegisterLine.complaint).where(
        (RegisterLine.month == month) & (RegisterLine.reason == "")
    )
    added = Complaint.select(Complaint.id).where(received_in(edges(month), scope) & Complaint.id.not_in(first))
    seen = frozenset(case for (case,) in added.tuples())
    return seen | (scoped.cases if scoped.kept else _seen_now(month, scope))


def _kept_at(close: MonthClose, scoped: FrozenScope, scope: Scope) -> datetime | None:
    """Return when the figures of a scope were kept; who sees the office never hears of what is hidden from him."""
    if scope.everything and scoped.kept:
        return close.closed_at
    return scoped.taken_at


def _not_counted(month: str, scoped: FrozenScope, scope: Scope) -> int:
    """Count the complaints with a line of the closing that this scope has today and had not then."""
    if scoped.whole or not scoped.kept:
        return 0
    closed = RegisterLine.select(RegisterLine.complaint).where(
        (RegisterLine.month == month) & (RegisterLine.reason == "")
    )
    known = {case for (case,) in closed.tuples()}
    return len((_seen_now(month, scope) & known) - scoped.cases)


def _seen_now(month: str, scope: Scope) -> frozenset[int]:
    rows = Complaint.select(Complaint.id).where(received_in(edges(month), scope))
    return frozenset(case for (case,) in rows.tuples())


def _rows(month: str) -> list[RegisterLine]:
    """Return the lines of the cases of which something was written after the closing."""
    mine = RegisterLine.month == month
    later = mine & (RegisterLine.corrects.is_null(False) | (RegisterLine.reason != ""))
    cases = RegisterLine.select(RegisterLine.complaint).where(later)
    return list(RegisterLine.select().where(mine & RegisterLine.complaint.in_(cases)).order_by(RegisterLine.position))


def _said(row: RegisterLine, places: Mapping[int, int]) -> Said:
    corrects = places.get(row.corrects_id or 0)
    return Said(
        row.position, row.complaint_id, corrects, json.loads(row.facts), row.reason, row.made_at, is_later(row)
    )


def _masks(rows: Iterable[RegisterLine]) -> dict[str, Mask]:
    """Return by number what hides the complainant of each of these cases, read for all of them at once."""
    people = identities_of({row.complaint_id for row in rows})
    known = Complaint.select(Complaint.number, Complaint.id).where(Complaint.id.in_(list(people)))
    return {number: people[case].mask for number, case in known.tuples()}


def _told(one: Correction, hide: Mask) -> Correction:
    """Return a correction without what names the complainant: a report has neither his name nor his number."""
    changes = tuple(change._replace(before=hide(change.before), after=hide(change.after)) for change in one.changes)
    return one._replace(changes=changes, reason=hide(one.reason))
