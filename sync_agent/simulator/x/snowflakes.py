"""X's ids: 41 bits of milliseconds since its own epoch, then 22 bits that tell apart what happened in one."""

from collections.abc import Callable
from threading import Lock

EPOCH_MS = 1_288_834_974_657
_SHIFT = 22


def from_ms(milliseconds: int) -> int:
    """Return the smallest id of a millisecond (unix)."""
    return max(milliseconds - EPOCH_MS, 0) << _SHIFT


def to_ms(number: int) -> int:
    """Return the millisecond (unix) an id was made in."""
    return (number >> _SHIFT) + EPOCH_MS


def by_clock(clock: Callable[[], float]) -> Callable[[str], str]:
    """Make ids by a clock of unix seconds, each larger than the one before."""
    lock, last = Lock(), [0]

    def new_id(_what: str) -> str:
        with lock:
            last[0] = max(last[0] + 1, from_ms(int(clock() * 1000)))
            return str(last[0])

    return new_id
