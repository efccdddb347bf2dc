"""The rules on moments that a wrong clock may have given (models/rules/core/stored_moments.py) as conditions."""

from datetime import datetime, timedelta

from peewee import ColumnBase, Expression

from models.rules.core.stored_moments import AHEAD


def has_come(moment: ColumnBase, now: datetime, longest: timedelta) -> Expression:
    """Return the condition that nothing waits for a moment: none, past, or further away than it can be."""
    found: Expression = moment.is_null() | (moment <= now) | (moment > now + longest)
    return found


def is_past(moment: ColumnBase, edge: datetime, now: datetime) -> Expression:
    """Return the condition that a moment is before an edge, or was given by a wrong clock: none knows since when."""
    found: Expression = (moment <= edge) | (moment > now + AHEAD)
    return found
