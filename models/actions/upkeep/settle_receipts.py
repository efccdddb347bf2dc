"""After an upgrade told receipts from recordings: due times of running limits, and lines of months closed before."""

from datetime import datetime

from models.actions.core.actor import OPERATOR
from models.actions.core.office_facts import office_calendar
from models.actions.core.statutory_clocks import restamp_running
from models.actions.figures.late_lines import add_late_lines, closed_over
from models.actions.figures.register_chain import serialise
from models.tables import database


def settle_receipts(now: datetime) -> tuple[int, int]:
    """Set due times and add lines where they do not fit the receipts; return how many of each. Harmless twice."""
    with database.atomic():
        serialise()
        return restamp_running(office_calendar(), OPERATOR, now), add_late_lines(closed_over(), OPERATOR, now)
