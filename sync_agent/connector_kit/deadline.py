"""Connections that end at a request's total deadline, tell whether anything was sent, and reach no forbidden host."""

import ipaddress
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError

from models.rules.channels.gateways import no_gateway_has
from sync_agent.connector_kit.errors import TryLater

_thread = threading.local()
_NO_GATEWAY = (
    "Alamat kanal menunjuk ke tempat yang tidak mungkin berisi gateway, jadi tidak dihubungi. Periksa alamat pada "
    "pengaturan kanal dan DNS komputer ini."
)


class Watch:
    """One request: `started` once a byte may have been sent, `expired` once its time was up."""

    def __init__(self, public_only: bool = False) -> None:
        self.started = False
        self.expired = False
        self.public_only = public_only
        self.sock: socket.socket | None = None

    def cut(self) -> None:
        """End the request from another thread; its blocked read returns at once."""
        self.expired = True
        if self.sock is not None:
            with suppress(OSError):
                # Not SSLSocket's own: that would take the session away from under the reading thread.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


@contextmanager
def watched(seconds: float, public_only: bool = False) -> Iterator[Watch]:
    """Watch this thread's requests inside the block and end them after `seconds` in total.

    A socket's own timeout starts again with every byte, so a slowly dripping server would never end it (F28).
    """
    watch = Watch(public_only)
    timer = threading.Timer(seconds, watch.cut)
    timer.daemon = True
    _thread.watch = watch
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        _thread.watch = None


def _watch() -> Watch | None:
    return getattr(_thread, "watch", None)


def _forbid(addresses: Iterable[str]) -> None:
    """Raise TryLater where one of these addresses can be no gateway's, before anything is asked there."""
    if any(no_gateway_has(one) for one in addresses):
        raise TryLater(_NO_GATEWAY)


def _resolved(connection: HTTPConnection) -> list[str]:
    """Return every address a host's name stands for; none where that fails, which connecting then tells."""
    with suppress(OSError, UnicodeError):
        found = socket.getaddrinfo(connection.host, connection.port, type=socket.SOCK_STREAM)
        return [str(one[4][0]) for one in found]
    return []


def _only_public(connection: HTTPConnection, sock: socket.socket) -> socket.socket:
    """Refuse a peer inside the office's own networks where the address came from outside (F39)."""
    watch = _watch()
    peer = ipaddress.ip_address(sock.getpeername()[0].split("%")[0])
    if watch is not None and watch.public_only and not peer.is_global:
        sock.close()
        raise NewConnectionError(connection, "address inside the office")
    return sock


class _Watched:
    """What both kinds of connection add: they inform the watch."""

    sock: Any

    def send(self, data: Any) -> None:
        """Send bytes, noting first that they may have been sent."""
        if self.sock is None:
            self.connect()  # type: ignore[attr-defined]
        watch = _watch()
        if watch is not None:
            watch.sock = self.sock  # kept here: a connection forgets its socket once an answer began
            if watch.expired:
                raise TimeoutError("deadline")
            watch.started = True
        super().send(data)  # type: ignore[misc]

    def _new_conn(self) -> socket.socket:
        connection: HTTPConnection = self  # type: ignore[assignment]
        _forbid(_resolved(connection))
        sock = super()._new_conn()  # type: ignore[misc]
        try:
            _forbid([sock.getpeername()[0]])  # the name may stand for another address by now
        except TryLater:
            sock.close()
            raise
        return _only_public(connection, sock)


class _Http(_Watched, HTTPConnection):
    """A plain connection that informs the watch."""


class _Https(_Watched, HTTPSConnection):
    """A TLS connection that informs the watch."""


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


def use_watched_connections(manager: PoolManager) -> None:
    """Make a pool manager use watched connections."""
    manager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
