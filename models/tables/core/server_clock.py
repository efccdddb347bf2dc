"""How far this PC's clock is ahead of the database server's.

The programs of an office may run on several PCs. They give and read signs of life by the clock they share, the
server's: a PC whose own clock is wrong is told as such, and not as an agent that stopped.
"""

import time
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from models.tables.core.database import database, is_sqlite

_ASKED_SECONDS = 60.0
_NEAR = timedelta(seconds=2)  # an answer's way over the network; closer than that two clocks are the same
_AWAKE_OR_NOT: int | None = getattr(time, "CLOCK_BOOTTIME", None)


class _Answer(NamedTuple):
    """What a server said (naive UTC), and when by the seconds of a clock nobody can set."""

    server: object
    said: datetime
    at: float


_last: list[_Answer] = []


def by_server(now: datetime) -> datetime:
    """Return what a moment of this PC's clock is by the database server's; on SQLite there is only the PC's."""
    return now - ahead_of_server()


def ahead_of_server() -> timedelta:
    """Return how far this PC's clock is ahead of the database server's (behind: negative), asked once a minute.

    Nothing where they are seconds apart. Raises what Peewee raises where the server does not answer.
    """
    if is_sqlite():
        return timedelta(0)
    answer = _fresh() or _ask()
    ahead = _utc_now() - answer.said - timedelta(seconds=_seconds_gone() - answer.at)
    return ahead if abs(ahead) > _NEAR else timedelta(0)


def _fresh() -> _Answer | None:
    answer = _last[0] if _last else None
    if answer and answer.server is database.obj and _seconds_gone() - answer.at < _ASKED_SECONDS:
        return answer
    return None


def _ask() -> _Answer:
    (said,) = database.execute_sql("SELECT clock_timestamp() AT TIME ZONE 'UTC'").fetchone()
    _last[:] = [_Answer(database.obj, said, _seconds_gone())]
    return _last[0]


def _utc_now() -> datetime:
    """Return this PC's own clock: what is asked here is how wrong it is, whatever `now` a caller was handed."""
    return datetime.now(UTC).replace(tzinfo=None)


def _seconds_gone() -> float:
    # Linux's monotonic clock stops while the PC sleeps.
    return time.monotonic() if _AWAKE_OR_NOT is None else time.clock_gettime(_AWAKE_OR_NOT)
