"""A cache of the figures shown last, so that the page, charts and files of one report agree."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from admin_app.shell.caches import Cache
from models.actions.core.actor import Actor
from models.actions.core.recused_posts import cases_hidden_from
from models.actions.figures.see_report import is_whole_office, own_part, see_report
from models.rules.core.moments import parse_iso
from models.rules.figures.periods import Period

Figures = dict[str, Any]
# A report over so many complaints takes its time to count; it is shown again for a while unless counted anew.
LARGE = 500


def kept_figures(
    cache: Cache,
    period: Period,
    actor: Actor,
    now: datetime,
    as_of: str = "",
    anew: bool = False,
    young: timedelta = timedelta(),
    count: Callable[[Period, Actor, datetime], Figures] = see_report,
) -> Figures:
    """Return the figures of a period for a person: those counted at `as_of` where cached, else counted now.

    A large report is cached as long as its row of `caches.py` says, any other only while younger than `young`; with
    `anew` it is counted again. Raises NotPermitted.
    """

    def fits(figures: Figures, age: timedelta) -> bool:
        if anew or as_of:
            return not anew and as_of == figures["as_of"]
        return age < young or figures["received"] >= LARGE

    return own_part(cache.take(_key(period, actor), now, partial(count, period, actor, now), fits), actor)


def _key(period: Period, actor: Actor) -> Hashable:
    """Whose figures: nobody's own where he sees the whole office, else his and without the cases that name him."""
    if is_whole_office(period, actor):
        return None, frozenset[int](), period.key
    return actor.staff_id, cases_hidden_from(actor), period.key


def counted_at(figures: Figures) -> datetime:
    """Return the naive UTC moment at which the figures were counted."""
    return parse_iso(str(figures["as_of"]))
