"""The figures of a month: totals per channel, category and status, time per SOP step, what is open and late.

The lines of its register are beside it in models/actions/register_lines.py.
"""

import json
from datetime import datetime

from models.actions.period_figures import counted
from models.rules.case_figures import Figures
from models.rules.months import edges, month_label
from models.tables import MonthClose


def month_figures(month: str, now: datetime) -> Figures:
    """Give the figures of a month (2026-11): as frozen once it is closed, else as of now. Raises MonthNotAllowed.

    Keys: month, label, and those of models/actions/period_figures.counted.
    """
    closed = MonthClose.get_or_none(MonthClose.month == month)
    return json.loads(closed.figures) if closed else live_figures(month, now)


def live_figures(month: str, now: datetime) -> Figures:
    """Work the figures of a month out as things stand now. Raises MonthNotAllowed."""
    return {"month": month, "label": month_label(month), **counted(edges(month), now)}
