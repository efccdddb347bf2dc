"""The figures of a month: totals per channel, category and status, time per SOP step, what is open and late.

models/actions/figures/register_lines.py has the lines of its register.
"""

import json
from datetime import datetime

from models.actions.figures.period_facts import EVERYTHING
from models.actions.figures.period_figures import counted, sees_all
from models.rules.figures.case_figures import Figures
from models.rules.figures.months import edges, month_label
from models.rules.privacy.visibility import Scope
from models.tables import MonthClose


def month_figures(month: str, now: datetime, scope: Scope = EVERYTHING) -> Figures:
    """Return the figures of a month (2026-11): as frozen if it is closed, else as of now. Raises MonthNotAllowed.

    Keys: month, label, and those of models/actions/figures/period_figures.counted. A person named in a case of the
    month gets figures without that case, as of now.
    """
    whole = sees_all(edges(month), scope)
    closed = MonthClose.get_or_none(MonthClose.month == month) if whole else None
    return json.loads(closed.figures) if closed else live_figures(month, now, scope)


def live_figures(month: str, now: datetime, scope: Scope = EVERYTHING) -> Figures:
    """Return the figures of a month as of now. Raises MonthNotAllowed."""
    return {"month": month, "label": month_label(month), **counted(edges(month), now, scope)}
