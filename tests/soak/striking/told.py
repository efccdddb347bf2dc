"""Whether the office tells a fault within the limit of its row: asked while it is on, judged once for each strike."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.soak.judge.snapshot import Telling
from tests.soak.striking.faults import Fault
from tests.soak.striking.platform_faults import Strike


@dataclass
class Told:
    """One fault that is on. `within` grows with a slow machine; `clock` is handed in."""

    fault: Fault
    strike: Strike
    within: float
    clock: Callable[[], float] = time.monotonic
    struck_at: float | None = None  # from here on it is to be told
    after: float | None = None  # seconds from there until it was told
    asked_after: float = 0.0  # seconds from there until it was asked last
    _began: float = field(init=False)
    _looked_at: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count."""
        self._began = self._looked_at = self.clock()

    def ask(self, say: Callable[[], Telling]) -> None:
        """Ask once more, where it was not told yet."""
        if self.struck_at is None:
            now = self.clock()
            if self.fault.struck(self.strike):
                self.struck_at = self._looked_at  # some time since the last look: the earliest counts
            self._looked_at = now
        if self.struck_at is None or self.after is not None:
            return
        asked_at = self.clock()  # what the office says in time may arrive later
        if self.fault.told(say(), self.strike):
            self.after = asked_at - self.struck_at
        else:
            self.asked_after = asked_at - self.struck_at

    @property
    def decided(self) -> bool:
        """Whether nothing more is to be waited for: it was told, or its limit is over."""
        if self.struck_at is None:
            return self.clock() - self._began > self.within
        return self.after is not None or self.asked_after > self.within

    @property
    def judged(self) -> bool:
        """Whether it struck, and was told or long enough on to be judged."""
        return self.after is not None or self.asked_after > self.within

    def breach(self) -> str:
        """Return what is broken; empty where nothing is, or it was too short to say."""
        if self.after is not None and self.after > self.within:
            return f"'{self.fault.kind}' was told only after {self.after:.0f} s, and may take {self.within:.0f}"
        if self.after is None and self.asked_after > self.within:
            return f"'{self.fault.kind}' lasted {self.asked_after:.0f} s untold, and may take {self.within:.0f}"
        return ""
