"""How long a back office serves: until it is told to stop, or the database becomes that of another version."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from peewee import PeeweeException
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

from models.tables import database
from models.tables.core.database import on_connection
from models.tables.core.fence import MustStop
from models.tables.core.trouble import RawError

log = logging.getLogger(__name__)

EVERY_SECONDS = 3.0
# Both programs promise to end within ten seconds of SIGTERM.
_GRACE_SECONDS = 8.0
SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGBREAK") if hasattr(signal, name)]


class Staying(threading.Thread):
    """Asks every few seconds whether the database is still of this program's schema. `told` ends the serving."""

    def __init__(self, told: threading.Event, seconds: float = EVERY_SECONDS) -> None:
        super().__init__(name="staying", daemon=True)
        self.told, self._seconds = told, seconds
        self.reason: MustStop | None = None

    def run(self) -> None:
        """Ask until the serving ends."""
        while not self.told.wait(self._seconds):
            self.look()

    def look(self) -> None:
        """Ask once; where the database does not answer, the pages say so and it is asked again."""
        try:
            with on_connection():
                database.obj.demand_held()
        except MustStop as reason:
            self.reason = reason
            log.critical("%s", reason)
            self.told.set()
        except (PeeweeException, RawError):
            pass


def serve_while_it_may(
    server: Any, told: threading.Event, look: Callable[[], object] = lambda: None
) -> MustStop | None:
    """Serve until told to stop; return why this program may not go on, None where somebody told it."""
    staying = Staying(told)
    staying.start()
    serve_until_told(server, told, look)
    return staying.reason


def told_by_signal(server: Any) -> threading.Event:
    """Return an event that a signal sets; the server's loop is woken so that it notices at once."""
    told = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        told.set()
        for part in list(sockets_of(server).values()):
            if isinstance(part, BaseWSGIServer):
                part.pull_trigger()

    for number in SIGNALS:
        signal.signal(number, stop)
    return told


def sockets_of(server: Any) -> dict[int, Any]:
    """Return what the server listens and answers on, by its number."""
    found: dict[int, Any] = getattr(server, "map", None) or server._map
    return found


def serve_until_told(server: Any, told: threading.Event, look: Callable[[], object] = lambda: None) -> None:
    """Answer requests, looking at each turn, until told to stop; then take no new ones and finish those begun."""
    sockets = sockets_of(server)
    while not told.is_set():
        look()
        wasyncore.loop(timeout=0.5, map=sockets, use_poll=True, count=1)
    _finish(server, sockets)


def _finish(server: Any, sockets: dict[int, Any]) -> None:
    for part in list(sockets.values()):
        if isinstance(part, BaseWSGIServer):
            wasyncore.dispatcher.close(part)  # the listening socket only: its trigger still wakes the loop
    deadline = time.monotonic() + _GRACE_SECONDS
    while time.monotonic() < deadline and any(_busy(part) for part in list(sockets.values())):
        wasyncore.loop(timeout=0.1, map=sockets, use_poll=True, count=1)
    server.task_dispatcher.shutdown(timeout=1)
    wasyncore.close_all(sockets, ignore_all=True)


def _busy(part: object) -> bool:
    """Whether a connection still has an unfinished request or an answer not wholly sent."""
    return isinstance(part, HTTPChannel) and bool(part.request or part.requests or part.total_outbufs_len)
