"""A tiny application on waitress with the limits, in a thread of this process."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from admin_app.cli.staying import serve_until_told
from admin_app.limits.connections import Limits, listen
from tests.running.ports import free_port


class Room:
    """Bodies of so many bytes for every page."""

    def __init__(self, most: int) -> None:
        self._most = most

    def most(self, _method: str, _path: str, _cookies: str) -> int:
        """Return what every page takes."""
        return self._most


@dataclass
class Served:
    """What runs: where it listens, its server, and the clock it goes by."""

    port: int
    server: Any
    clock: list[float]
    lengths: list[int] = field(default_factory=list)

    def opened(self, sent: bytes = b"") -> socket.socket:
        """Return a connection on which this was sent."""
        one = socket.create_connection(("127.0.0.1", self.port), 20)
        one.sendall(sent)
        return one

    def asked(self, path: str = "/") -> bytes:
        """Return what a whole request is answered."""
        with self.opened(head(path)) as one:
            return all_of(one)

    def later(self, seconds: float) -> None:
        """Let time go by, and have the server look after its connections."""
        self.clock[0] += seconds
        self.server.maintenance(0)
        self.server.pull_trigger()


def head(path: str = "/", *lines: str, method: str = "GET") -> bytes:
    """Return the head of a request that ends its connection."""
    return "\r\n".join((f"{method} {path} HTTP/1.1", "Host: office", "Connection: close", *lines, "", "")).encode()


def all_of(one: socket.socket) -> bytes:
    """Return what comes on a connection until it is closed."""
    found = b""
    try:
        while more := one.recv(65536):
            found += more
    except ConnectionResetError:
        pass
    return found


@contextmanager
def served(most: int = 1000, page: Callable[[str], bytes] = str.encode, **named: Any) -> Iterator[Served]:
    """Serve an application that answers with what `page` makes of the path; `most`: bytes of a body."""
    clock, told, port, lengths = [1000.0], threading.Event(), free_port(), list[int]()

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        lengths.append(len(environ["wsgi.input"].read()))
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [page(environ["PATH_INFO"])]

    limits = Limits(Room(most), monotonic=lambda: clock[0], **named)  # type: ignore[arg-type]
    server = listen(app, limits, 2, host="127.0.0.1", port=port)
    serving = threading.Thread(target=serve_until_told, args=(server, told))
    serving.start()
    try:
        yield Served(port, server, clock, lengths)
    finally:
        told.set()
        server.pull_trigger()
        serving.join(20)
