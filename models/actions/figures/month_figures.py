"""The figures of a month: totals per channel, category and status, time per SOP step, what is open and late.

models/actions/figures/register_lines.py has the lines of its register.
"""

from datetime import datetime

from models.actions.figures.frozen_scopes import FrozenScope
from models.actions.figures.period_facts import EVERYTHING
from models.actions.figures.period_figures import counted
from models.rules.figures.case_figures import Figures
from models.rules.figures.months import edges, month_label
from models.rules.privacy.visibility import Scope
from models.tables import MonthClose


def month_figures(month: str, now: datetime, scope: Scope = EVERYTHING) -> Figures:
    """Return the figures of a month (2026-11): as frozen if it is closed, else as of now. Raises MonthNotAllowed.

    Keys: month, label, and those of models/actions/figures/period_figures.counted. Where the facts of a closed month
    are not kept (it was closed before they were), a scope of less than the office is counted as of its closing.
    """
    closed = MonthClose.get_or_none(MonthClose.month == month)
    if closed is None:
        return live_figures(month, now, scope)
    scoped = FrozenScope(closed, scope)
    return scoped.figures() if scoped.kept else live_figures(month, closed.closed_at, scope)


def live_figures(month: str, now: datetime, scope: Scope = EVERYTHING) -> Figures:
    """Return the figures of a month as of now. Raises MonthNotAllowed."""
    return {"month": month, "label": month_label(month), **counted(edges(month), now, scope)}
