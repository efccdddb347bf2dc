"""A short cache of how the office stands, per scope: homes and dashboard ask for it again and again."""

from datetime import datetime, timedelta

from flask import current_app

from admin_app.figures.office_overview import Overview, read_overview
from models.actions.core.actor import Actor
from models.actions.core.recused_posts import cases_hidden_from

KEPT = timedelta(seconds=20)
_MOST = 64  # as many people as an office has heads, many times over


class OverviewCache:
    """Remembers for some seconds how the office stands, per scope."""

    def __init__(self) -> None:
        self._seen: dict[object, tuple[datetime, Overview]] = {}

    def at(self, actor: Actor, now: datetime) -> Overview:
        """Return how the office stands for this scope, at most KEPT old."""
        key = (actor.scope, cases_hidden_from(actor))
        seen = self._seen.get(key)
        # If the clock stands still or goes back, the age is unknown: count again.
        if seen is None or not timedelta() < now - seen[0] < KEPT:
            if len(self._seen) >= _MOST:
                self._seen.clear()
            seen = self._seen[key] = (now, read_overview(actor, now))
        return seen[1]


def overview_now(actor: Actor, now: datetime) -> Overview:
    """Return how the office stands, from this program's cache."""
    cache: OverviewCache = current_app.extensions.setdefault("overview_cache", OverviewCache())
    return cache.at(actor, now)
