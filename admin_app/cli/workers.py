"""run_admin.py serve --workers N: a parent that keeps N back offices alive on the same listening sockets.

The parent answers nobody. It forks, so that the workers share what was loaded, and holds no connection and no thread.
"""

import contextlib
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from admin_app.upkeep.workers import Board

log = logging.getLogger(__name__)

MOST = 16
# With these codes a worker says that none of them may go on; which of them says what, knows cli/staying.py.
FINAL = (4, 5, 6, 7)
_FINAL = {f"exit code {code}": code for code in FINAL}
_LOOK_SECONDS = 0.5
_HUNG_LOOKS = 120  # a minute of the parent's own looks: while the whole machine slept, it did not look either
_QUIET_SECONDS = 3.0  # a worker signs once a second
_LONGEST_PAUSE = 30.0
_STEADY_SECONDS = 60.0  # a worker that lived so long ended by itself; one that did not may end again at once
_END_SECONDS = 9.0  # a worker finishes what it answers within eight

Work = Callable[[int], int]
Start = Callable[[Callable[[], int]], int]


@dataclass
class Worker:
    """One worker: its process while it lives, when it was begun, and for how long its next start waits."""

    number: int
    pid: int = 0
    begun: float = 0.0
    not_before: float = 0.0
    pause: float = field(default=1.0)
    silent: int = 0  # looks in a row at which its sign of life was old
    hung: bool = False  # it was ended for that


class Parent:
    """Keeps the workers alive until it is told to stop. `work`: what a worker does, by its number; its exit code."""

    def __init__(
        self, board: Board, work: Work, start: Start | None = None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._board, self._work, self._start, self._monotonic = board, work, start or _forked, monotonic
        self.workers = [Worker(number) for number in range(1, board.count + 1)]
        self.final = 0  # the code of a worker that said that none may go on

    def look(self) -> None:
        """Look once at every worker: begin those that do not live, end one that hangs; not after a final code."""
        now = self._monotonic()
        for one in self.workers:
            if one.pid and (how := _ended(one.pid)):
                if how in _FINAL:
                    one.pid, self.final = 0, _FINAL[how]
                    return
                self._note_end(one, how, now)
            if not one.pid and now >= one.not_before:
                self._begin(one, now)
            elif one.pid:
                self._end_if_hung(one, now)

    def _note_end(self, one: Worker, how: str, now: float) -> None:
        how, one.hung = "it hung" if one.hung else how, False
        steady = now - one.begun >= _STEADY_SECONDS
        one.pid, one.pause = 0, 1.0 if steady else min(one.pause * 2, _LONGEST_PAUSE)
        one.not_before = now + one.pause
        self._board.begin(one.number, now)
        self._board.end(one.number, now, how)
        log.error("worker %d ended (%s); begun anew in %.0f s", one.number, how, one.pause)

    def _begin(self, one: Worker, now: float) -> None:
        self._board.begin(one.number, now)
        one.begun, one.silent = now, 0
        try:
            one.pid = self._start(lambda: self._work(one.number))
        except OSError as err:  # no process or memory left now
            self._note_end(one, type(err).__name__, now)

    def _end_if_hung(self, one: Worker, now: float) -> None:
        one.silent = one.silent + 1 if self._board.since(one.number, now) > _QUIET_SECONDS else 0
        if one.silent < _HUNG_LOOKS:
            return
        log.error("worker %d gives no sign of life and is ended", one.number)
        one.silent, one.hung = 0, True
        with contextlib.suppress(ProcessLookupError):
            os.kill(one.pid, signal.SIGKILL)

    def end(self) -> None:
        """End all workers: each finishes the requests it began; who does not in time is killed."""
        for one in self.workers:
            _tell(one, signal.SIGTERM)
        deadline = self._monotonic() + _END_SECONDS
        while any(one.pid for one in self.workers):
            for one in self.workers:
                one.pid = 0 if one.pid and _ended(one.pid) else one.pid
            if self._monotonic() >= deadline:
                for one in self.workers:
                    _tell(one, signal.SIGKILL)
            time.sleep(0.05)


def keep_alive(parent: Parent, told: threading.Event, sockets: Sequence[socket.socket]) -> None:
    """Keep the workers alive until told to stop, or one says that none may go on; then end them.

    The port is free for another as they let go.
    """
    while not told.is_set() and not parent.final:
        parent.look()
        told.wait(_LOOK_SECONDS)
    for one in sockets:
        one.close()
    parent.end()


def _tell(one: Worker, number: signal.Signals) -> None:
    if one.pid:
        with contextlib.suppress(ProcessLookupError):
            os.kill(one.pid, number)


def _ended(pid: int) -> str:
    """Return how a worker ended; an empty text while it lives."""
    try:
        found, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return "gone"
    if not found:
        return ""
    code = os.waitstatus_to_exitcode(status)
    return f"exit code {code}" if code >= 0 else f"signal {-code}"


def _forked(work: Callable[[], int]) -> int:
    """Return the process of a new worker. In it, this never returns."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)  # until it can finish what it answers
        code = work()
    except BaseException:  # whatever it is, the parent's own frames must not go on here
        log.exception("a worker failed")
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def listening_sockets(addresses: Sequence[tuple[int, int, int, tuple[object, ...]]]) -> list[socket.socket]:
    """Return sockets that listen on these addresses (family, type, protocol, address). Raises OSError."""
    made = []
    for family, kind, protocol, address in addresses:
        one = socket.socket(family, kind, protocol)
        made.append(one)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind(address)
        one.listen(1024)
        one.setblocking(False)
    return made
