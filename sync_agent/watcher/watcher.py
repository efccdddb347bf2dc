"""The watcher's round: look, log what began and what is over, tell the outside watcher and people, wait."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from models.rules.upkeep.conditions.row import Part, Seen
from models.rules.upkeep.conditions.table import judge
from models.rules.upkeep.watched import Looked, Memory, Wrong, turn, wrong_of
from sync_agent.clock import utc_now
from sync_agent.journal import frames
from sync_agent.watcher.alerting import Alerts

log = logging.getLogger(__name__)

Look = Callable[[], Looked]
Now = Callable[[], datetime]
Tell = Callable[[Sequence[Wrong]], str]


class Watcher:
    """One running watcher. What its letters told is remembered when it is started anew."""

    def __init__(
        self, look: Look, tell: Tell | None, stop: threading.Event, alerts: Alerts | None = None, now: Now = utc_now
    ) -> None:
        self._look, self._tell, self._stop, self._alerts, self._now = look, tell, stop, alerts, now
        self._memory = alerts.remembered() if alerts else Memory()
        self._unheard = ""

    def run(self, every: float, replaced: Callable[[], bool] = lambda: False) -> bool:
        """Look every so many seconds until told to stop; each look begins when the one before has ended.

        Return whether it ended because another version was taken into use, which `replaced` says.
        """
        while not self._stop.is_set():
            if replaced():
                log.warning("another version is in use here; the watcher ends, and a service is begun anew")
                return True
            self.once()
            self._stop.wait(every)
        return False

    def once(self) -> None:
        """Look once, and tell; nothing is told outside where a look found something for the first time."""
        found = self._found()
        if self._stop.is_set():
            return  # a look that was left off says nothing
        self._memory, now = turn(self._memory, found)
        for one in now.begun:
            log.warning("%s: %s", one.key, one.operators)
        for key in now.ended:
            log.info("%s: over", key)
        if self._tell is not None and (now.well or now.holds):
            self._heard(self._tell(now.holds))
        if self._alerts is not None:  # last: a mail server may let us wait
            self._alerts.tell(now.holds, self._now())

    def _found(self) -> Looked:
        try:
            found = self._look()
        except Exception as err:  # noqa: BLE001 - whatever it is, somebody must hear of it
            # Only the kind of the error: its text may quote a citizen.
            kind = type(err).__name__
            fault = map(wrong_of, judge(Seen(fault=f"({kind})\n{frames(err)}")))
            found = Looked(tuple(fault), frozenset(Part) - {Part.WATCHER})
        return replace(found, wrong=(*found.wrong, *self._alerts.wrong())) if self._alerts else found

    def _heard(self, why_not: str) -> None:
        if why_not and not self._unheard:
            log.warning("the outside watcher was not reached (%s); tried again at every look", why_not)
        if self._unheard and not why_not:
            log.info("the outside watcher is reached again")
        self._unheard = why_not
