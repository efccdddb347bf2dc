"""The wire between a caller and the fakes: every request to a platform passes here and may run into faults."""

import io
import os
import socket
import struct
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import Headers
from werkzeug.test import run_wsgi_app

from sync_agent.simulator.faults import Fault, Switchboard

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REMEMBERED_REQUESTS = 5000


@dataclass
class Answer:
    """One HTTP answer; `chunks` is given out piece by piece instead of `body` where it is set."""

    status: int
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""
    chunks: Iterable[bytes] | None = None


class Dropped(ConnectionResetError):
    """The connection is to be cut without (the rest of) an answer."""


@dataclass
class Exchange:
    """One request under way: `run` lets it take effect, `stop` is set when the simulator ends."""

    method: str
    path: str
    stop: Event
    run: Callable[[], Answer]
    clock: Callable[[], float]


Breakage = Callable[[Exchange, Callable[[], Answer], Fault], Answer]


class FaultyWire:
    """A WSGI layer that applies the faults which are switched on to the paths under `prefixes`."""

    def __init__(
        self,
        app: "WSGIApplication",
        switchboard: Switchboard,
        breakages: dict[str, Breakage],
        prefixes: tuple[str, ...],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Stand in front of `app`."""
        self._app, self._switchboard, self._breakages, self._prefixes = app, switchboard, breakages, prefixes
        self.stop = Event()
        self.clock = clock
        self.requests: deque[dict[str, Any]] = deque(maxlen=REMEMBERED_REQUESTS)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request, broken or whole."""
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if not path.startswith(self._prefixes):
            return self._app(environ, start_response)
        faults = self._switchboard.take(method, path)
        note: dict[str, Any] = {"at": self.clock(), "method": method, "path": path, "status": None}
        note |= {"query": environ.get("QUERY_STRING", ""), "faults": [fault.kind for fault in faults]}
        self.requests.append(note)
        try:
            answer = self._answer(environ, method, path, faults)
        except Dropped:
            cut(environ.get("werkzeug.socket"))
            raise
        note["status"] = answer.status
        if answer.chunks is None:
            answer.headers.setdefault("Content-Length", str(len(answer.body)))
        start_response(f"{answer.status} {_REASONS.get(answer.status, 'Answer')}", answer.headers.to_wsgi_list())
        return [answer.body] if answer.chunks is None else self._whole(answer.chunks, environ)

    def _answer(self, environ: "WSGIEnvironment", method: str, path: str, faults: list[Fault]) -> Answer:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))

        def run() -> Answer:
            fresh = {**environ, "wsgi.input": io.BytesIO(body)}
            chunks, status, headers = run_wsgi_app(self._app, fresh, buffered=True)
            return Answer(int(status.split()[0]), headers, b"".join(chunks))

        exchange = Exchange(method, path, self.stop, run, self.clock)
        proceed = run
        for fault in reversed(faults):
            proceed = _broken(self._breakages[fault.kind], exchange, proceed, fault)
        return proceed()

    def _whole(self, chunks: Iterable[bytes], environ: "WSGIEnvironment") -> Iterable[bytes]:
        try:
            yield from chunks
        except Dropped:
            cut(environ.get("werkzeug.socket"))
            raise


_REASONS = {status.value: status.phrase for status in HTTPStatus}


def _broken(
    breakage: Breakage, exchange: Exchange, proceed: Callable[[], Answer], fault: Fault
) -> Callable[[], Answer]:
    return lambda: breakage(exchange, proceed, fault)


_LINGER_FORMAT = "hh" if os.name == "nt" else "ii"
_NO_LINGERING = struct.pack(_LINGER_FORMAT, 1, 0)


def cut(connection: socket.socket | None) -> None:
    """Mark a connection so that closing it is a TCP reset: it lingers for zero seconds."""
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGERING)


def is_cut(connection: socket.socket) -> bool:
    """Whether a connection was marked for a reset."""
    size = struct.calcsize(_LINGER_FORMAT)
    return connection.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, size) == _NO_LINGERING


def later(exchange: Exchange, seconds: float, effect: Callable[[], object]) -> None:
    """Let something take effect after a while, unless the simulator ends first."""

    def wait() -> None:
        if not exchange.stop.wait(seconds):
            effect()

    Thread(target=wait, name="late-effect", daemon=True).start()
