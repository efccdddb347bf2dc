"""A server that sends exactly the bytes a test scripts, as slowly as it says."""

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

Script = Callable[[bytes], Iterable[bytes]]


class RawServer:
    """Answers each connection's requests with a script's chunks; remembers what it was asked."""

    def __init__(self, script: Script, context: ssl.SSLContext | None = None) -> None:
        self.asked: list[bytes] = []
        self.stop = threading.Event()
        self._script, self._context = script, context
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def serve(self) -> None:
        """Take connections until closed, each in its own thread."""
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        try:
            connection = self._context.wrap_socket(connection, server_side=True) if self._context else connection
        except OSError:
            return
        with connection:
            request = _whole(connection)
            self.asked.append(request)
            try:
                for chunk in self._script(request):
                    if self.stop.is_set():
                        return
                    connection.sendall(chunk)
            except OSError:
                return

    def close(self) -> None:
        """End it."""
        self.stop.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


def _whole(connection: socket.socket) -> bytes:
    """Read a request to its end: its body may come in a packet of its own."""
    request = connection.recv(65536)
    head, _, body = request.partition(b"\r\n\r\n")
    stated = re.search(rb"(?i)content-length: *(\d+)", head)
    missing = int(stated[1]) - len(body) if stated else 0
    while missing > 0 and (more := connection.recv(65536)):
        request, missing = request + more, missing - len(more)
    return request


@contextmanager
def raw_server(script: Script, context: ssl.SSLContext | None = None) -> Iterator[RawServer]:
    """Run a server with a script for its answers."""
    server = RawServer(script, context)
    threading.Thread(target=server.serve, daemon=True).start()
    try:
        yield server
    finally:
        server.close()


def plain(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """Write a whole HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body
