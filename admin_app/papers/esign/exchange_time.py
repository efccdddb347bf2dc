"""Bounds one exchange with the service by time as a whole: its connection is shut down when the time is over.

The limits of requests are for each wait: a service that sends an octet of a header now and then never meets one.
"""

import contextlib
import socket
import threading
from typing import Any

from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class ExchangeTime:
    """The time of one exchange, which runs inside its `with`; `over` once it is over."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._connected, self._one = seconds, list[socket.socket](), threading.Lock()
        self._timer = threading.Timer(seconds, self.end)
        self._timer.daemon = True
        self.over = False

    def __enter__(self) -> "ExchangeTime":
        self._timer.start()
        return self

    def __exit__(self, *_given: object) -> None:
        self._timer.cancel()

    def end(self) -> None:
        """Shut down what is connected: whoever still sends or reads there meets its end."""
        with self._one:
            self.over = True
            for one in self._connected:
                _shut_down(one)

    def watch(self, connected: socket.socket) -> None:
        """Have a connection shut down in time; what is sent on it may take as long as the exchange."""
        with self._one:
            self._connected.append(connected)
            if self.over:
                _shut_down(connected)
        with contextlib.suppress(OSError):
            connected.settimeout(self._seconds)

    def pools(self) -> dict[str, type]:
        """Return by their scheme what makes connections that are watched, for a pool manager of urllib3."""
        return {"http": self._watched(HTTPConnectionPool), "https": self._watched(HTTPSConnectionPool)}

    def _watched(self, pool: Any) -> type:
        kind = pool.ConnectionCls

        def connect(connection: Any) -> None:
            kind.connect(connection)
            self.watch(connection.sock)

        return type(pool.__name__, (pool,), {"ConnectionCls": type(kind.__name__, (kind,), {"connect": connect})})


def _shut_down(one: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it is closed already
        # Of the plain socket, also under TLS: whose own would first wait for the other end.
        socket.socket.shutdown(one, socket.SHUT_RDWR)
