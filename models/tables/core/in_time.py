"""A question asked in a thread of its own and left after its time: a server or a disk that froze says nothing."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")
_STEP = 0.2  # seconds until a program that is to stop leaves off waiting


class _Asking(Generic[Answer]):
    """One asking: what came of it, once it is done."""

    def __init__(self, ask: Callable[[], Answer]) -> None:
        self.began, self.ended, self.done = time.monotonic(), 0.0, threading.Event()
        self.answers: list[Answer] = []
        self.fault: BaseException | None = None
        threading.Thread(target=self._run, args=(ask,), daemon=True, name="asking").start()

    def _run(self, ask: Callable[[], Answer]) -> None:
        try:
            self.answers.append(ask())
        except BaseException as err:  # noqa: BLE001 - it is raised where the answer is waited for
            self.fault = err
        finally:
            self.ended = time.monotonic()
            self.done.set()


class InTime(Generic[Answer]):
    """One question that is asked again and again, by several threads too; while one asking hangs no other begins."""

    def __init__(self, ask: Callable[[], Answer], seconds: float, stop: threading.Event | None = None) -> None:
        self._ask, self._seconds, self._stop = ask, seconds, stop or threading.Event()
        self._turn = threading.Lock()
        self._asking: _Asking[Answer] | None = None

    def answer(self) -> Answer | None:
        """Return the answer; None where none came in its time, or `stop` is set. Raises what asking raises."""
        with self._turn:
            if self._asking is None or self._asking.done.is_set():
                self._asking = _Asking(self._ask)
            asking = self._asking
        until = asking.began + self._seconds
        while not asking.done.is_set() or asking.ended > until:  # what comes too late is of another time
            left = until - time.monotonic()
            if left <= 0 or self._stop.is_set():
                return None
            asking.done.wait(min(_STEP, left))
        if asking.fault is not None:
            raise asking.fault
        return asking.answers[0]
