"""A cache of the figures shown last, so that the page, charts and files of one report agree."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from models.actions.core.actor import Actor
from models.actions.core.recused_posts import cases_hidden_from
from models.actions.figures.see_report import is_whole_office, own_part, see_report
from models.rules.core.moments import parse_iso
from models.rules.figures.periods import Period

Figures = dict[str, Any]
# A report over so many complaints takes its time to count; it is shown again for a while unless counted anew.
LARGE = 500
KEPT = timedelta(minutes=5)
MOST_KEPT = 32


class ReportCache:
    """The newest figures of each period: one copy for all who see the whole office, else one per person."""

    def __init__(self, count: Callable[[Period, Actor, datetime], Figures] = see_report) -> None:
        self._count = count
        self._kept: OrderedDict[_Key, tuple[datetime, Figures]] = OrderedDict()
        # One count at a time: two people asking for the same year share one answer.
        self._turn = threading.Lock()

    def take(
        self,
        period: Period,
        actor: Actor,
        now: datetime,
        as_of: str = "",
        anew: bool = False,
        young: timedelta = timedelta(),
    ) -> Figures:
        """Return the figures of a period for a person: those counted at `as_of` where cached, else counted now.

        A large report is counted again after five minutes, any other when it is older than `young`; either at once if
        `anew`. Raises NotPermitted.
        """
        key = _key(period, actor)
        with self._turn:
            kept = self._kept.get(key)
            if kept is None or anew or not _fits(*kept, now, as_of, young):
                kept = now, self._count(period, actor, now)
                self._kept[key] = kept
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return own_part(kept[1], actor)


def report_cache() -> ReportCache:
    """Return the cache that Laporan and Dasbor share, so that they agree."""
    cache: ReportCache = current_app.extensions.setdefault("report_cache", ReportCache())
    return cache


# Whose figures: nobody's own where he sees the whole office, else his and without the cases that name him.
_Key = tuple[int | None, frozenset[int], str]


def _key(period: Period, actor: Actor) -> _Key:
    if is_whole_office(period, actor):
        return None, frozenset(), period.key
    return actor.staff_id, cases_hidden_from(actor), period.key


def _fits(counted_at: datetime, figures: Figures, now: datetime, as_of: str, young: timedelta) -> bool:
    """Whether cached figures may be shown: exactly those asked for, young enough, or large and not too old."""
    age = now - counted_at
    if not timedelta(0) <= age < KEPT:
        return False
    return as_of == figures["as_of"] if as_of else age < young or figures["received"] >= LARGE


def counted_at(figures: Figures) -> datetime:
    """Return the naive UTC moment at which the figures were counted."""
    return parse_iso(str(figures["as_of"]))
