"""What the figures of a closed month say to each person, and whether they say it still."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from models.actions.core.actor import actor_of
from models.actions.figures.period_figures import period_figures
from models.rules.figures.periods import read_period
from models.tables import Staff


def frozen_figures(month: str, now: datetime) -> dict[str, Any]:
    """Return the figures of a closed month as each person reads them."""
    people = Staff.select().order_by(Staff.id)
    return {row.username: period_figures(read_period(month), now, actor_of(row).scope) for row in people}


def changed_since(before: dict[str, Any], now: dict[str, Any], month: str) -> Iterator[str]:
    """Yield which figures of a closed month somebody reads otherwise than at its closing."""
    for username, figures in now.items():
        if not before[username]["frozen"]:
            continue  # of a scope that was not kept the office promises nothing
        for name, value in figures.items():
            shown, then = _without_words(value), _without_words(before[username][name])
            if shown != then:
                yield f"{name} of {month} for {username}: shown {shown!r}, at closing {then!r}"


def _without_words(value: Any) -> Any:
    """Leave out subjects: they are shown as they are today, or not at all."""
    if isinstance(value, list):
        return [_without_words(row) for row in value]
    return {key: one for key, one in value.items() if key != "subject"} if isinstance(value, dict) else value
