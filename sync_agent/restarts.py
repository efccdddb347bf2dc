"""Threads that ended by themselves: noticed, recorded, and restarted, later each time in a row."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from models.actions.channels.record_restart import record_restart
from models.rules.replies.delivery import next_attempt
from sync_agent.account_worker import AccountWorker
from sync_agent.clock import Clock

log = logging.getLogger(__name__)

# A service that ran this long was healthy, so its failure counts as the first again.
_WELL_SECONDS = 600.0


@dataclass
class _Failure:
    """How often in a row the service of an account ended by itself, and when it may come back."""

    last: AccountWorker
    count: int
    back_at: float  # by a clock nobody can set


class Restarts:
    """The threads that ended by themselves, by account."""

    def __init__(self, now: Clock, ticks: Callable[[], float] = time.monotonic) -> None:
        self._now, self._ticks = now, ticks
        self._failures: dict[int, _Failure] = {}

    def due(self, worker: AccountWorker) -> bool:
        """Record a failure once, for operators and the health page; return whether to serve the account again."""
        key = worker.service.account_id
        failure = self._failures.get(key)
        if failure is None or failure.last is not worker:
            record_restart(key, worker.fault, self._now())
            failure = self._failures[key] = self._failed(worker, failure)
            log.error("%s: ended by itself (%s, %s in a row); begun anew", worker.name, worker.fault, failure.count)
        return self._ticks() >= failure.back_at

    def _failed(self, worker: AccountWorker, before: _Failure | None) -> _Failure:
        count = 1 if before is None or worker.served_seconds > _WELL_SECONDS else before.count + 1
        now = self._now()
        rest: timedelta = next_attempt(count, now, None, 1.0) - now
        return _Failure(worker, count, self._ticks() + rest.total_seconds())
