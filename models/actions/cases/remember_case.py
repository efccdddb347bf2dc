"""Remembers which cases an officer opened last; visibility is checked when they are shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from peewee import ModelSelect

from models.actions.core.actor import Actor
from models.rules.privacy.visibility import Scope
from models.tables import BaseTable, Complaint, RecentCase, database
from models.tables.core.prepared import prepared
from models.tables.privacy.visible import visible

SHOWN, KEPT = 8, 30
Row = TypeVar("Row", bound=BaseTable)


def remember_case(complaint_id: int, actor: Actor, now: datetime) -> bool:
    """Note that this person opened a case just now; False where it was already his last one, or he has no account."""
    if actor.staff_id is None or _last_of(actor.staff_id) == complaint_id:
        return False
    with database.atomic():
        row = RecentCase.insert(staff=actor.staff_id, complaint=complaint_id, opened_at=now)
        both = (RecentCase.staff, RecentCase.complaint)
        row.on_conflict(conflict_target=both, update={RecentCase.opened_at: now}).execute()
        mine = RecentCase.select(RecentCase.id).where(RecentCase.staff == actor.staff_id)
        old = [row_id for (row_id,) in _newest_first(mine).offset(KEPT).limit(KEPT).tuples()]
        if old:
            RecentCase.delete().where(RecentCase.id.in_(old)).execute()
    return True


def recent_cases(actor: Actor) -> Sequence[Complaint]:
    """Return the cases this person opened last and may see now, the latest first."""
    return _recent(actor.staff_id or 0, actor.scope)


@prepared
def _recent(staff: int, scope: Scope) -> Any:
    columns = (Complaint.id, Complaint.public_id, Complaint.number, Complaint.subject, Complaint.stage)
    rows = Complaint.select(*columns, Complaint.identity_protected).join(RecentCase)
    return _newest_first(rows.where((RecentCase.staff == staff) & visible(scope))).limit(SHOWN)


def _last_of(staff_id: int) -> int | None:
    return next((complaint for (complaint,) in _last(staff_id)), None)


@prepared
def _last(staff: int) -> Any:
    mine = RecentCase.select(RecentCase.complaint).where(RecentCase.staff == staff)
    return _newest_first(mine).limit(1).tuples()


def _newest_first(rows: "ModelSelect[Row]") -> "ModelSelect[Row]":
    return rows.order_by(RecentCase.opened_at.desc(), RecentCase.id.desc())
