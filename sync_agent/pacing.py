"""When a failed channel is tried again, by a clock that cannot be set (F40)."""

import random
import time
from datetime import datetime, timedelta

from models.rules.replies.delivery import next_attempt
from sync_agent.connector_kit.errors import ConnectorError, SignInNeeded, TryLater

# A person may have scanned the QR in the meantime: look at least so often.
_LONGEST_PAUSE = 60.0
# Our own database is back within this of its return (F47: within 30 seconds); asking it costs nobody anything.
_LONGEST_OWN_PAUSE = 10.0


class Pacing:
    """How often an account failed in a row, and until when it rests."""

    def __init__(self) -> None:
        self.fails = 0
        self._rests_until = 0.0

    def resting(self) -> bool:
        """Whether the channel should not be asked now."""
        return time.monotonic() < self._rests_until

    def worked(self) -> None:
        """Forget the failures."""
        self.fails = 0
        self._rests_until = 0.0

    def failed(self, err: Exception, now: datetime) -> datetime:
        """Rest after a failure, as long as the platform says, else longer each time; return until when."""
        self.fails += 1
        stated = err.after_seconds if isinstance(err, TryLater) else None
        jitter = random.random()  # noqa: S311 - spreads tries, guards nothing
        seconds = (next_attempt(self.fails, now, stated, jitter) - now).total_seconds()
        if isinstance(err, SignInNeeded):
            seconds = min(seconds, _LONGEST_PAUSE)
        elif not isinstance(err, ConnectorError):
            seconds = min(seconds, _LONGEST_OWN_PAUSE)
        self._rests_until = time.monotonic() + seconds
        return now + timedelta(seconds=seconds)
