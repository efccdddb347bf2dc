"""The watcher's round: look, log what began and what is over, tell the outside watcher, wait."""

import logging
import threading
from collections.abc import Callable, Sequence

from models.rules.upkeep.watched import Looked, Memory, Part, Wrong, turn
from sync_agent.journal import frames

log = logging.getLogger(__name__)

Look = Callable[[], Looked]
Tell = Callable[[Sequence[Wrong]], str]


class Watcher:
    """One running watcher. What it told is remembered until it ends; after that the outside watcher remembers."""

    def __init__(self, look: Look, tell: Tell | None, stop: threading.Event) -> None:
        self._look, self._tell, self._stop = look, tell, stop
        self._memory = Memory()
        self._unheard = ""

    def run(self, every: float) -> None:
        """Look every so many seconds until told to stop; each look begins when the one before has ended."""
        while not self._stop.is_set():
            self.once()
            self._stop.wait(every)

    def once(self) -> None:
        """Look once, and tell; nothing is told outside where a look found something for the first time."""
        self._memory, now = turn(self._memory, self._found())
        for one in now.begun:
            log.warning("%s: %s", one.key, one.operators)
        for key in now.ended:
            log.info("%s: over", key)
        if self._tell is not None and (now.well or now.holds):
            self._heard(self._tell(now.holds))

    def _found(self) -> Looked:
        try:
            return self._look()
        except Exception as err:  # noqa: BLE001 - whatever it is, somebody must hear of it
            # Only the kind of the error: its text may quote a citizen.
            kind = type(err).__name__
            fault = Wrong("watcher_fault", f"the watcher itself failed ({kind})\n{frames(err)}", Part.WATCHER)
            return Looked((fault,), frozenset(Part) - {Part.WATCHER})

    def _heard(self, why_not: str) -> None:
        if why_not and not self._unheard:
            log.warning("the outside watcher was not reached (%s); tried again at every look", why_not)
        if self._unheard and not why_not:
            log.info("the outside watcher is reached again")
        self._unheard = why_not
