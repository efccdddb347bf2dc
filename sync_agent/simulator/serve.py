"""Practice mode on a port: in a thread for tests, or for ever until it is told to stop."""

import logging
import selectors
import signal
import socket
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from types import FrameType
from typing import TYPE_CHECKING, Any

from werkzeug.serving import BaseWSGIServer, ThreadedWSGIServer, WSGIRequestHandler

from sync_agent.simulator.app import build
from sync_agent.simulator.message_file import read_messages
from sync_agent.simulator.practice import Practice
from sync_agent.simulator.waha.messages import Settings
from sync_agent.simulator.wire import is_cut

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# Whoever leaves practice running over night finds a queue he can still work in; more come as he answers.
MOST_WAITING = 20
ORDINARY_PACE = 40.0  # seconds between two conversations: lively enough to train with, slow enough to follow
_TICK = 0.1
log = logging.getLogger(__name__)


class _Server(ThreadedWSGIServer):
    """One thread a request; what callers cut off or break is no news."""

    daemon_threads = True
    block_on_close = False
    timeout = 0  # a caller who hung up between two looks is not waited for

    def __init__(self, *words: Any, **more: Any) -> None:
        self._until, self._enough = socket.socketpair()
        super().__init__(*words, **more)

    def serve_forever(self, poll_interval: float = 0) -> None:
        """Serve until `shutdown` wakes it: looking now and then whether to stop would make every stop wait."""
        with selectors.DefaultSelector() as callers, self._until:
            for each in (self.socket, self._until):
                callers.register(each, selectors.EVENT_READ)
            while not any(key.fileobj is self._until for key, _ in callers.select()):
                self.handle_request()

    def shutdown(self) -> None:
        self._enough.close()

    def shutdown_request(self, request: Any) -> None:
        # The polite end of a connection would come before the reset.
        if is_cut(request):
            self.close_request(request)
        else:
            super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        log.debug("a connection ended early", exc_info=True)


class _QuietHandler(WSGIRequestHandler):
    """Writes no log: paths carry numbers of citizens."""

    def connection_dropped(self, error: BaseException, environ: "WSGIEnvironment | None" = None) -> None:
        # HTTP/1.1 would wait for another request on the same connection.
        self.close_connection = True

    def send_header(self, keyword: str, value: str) -> None:
        if (
            keyword == "Date"
        ):  # the server's own stands there already; a platform with a clock of its own says its time
            kept = [line for line in getattr(self, "_headers_buffer", ()) if not line.startswith(b"Date:")]
            self._headers_buffer: list[bytes] = kept
        super().send_header(keyword, value)

    def log(self, type: str, message: str, *args: object) -> None:
        log.debug(type)


@dataclass
class Running:
    """A simulator at work. Use it in a `with`, or call `stop`."""

    practice: Practice
    port: int
    host: str
    _server: BaseWSGIServer
    _threads: tuple[Thread, ...]

    @property
    def url(self) -> str:
        """Return the address of the pages and of the control API (`/_control`)."""
        return f"http://{self.host}:{self.port}"

    @property
    def waha_url(self) -> str:
        """Return the base address of the WhatsApp gateway."""
        return f"{self.url}/waha"

    def stop(self) -> None:
        """End it: waiting faults give up, the port is free again."""
        self.practice.wire.stop.set()
        self._server.shutdown()
        for thread in self._threads:
            thread.join(timeout=5)
        self._server.server_close()

    def __enter__(self) -> "Running":
        """Return itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Stop."""
        self.stop()


def start(practice: Practice | None = None, port: int = 0, host: str = "127.0.0.1") -> Running:
    """Serve a practice in a thread; port 0 takes a free one. Raises OSError where the port is taken."""
    practice = practice or build()
    # Listening here and not in the server: it would print and exit where the port is taken.
    with socket.create_server((host, port), backlog=256) as listening:
        taken = int(listening.getsockname()[1])
        server = _Server(host, taken, practice.wire, handler=_QuietHandler, fd=listening.fileno())
    threads = (
        Thread(target=server.serve_forever, name="simulator", daemon=True),
        Thread(target=_live, args=(practice,), name="practice-life", daemon=True),
    )
    for thread in threads:
        thread.start()
    return Running(practice, taken, host, server, threads)


def simulate(
    port: int, seed: int, messages: Path | None, host: str = "127.0.0.1", pace: float = ORDINARY_PACE
) -> None:
    """Run practice mode until Ctrl-C or SIGTERM. Raises UnreadableFile, or OSError where the port is taken."""
    practice = build(seed, pace, settings=Settings(file_lifetime=0))
    if messages:
        drafts = read_messages(messages, seed, practice.gateway.clock())
        practice = build(seed, pace, drafts, Settings(file_lifetime=0))
    practice.life.most_waiting = MOST_WAITING
    done = Event()

    def end(number: int, frame: FrameType | None) -> None:
        done.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, end)
    with start(practice, port, host) as running:
        print(f"Simulator: {running.url}  (WAHA: {running.waha_url})", flush=True)  # noqa: T201 - this is its screen
        while not done.wait(0.5):
            pass


def _live(practice: Practice) -> None:
    while not practice.wire.stop.wait(_TICK):
        practice.life.step()
        for platform in practice.platforms.values():
            if (step := getattr(platform, "step", None)) is not None:
                step()
