"""How long a back office serves: until it is told to stop, or the database becomes another version's."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any

from peewee import PeeweeException
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

from admin_app.cli.opening import utc_now
from admin_app.cli.sentences import BEGIN_ANEW
from admin_app.cli.workers import FINAL
from models.actions.upkeep.programs import Entry
from models.rules.upkeep.conditions.row import Sign
from models.rules.upkeep.programs import Told
from models.tables import database
from models.tables.core.database import on_connection
from models.tables.core.fence import MustStop
from models.tables.core.trouble import RawError

log = logging.getLogger(__name__)

EVERY_SECONDS = 3.0
# Both programs promise to end within ten seconds of SIGTERM.
_GRACE_SECONDS = 8.0
SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGBREAK") if hasattr(signal, name)]


@dataclass(frozen=True)
class Ending:
    """How a back office ends: its exit code, and what it says."""

    code: int
    said: str = ""


# By the code with which a worker tells its parent that none of them may go on.
ENDINGS = {
    FINAL[0]: Ending(BEGIN_ANEW, str(MustStop(Sign.SCHEMA_NEWER))),
    FINAL[1]: Ending(BEGIN_ANEW, str(MustStop(Sign.SCHEMA_OLDER))),
    FINAL[2]: Ending(0, "It was told to end: run_admin.py drain."),
    FINAL[3]: Ending(BEGIN_ANEW, "It was told to end for an update; a service is begun anew."),
}
_OF_SIGN = {Sign.SCHEMA_NEWER: FINAL[0], Sign.SCHEMA_OLDER: FINAL[1]}
_OF_WORD = {Told.END: FINAL[2], Told.COME_BACK: FINAL[3]}


class Staying(threading.Thread):
    """Asks every few seconds whether this back office may go on. `told`: what ends the serving.

    `final`: the code of ENDINGS by which it may not; 0 where a signal ended it.
    """

    def __init__(self, told: threading.Event, entry: Entry | None = None, seconds: float = EVERY_SECONDS) -> None:
        super().__init__(name="staying", daemon=True)
        self.told, self._entry, self._seconds = told, entry, seconds
        self.final = 0

    def run(self) -> None:
        """Ask until the serving ends."""
        self.look()
        while not self.told.wait(self._seconds):
            self.look()

    def look(self) -> None:
        """Ask once; where the database does not answer, the pages say so and it is asked again."""
        try:
            with on_connection():
                database.obj.demand_held()
                word = self._entry.look(utc_now()) if self._entry else Told.NOTHING
            self._end(_OF_WORD.get(word, 0))
        except MustStop as reason:
            self._end(_OF_SIGN[reason.sign])
        except (PeeweeException, RawError):
            pass

    def leave(self) -> None:
        """Strike this program out of the register; where that cannot be done, it counts as gone in half a minute."""
        with suppress(PeeweeException, RawError), on_connection():
            if self._entry:
                self._entry.leave()

    def _end(self, final: int) -> None:
        if final:
            self.final = final
            log.critical("%s", ENDINGS[final].said)
            self.told.set()


def serve_while_it_may(
    server: Any, told: threading.Event, entry: Entry | None, look: Callable[[], object] = lambda: None
) -> int:
    """Serve until told to stop; return the code of ENDINGS where this program may not go on, else 0."""
    staying = Staying(told, entry)
    staying.start()
    serve_until_told(server, told, look)
    staying.join(_GRACE_SECONDS)
    staying.leave()
    return staying.final


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
