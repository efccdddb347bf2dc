"""The only place where the agent asks for the time; everything else gets it as a parameter."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the current moment as naive UTC."""
    return datetime.now(UTC).replace(tzinfo=None)
