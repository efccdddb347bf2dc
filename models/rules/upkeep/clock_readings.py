"""How far a PC's clock is off by what others state, and which of them is believed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

CLOCK_TOLD, CLOCK_STOPS = timedelta(seconds=120), timedelta(minutes=10)  # F40


@dataclass(frozen=True)
class ClockReading:
    """How far this PC's clock is ahead of another's (behind: negative), and whose that is.

    `sure`: not the word of one gateway alone, whose clock may as well be the wrong one.
    """

    ahead: timedelta
    whose: str
    sure: bool = True


def judge_clock(
    platforms: Iterable[ClockReading], servers: Iterable[ClockReading], gateways: Iterable[ClockReading]
) -> ClockReading | None:
    """Return the reading to believe: the platforms' before the database server's before that of gateways.

    Of platforms the middle one; of an even number the nearer, so that two that contradict each other stop no office.
    Gateways are believed where two agree; one alone is not `sure`, and stops nothing.
    """
    ranked = sorted(platforms, key=_far)
    if ranked:
        return ranked[(len(ranked) - 1) // 2]
    if server := min(servers, key=_far, default=None):
        return server
    near = sorted(gateways, key=_far)
    agreed = next((one for one in near if _backed(one, near)), None)
    return agreed or (replace(near[0], sure=False) if near else None)


def _far(reading: ClockReading) -> timedelta:
    return abs(reading.ahead)


def _backed(one: ClockReading, among: Iterable[ClockReading]) -> bool:
    """Whether another gateway says nearly the same."""
    return any(other is not one and abs(other.ahead - one.ahead) <= CLOCK_TOLD for other in among)
