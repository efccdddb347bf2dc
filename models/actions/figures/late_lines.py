"""Adds what is recorded after its month was closed to the register of that month: a further line with its reason."""

from collections.abc import Iterable
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.figures.register_chain import add_line, sealed_words, serialise
from models.actions.figures.register_lines import lines_of
from models.rules.figures.month_seal import canonical
from models.rules.figures.months import month_of
from models.rules.intake.three_times import late_words
from models.tables import Complaint, MonthClose, RegisterLine


def add_late_lines(complaints: Iterable[int], actor: Actor, now: datetime) -> int:
    """Add a line for each of these complaints that was received in a closed month and stands in no register.

    Returns how many. Needs the transaction that stores them: the month may be closing at this moment.
    """
    wanted = list(complaints)
    if not wanted:
        return 0
    serialise()
    closed = {month for (month,) in MonthClose.select(MonthClose.month).tuples()}
    told = RegisterLine.select(RegisterLine.complaint)
    rows = Complaint.select().where(Complaint.id.in_(wanted) & Complaint.id.not_in(told)).order_by(Complaint.id)
    late = [case for case in rows if month_of(case.opened_at) in closed]
    for case in late:
        _add(case, actor, now)
    return len(late)


def take_turn(received: Iterable[datetime], now: datetime) -> None:
    """Wait for the registers where something received then may belong to a closed month.

    Before any case is locked: a closing holds the registers first and cases after, so late lines must as well.
    """
    if any(month_of(moment) < month_of(now) for moment in received):
        serialise()


def closed_over() -> list[int]:
    """Return the complaints received in a closed month that stand in no register."""
    closed = {month for (month,) in MonthClose.select(MonthClose.month).tuples()}
    if not closed:
        return []
    told = RegisterLine.select(RegisterLine.complaint)
    rows = Complaint.select(Complaint.id, Complaint.opened_at).where(Complaint.id.not_in(told)).order_by(Complaint.id)
    return [case for case, received in rows.tuples() if month_of(received) in closed]


def _add(case: Complaint, actor: Actor, now: datetime) -> None:
    reason = late_words(case.opened_at, case.recorded_at)
    (line,) = lines_of([case.id], now)
    row: dict[str, object] = {
        "month": month_of(case.opened_at),
        "complaint": case.id,
        "facts": canonical(line),
        "reason": reason,
        "made_by": actor.staff_id,
    }
    added = add_line(row, now)
    what = sealed_words(f"baris {added.position}: {case.number}, {reason}", added.seal)
    audit_trail.write(actor, now, AuditEvent("tambah_baris_register", f"bulan:{added.month}", "", what))
