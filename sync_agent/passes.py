"""Remembers when each job of an account last went through, and stores it now and then: passes go by every second."""

import time

from models.actions.channels.stamp_passes import begin_passes, stamp_passes
from models.rules.channels.passes import Halt, Pass
from sync_agent.clock import Clock

_STORE_SECONDS = 15.0  # far below the shortest limit (models/rules/channels/passes.py)


class Passes:
    """The passes of one account."""

    def __init__(self, account_id: int, now: Clock) -> None:
        self._account_id, self._now, self._began = account_id, now, now()
        self._passes: dict[str, Pass] = {}
        self._stored: dict[str, str] = {}  # why each did nothing, as last stored
        self._stored_at = float("-inf")

    def begin(self) -> None:
        """Count from now on for what never went through."""
        self._began = self._now()
        begin_passes(self._account_id, self._began)

    def note(self, job: str, halt: str) -> bool:
        """Remember a whole pass; return whether it is time to store."""
        self._passes[job] = Pass(self._now(), halt)
        return self._stored.get(job) != halt or time.monotonic() - self._stored_at >= _STORE_SECONDS

    def note_fault(self, job: str) -> bool:
        """Remember that the program failed at a job since its last whole pass; return whether that is new."""
        last = self._passes.get(job, Pass(self._began))
        self._passes[job] = Pass(last.at, Halt.FAULT)
        return self._stored.get(job) != Halt.FAULT

    def store(self) -> None:
        """Store what is remembered."""
        stamp_passes(self._account_id, self._passes)
        self._stored = {job: last.halt for job, last in self._passes.items()}
        self._stored_at = time.monotonic()
