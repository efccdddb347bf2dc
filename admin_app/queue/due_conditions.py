"""The conditions over Complaint for open, late and soon late cases."""

from datetime import datetime, timedelta

from peewee import ColumnBase, Expression

from models.rules.cases.sop import Stage
from models.rules.figures.periods import Span, now_in
from models.tables import Complaint

# Written as a comparison, because SQLite uses no index for a bare column.
OPEN = Complaint.open == True  # noqa: E712
_ENDED = Complaint.open == False  # noqa: E712
# How a list names the complaints for which no section is chosen yet.
NO_SECTION = "tanpa"


def soon_late(now: datetime) -> ColumnBase:
    """Return the condition over Complaint for cases that are late within a day, but not yet."""
    return OPEN & (Complaint.due_at >= now) & (Complaint.due_at < now + timedelta(days=1))


def late(now: datetime) -> ColumnBase:
    """Return the condition over Complaint for late cases."""
    return OPEN & (Complaint.due_at < now)


def of_today(what: str, now: datetime) -> Expression:
    """Return the condition over Complaint for those that came in, ended or are due today (WIB); others: none."""
    morning, night = now_in(Span.HARI, now).edges
    conditions: dict[str, Expression] = {
        "masuk": (Complaint.opened_at >= morning) & (Complaint.opened_at < night),
        # A merged case finished nothing: its citizen is answered with the case that leads.
        "selesai": _ENDED & (Complaint.closed_at >= morning) & (Complaint.stage != str(Stage.DIGABUNG)),
        "batas": OPEN & (Complaint.due_at >= now) & (Complaint.due_at < night),
    }
    return conditions.get(what) or Complaint.id.is_null()
