"""Adds a line to a closed month's register where a later decision changes whether a case was in time."""

import json
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.figures.close_month import canonical
from models.tables import Complaint, RegisterLine, StepRecord


def correct_on_time(case: Complaint, reason: str, staff_id: int | None, now: datetime) -> None:
    """Correct the newest line of a case in a closed month, if what had ended by then now says otherwise.

    Needs a transaction that serialised (close_month) before it locked the case. The line itself, its month's figures
    and their hash stay as they were.
    """
    lines = list(RegisterLine.select().where(RegisterLine.complaint == case.id).order_by(RegisterLine.id))
    if not lines:
        return
    newest = lines[-1]
    facts = json.loads(newest.facts)
    in_time = _in_time(case, facts.get("on_time"), lines[0].made_at)
    if facts.get("on_time") is in_time:
        return
    line = RegisterLine.create(
        month=newest.month,
        position=RegisterLine.select().where(RegisterLine.month == newest.month).count() + 1,
        complaint=case.id,
        facts=canonical(facts | {"on_time": in_time}),
        corrects=newest.id,
        reason=reason,
        made_by=staff_id,
        made_at=now,
    )
    what = f"baris {line.position} membetulkan baris {newest.position}: {reason}"
    audit_trail.write(AGENT, now, AuditEvent("betulkan_register", f"bulan:{newest.month}", "", what))


def _in_time(case: Complaint, said: bool | None, closed_at: datetime) -> bool | None:
    """Return what the line of a case says of the state when its month was closed, by the pauses accepted since."""
    row, mine = StepRecord, (StepRecord.complaint == case.id) & (StepRecord.started_at <= closed_at)
    ran = row.finished_at.is_null() | (row.finished_at > closed_at)
    if row.select().where(mine & ((~ran & row.late) | (ran & (row.due_at < closed_at)))).exists():
        return False
    if said is not False:
        return said
    return None if row.select().where(mine & ran).exists() else True
