"""waitress with limits: of connections, of the time a request may take to come, and of bodies by where they go.

A connection that waits is closed to make room for a new one, first the one that has waited longest and never asked
for anything: so whoever holds hundreds of them half open keeps nobody out, and none is refused who asks at once.
"""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import MultiSocketServer, TcpWSGIServer
from waitress.utilities import Error

from admin_app.limits.bodies import LARGEST_OF_STRANGERS, LARGEST_REQUEST, WITH_SESSION, Bodies
from admin_app.limits.lanes import Lanes
from admin_app.limits.refusals import Refused, SignedOut, TooLarge, TooLate, TooMany

MOST, MOST_OF_AN_ADDRESS = 400, 120  # connections
HEAD_SECONDS, IDLE_SECONDS = 15.0, 75.0  # for all of a request's head; between two requests
# For a body: so long, and longer as far as it comes at the rate of a poor telephone line.
BODY_SECONDS, SLOWEST = 20.0, 16_000  # seconds; bytes a second
STALLED_SECONDS = 60.0  # in which nothing of an answer was taken
LARGE = 512 * 1024  # bytes; a body that names more goes to the disk while it comes
MOST_LARGE, MOST_LARGE_OF_AN_ADDRESS = 24, 8  # such bodies on their way at once
_HEAD_BYTES = 32 * 1024
_LOOKED_AFTER = 1  # seconds


@dataclass(frozen=True)
class Limits:
    """What a server asks of requests.

    `is_proxy`: addresses whose connections are many people's; `asked_from`: who asks, by where a request comes from
    and what X-Forwarded-For says.
    """

    bodies: Bodies
    is_proxy: Callable[[str], bool] = lambda _address: False
    asked_from: Callable[[str, str], str] = lambda address, _forwarded: address
    monotonic: Callable[[], float] = time.monotonic


class Incoming(HTTPRequestParser):
    """A request as it comes. `admit`: says why its body may not come, None where it may."""

    most = LARGEST_OF_STRANGERS

    def __init__(self, adj: Any, limits: Limits, address: str, admit: Callable[["Incoming"], Error | None]) -> None:
        super().__init__(adj)
        self._limits, self._address, self._admit = limits, address, admit
        self.began = limits.monotonic()
        self.whole_head: float | None = None
        self.who = ""  # where it comes from, once its head says so

    def received(self, data: bytes) -> int:
        """Take bytes in; a body that is too large ends the request with the byte that is too many."""
        consumed: int = super().received(data)
        if self.headers_finished and self.whole_head is None:
            self._judge_head()
        if self.body_bytes_received > self.most and not isinstance(self.error, Error):
            self.refuse(TooLarge())
        return consumed

    def _judge_head(self) -> None:
        self.whole_head = self._limits.monotonic()
        if self.error or self.empty:
            self.expect_continue = False
            return
        self.who = self._limits.asked_from(self._address, self.headers.get("X_FORWARDED_FOR", ""))
        self.most = self._most(self.headers.get("COOKIE", ""))
        if self.content_length <= self.most:
            why = self._admit(self)
        else:
            why = SignedOut() if self.content_length <= self._most(WITH_SESSION) else TooLarge()
        if why is not None:
            self.refuse(why)

    def _most(self, cookies: str) -> int:
        return self._limits.bodies.most(self.command, self.path, cookies)

    def refuse(self, why: Error) -> None:
        """End it with an answer that says why."""
        self.error, self.completed, self.expect_continue = why, True, False

    @property
    def is_large(self) -> bool:
        """Whether its body goes to the disk while it comes, as far as its head says."""
        return not self.completed and (self.content_length > LARGE or (self.chunked and self.most > LARGE))

    def is_late(self, now: float) -> bool:
        """Whether it should have come by now."""
        if self.whole_head is None:
            return now - self.began > HEAD_SECONDS
        return now - self.whole_head > BODY_SECONDS + self.body_bytes_received / SLOWEST


