"""A line to a database server that freezes: what is sent goes nowhere, and nobody hangs up."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit, urlunsplit


class Line:
    """Carries octets both ways as long as it moves."""

    def __init__(self, server: tuple[str, int]) -> None:
        self._server, self.moves = server, threading.Event()
        self.moves.set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                far = socket.create_connection(self._server)
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while some := one.recv(65536):
                self.moves.wait()
                other.sendall(some)
            other.close()

    def end(self) -> None:
        """Hang up everywhere."""
        self.moves.set()
        for one in (self.listener, *self._ends):
            one.close()


@contextmanager
def line_to(url: str) -> Iterator[tuple[str, Line]]:
    """Yield the address of a database by way of a line, and the line."""
    parts = urlsplit(url)
    line = Line((str(parts.hostname), int(parts.port or 5432)))
    there = parts.netloc.rsplit(":", 1)[0] + f":{line.listener.getsockname()[1]}"
    try:
        yield urlunsplit(parts._replace(netloc=there)), line
    finally:
        line.end()
