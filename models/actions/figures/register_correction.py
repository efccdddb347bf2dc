"""Adds a line to a closed month's register where a later decision changes whether a case was in time."""

import json
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.figures.correction_trail import correction_event
from models.actions.figures.register_chain import add_line
from models.rules.figures.month_seal import canonical
from models.tables import Complaint, RegisterLine, StepRecord


def correct_on_time(case: Complaint, reason: str, staff_id: int | None, now: datetime) -> None:
    """Correct the newest line of a case in a closed month, if what had ended by then now says otherwise.

    Needs a transaction that serialised before it locked the case. The line itself, its month's figures
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
    row: dict[str, object] = {
        "month": newest.month,
        "complaint": case.id,
        "facts": canonical(facts | {"on_time": in_time}),
        "reason": reason,
        "made_by": staff_id,
        "typed": newest.typed or "",
    }
    line = add_line(row, now, newest)
    audit_trail.write(AGENT, now, correction_event(line, newest))


def _in_time(case: Complaint, said: bool | None, closed_at: datetime) -> bool | None:
    """Return what the line of a case says of the state when its month was closed, by the pauses accepted since."""
    row, mine = StepRecord, (StepRecord.complaint == case.id) & (StepRecord.started_at <= closed_at)
    ran = row.finished_at.is_null() | (row.finished_at > closed_at)
    if row.select().where(mine & ((~ran & row.late) | (ran & (row.due_at < closed_at)))).exists():
        return False
    if said is not False:
        return said
    return None if row.select().where(mine & ran).exists() else True
