"""Stored moments that something waits for, or counts from, when the clock that gave them may have been wrong.

A PC's clock that was ahead leaves moments of a time to come. One further away than its longest span was given by a
wrong clock, and counts as now: what waits for it goes on, and what counts from it begins anew.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

# So far may another PC's clock be ahead of this one's, so far may a moment of the past lie ahead (F40).
AHEAD = timedelta(minutes=10)
# A sending's lease is three times that of a text for a file, seconds to minutes as it is set.
LONGEST_LEASE = timedelta(hours=1)
# A platform's stated time is obeyed for an hour (F23); an officer's time to take an answer back is shorter.
LONGEST_REST = timedelta(hours=1)


def is_ahead(moment: datetime | None, now: datetime, longest: timedelta) -> bool:
    """Whether something still waits for a moment: it is to come, and not further away than it can be."""
    return moment is not None and now < moment <= now + longest


def is_impossible(moment: datetime | None, now: datetime) -> bool:
    """Whether a moment of the past lies ahead all the same: a wrong clock gave it, and nothing can count from it."""
    return moment is not None and moment > now + AHEAD


def is_older(moment: datetime | None, span: timedelta, now: datetime) -> bool:
    """Whether more than a span has passed since a moment; since when a wrong clock said, nobody knows, and it has."""
    return moment is not None and (now - moment > span or is_impossible(moment, now))


def overtaken(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Return which of these moments, in the order they were written down, the clock was set back behind later."""
    found, least = set[datetime](), None
    for moment in reversed(list(moments)):
        least = moment if least is None else min(least, moment)
        if moment - AHEAD > least:
            found.add(moment)
    return frozenset(found)
