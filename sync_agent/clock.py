"""The one place of the agent that asks what time it is. Everything else is handed this."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the current moment as naive UTC."""
    return datetime.now(UTC).replace(tzinfo=None)
