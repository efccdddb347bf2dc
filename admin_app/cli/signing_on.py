"""What a worker does at each turn of its loop: it signs that it lives, and leaves to others what it cannot serve."""

import os
import threading
import time
from collections.abc import Callable
from typing import Any

from waitress.server import BaseWSGIServer

from admin_app.upkeep.process_figures import of_process
from admin_app.upkeep.request_times import times_of
from admin_app.upkeep.workers import Place

_SIGNED_EVERY, _TOLD_EVERY = 1.0, 5.0  # seconds


class SigningOn:
    """The signs of one worker. `parent`: the process that began it, without which it ends."""

    def __init__(
        self,
        server: Any,
        app: Any,
        place: Place,
        parent: int,
        told: threading.Event,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._server, self._app, self._place, self._parent = server, app, place, parent
        self._stop, self._monotonic = told, monotonic
        self._signed = self._told = float("-inf")

    def look(self) -> None:
        """Sign where it is time; while each thread is held, leave new connections to the other workers."""
        now, threads = self._monotonic(), self._server.task_dispatcher
        free = threads.active_count < len(threads.threads)
        self._accept(free)
        if now - self._signed >= _SIGNED_EVERY:
            self._signed = now
            self._place.board.sign(self._place.worker, now, free=free)
            if os.getppid() != self._parent:
                self._stop.set()
        if now - self._told >= _TOLD_EVERY:
            self._told = now
            self._place.board.tell(self._place.worker, [*of_process(), times_of(self._app).figure()])

    def _accept(self, free: bool) -> None:
        sockets: dict[int, Any] = getattr(self._server, "map", None) or self._server._map
        for part in sockets.values():
            if isinstance(part, BaseWSGIServer):
                part.accepting = free
