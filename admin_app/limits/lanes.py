"""Which threads answer a request: what takes the processor for long has threads of its own, few of them.

So fifty guessers of passwords, or twenty pictures that are hard to draw, wait for each other alone.
"""

import re
from collections import deque
from typing import Any, Final

from waitress.task import ThreadedTaskDispatcher

from admin_app.limits.refusals import Busy
from models.actions.staff.passwords import AT_ONCE

# A sign-in hashes a password, a picture may be drawn for seconds. By method and path, each with its threads: no more
# of them than can work at once, since every further one only takes its turn from the pages.
_SLOW: Final = (
    (re.compile(r"POST /(login|masuk/kode|akun/(kata-sandi|bukti|kode.*))"), AT_ONCE),
    (re.compile(r"GET /lampiran/(.*/pratinjau|foto/.*|konsep/.*)"), 2),
)
# So many wait in a slow lane; who comes then is told to come again.
MOST_WAITING: Final = 64


class Lanes:
    """The threads of a server, for waitress in place of its own dispatcher."""

    def __init__(self, threads: int) -> None:
        self._usual = ThreadedTaskDispatcher()
        self._usual.set_thread_count(threads)
        self._slow = [(where, ThreadedTaskDispatcher(), count) for where, count in _SLOW]
        for _, lane, count in self._slow:
            lane.set_thread_count(count)

    @property
    def active_count(self) -> int:
        """Return how many of the usual threads work; a page waits for those alone."""
        return int(self._usual.active_count)

    @property
    def threads(self) -> set[int]:
        """Return the usual threads."""
        return set(self._usual.threads)

    @property
    def queue(self) -> "deque[Any]":
        """Return what waits for a usual thread."""
        return self._usual.queue

    def add_task(self, task: Any) -> None:
        """Have a connection's next request answered by the threads it belongs to."""
        lane = self._lane_of(task.requests[0])
        if lane is not None and len(lane.queue) >= MOST_WAITING:
            task.requests[0].error, lane = Busy(), None
        (lane or self._usual).add_task(task)

    def _lane_of(self, asked: Any) -> ThreadedTaskDispatcher | None:
        if asked.error:
            return None
        words = f"{asked.command} {asked.path}"
        return next((lane for where, lane, _ in self._slow if where.fullmatch(words)), None)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """End all threads; returns as waitress's own."""
        for _, lane, _ in self._slow:
            lane.shutdown(cancel_pending, timeout)
        return bool(self._usual.shutdown(cancel_pending, timeout))
