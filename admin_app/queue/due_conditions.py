"""The conditions over Complaint for open, late and soon late cases."""

from datetime import datetime, timedelta

from peewee import ColumnBase

from models.tables import Complaint

# Written as a comparison, because SQLite uses no index for a bare column.
OPEN = Complaint.open == True  # noqa: E712


def soon_late(now: datetime) -> ColumnBase:
    """Return the condition over Complaint for cases that are late within a day, but not yet."""
    return OPEN & (Complaint.due_at >= now) & (Complaint.due_at < now + timedelta(days=1))


def late(now: datetime) -> ColumnBase:
    """Return the condition over Complaint for late cases."""
    return OPEN & (Complaint.due_at < now)
