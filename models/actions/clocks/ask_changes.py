"""Tells whoever may countersign a change of calendar or limits for time that passed, while it waits.

At once where one is entered or decided, and by the agent's clock where posts change hands meanwhile.
"""

from datetime import datetime

from models.actions.clocks.keep_asked import Asked, keep_asked
from models.rules.staff.permissions import PERMISSIONS, Permission
from models.tables import CalendarChange

NOTICE = "paraf_kalender"


def ask_changes(now: datetime) -> int:
    """Tell of every change that waits, except who entered it; return how many notices changed."""
    roles = tuple(sorted(PERMISSIONS[Permission.COUNTERSIGN_CALENDAR]))
    waiting = CalendarChange.select().where(CalendarChange.decided_at.is_null()).order_by(CalendarChange.id)
    asked = [Asked(f"{NOTICE}:{row.id}", _text(row), roles, but=row.made_by_id) for row in waiting]
    return keep_asked(NOTICE, asked, now)


def _text(row: CalendarChange) -> str:
    return f"{row.says}: untuk waktu yang sudah lewat, menunggu paraf Anda di Kalender kerja."