class Connection(HTTPChannel):
    """A connection whose waiting is bounded."""

    error_task_class = Refused
    request: Incoming | None

    def __init__(self, server: "Server", sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
        limits = server.limits
        self._monotonic, self.asked = limits.monotonic, 0  # how many requests came whole
        self.waits_since = self.moved = limits.monotonic()
        self.parser_class = partial(Incoming, limits=limits, address=str(addr[0]), admit=server.may_come)
        super().__init__(server, sock, addr, adj, map=map)
        server.make_room(self)

    @property
    def address(self) -> str:
        """Return where it comes from."""
        return str(self.addr[0])

    @property
    def at_work(self) -> bool:
        """Whether a request of it is being answered, or its answer not yet all sent."""
        return bool(self.requests or self.total_outbufs_len)

    def received(self, data: bytes) -> Any:
        """Take bytes in; whole requests are counted."""
        done = super().received(data)
        self.asked += bool(self.requests)
        return done

    def service(self) -> None:
        """Answer a request; from then on it waits for the next."""
        super().service()
        self.waits_since = self._monotonic()

    def _flush_some(self, do_close: bool = True) -> Any:
        sent = super()._flush_some(do_close)
        if sent:
            self.moved = self._monotonic()
        return sent

    def look_after(self, now: float) -> None:
        """Close it where it is late: with a sentence where a request was begun."""
        if self.will_close:
            return
        if self.at_work:
            if self.total_outbufs_len and now - max(self.moved, self.waits_since) > STALLED_SECONDS:
                self.cut()
        elif self.request is None:
            if now - self.waits_since > (IDLE_SECONDS if self.asked else HEAD_SECONDS):
                self.cut()
        elif self.request.is_late(now):
            self._too_late()

    def cut(self) -> None:
        """Have the loop close it, also where the other side takes nothing any more."""
        self.will_close = True
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def _too_late(self) -> None:
        with self.requests_lock:
            late, self.request = self.request, None
            if late is None:
                return
            late.refuse(TooLate())
            self.requests.append(late)
            self.server.add_task(self)

    def rank(self) -> tuple[bool, float]:
        """Return what orders connections that wait: which goes first where room is needed."""
        since = self.waits_since if self.request is None else self.request.began
        return self.asked > 0, since


class Server(TcpWSGIServer):
    """One listening socket, with its connections."""

    channel_class = Connection

    def __init__(self, *words: Any, limits: Limits, **named: Any) -> None:
        self.limits = limits
        super().__init__(*words, **named)

    def maintenance(self, _now: float) -> None:
        """Close what is late."""
        now = self.limits.monotonic()
        for one in list(self.active_channels.values()):
            one.look_after(now)

    def make_room(self, new: Connection) -> None:
        """Close a connection that waits where this is one too many; where none waits, the new one."""
        all_there = [one for one in self._map.values() if isinstance(one, Connection) and not one.will_close]
        among = [one for one in all_there if one.address == new.address]
        if len(all_there) <= MOST and (len(among) <= MOST_OF_AN_ADDRESS or self.limits.is_proxy(new.address)):
            return
        waiting = [
            one for one in (all_there if len(all_there) > MOST else among) if one is not new and not one.at_work
        ]
        min(waiting, key=Connection.rank, default=new).cut()

    def may_come(self, coming: Incoming) -> Error | None:
        """Return why a large body may not come now; None where it may."""
        if not coming.is_large:
            return None
        there = [one.request for one in self._map.values() if isinstance(one, Connection) and one.request]
        large = [one for one in there if one is not coming and one.is_large]
        of_its = sum(one.who == coming.who for one in large)
        return TooMany() if of_its >= MOST_LARGE_OF_AN_ADDRESS or len(large) >= MOST_LARGE else None


def listen(app: Any, limits: Limits, threads: int, **where: Any) -> Any:
    """Return what serves an application within limits, as waitress.create_server; `where` is told to waitress."""
    adj = Adjustments(
        ident="",
        clear_untrusted_proxy_headers=False,  # what proxies say is judged by the app (admin_app/shell/forwarding.py)
        connection_limit=2 * MOST,  # never reached: room is made before
        max_request_body_size=LARGEST_REQUEST + 1_000_000,
        max_request_header_size=_HEAD_BYTES,
        cleanup_interval=_LOOKED_AFTER,
        **where,
    )
    sockets: dict[int, Any] = {}
    named = {"limits": limits, "dispatcher": Lanes(threads), "adj": adj}
    if adj.sockets:
        made = [
            Server(app, sockets, True, one, bind_socket=False, sockinfo=_about(one), **named) for one in adj.sockets
        ]
    else:
        made = [Server(app, sockets, sockinfo=one, **named) for one in adj.listen]
    if len(made) == 1:
        return made[0]
    addresses = [(one.effective_host, one.effective_port) for one in made]
    return MultiSocketServer(sockets, adj, addresses, named["dispatcher"], made[-1].log_info)


def _about(one: Any) -> tuple[Any, ...]:
    return one.family, one.type, one.proto, one.getsockname()
