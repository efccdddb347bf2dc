"""How slow the machine is for us now: a soak beside other work must tell a starved program from a broken one."""

import threading
import time
from collections import deque

_BIT = 0.005  # seconds of CPU in one probe
_EVERY, _KEPT = 1.0, 60
STARVED = 10.0  # so many times slower than alone, a program's own limits (ten seconds for a lock) say nothing


class Pulse(threading.Thread):
    """Measures all the time how long a bit of work takes beside what it takes alone."""

    def __init__(self) -> None:
        super().__init__(name="pulse", daemon=True)
        self.stop = threading.Event()
        self.starved_seconds = 0.0
        self._probes: deque[float] = deque(maxlen=_KEPT)

    @property
    def slowness(self) -> float:
        """Return how many times slower than alone a bit of work was in the last minute: 1 on a machine of our own."""
        found = list(self._probes)
        return max(1.0, sum(found) / len(found)) if found else 1.0

    @property
    def starves(self) -> bool:
        """Whether programs get so little of the machine that nothing can be said of their times."""
        return self.slowness > STARVED

    def run(self) -> None:
        """Measure until told to stop."""
        while not self.stop.wait(_EVERY):
            self._probes.append(probe())
            self.starved_seconds += _EVERY if self.starves else 0.0


def probe() -> float:
    """Return how many times longer than its CPU time a bit of work took."""
    began, used = time.perf_counter(), time.thread_time()
    while time.thread_time() - used < _BIT:
        pass
    return (time.perf_counter() - began) / _BIT
