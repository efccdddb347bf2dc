"""When a citizen is told that his message was read (blue ticks), what such a mark covers, and when one is given up.

A mark says that a person opened the message. Rather none than one that is not true.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.core.stored_moments import is_older

# An account's setting: tell the platform what was read. Off unless a person says yes.
READ_MARKS = "read_marks"
_YES = "ya"
# Told later than this, it would say that the message was only then read.
LATEST = timedelta(minutes=30)
MOST_TRIES = 3
# After a failure the account tells nothing for so long, and twice as long after each further one.
_REST_SECONDS, _LONGEST_REST_SECONDS = 60.0, 3600.0


class Covers(StrEnum):
    """What a platform takes to be read with a mark. One that only marks whole conversations is none of these."""

    NAMED = "yang disebut"  # the messages it names
    EARLIER = "dan sebelumnya"  # these, and all that came before them


def wants_marks(settings: Mapping[str, str]) -> bool:
    """Whether the office wants citizens to be told what was read at this account."""
    return settings.get(READ_MARKS) == _YES


def is_too_late(opened_at: datetime, now: datetime) -> bool:
    """Whether a message was opened too long ago, or by a clock that was wrong, to be told of now."""
    return is_older(opened_at, LATEST, now)


def rest_after(failures: int) -> float:
    """Return for how many seconds nothing is told after so many failures in a row."""
    return min(_REST_SECONDS * 2.0 ** min(failures - 1, 10), _LONGEST_REST_SECONDS)
