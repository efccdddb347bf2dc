"""Whether this agent ends for another version: one that was taken into use here, or the office's.

An agent whose service fetches the office's version before it starts (rules/upkeep/units.py) ends for it; one that was
started by hand goes on as long as the schema is its own, and the office's screen names its machine.
"""

import os
import time
from collections.abc import Callable
from datetime import datetime

from models.actions.upkeep.programs import running, started_by_hand
from models.actions.upkeep.updating.places import installed_here, replaced_since
from models.rules.upkeep.agent_updates import may_try
from models.rules.upkeep.programs import ProgramKind, newest_beyond
from models.tables.core.settings import Settings
from models.tables.upkeep import tried_update
from models.tables.upkeep.known_office import known_office
from models.tables.upkeep.release import VERSION

# So long after its start, and then once a minute: where a start brought no newer version, the next is no storm.
_FIRST_SECONDS, _EVERY_SECONDS = 600.0, 60.0


class NewerOffice:
    """Looks at the versions beside which this agent runs. `ticks`: seconds by a clock nobody can set."""

    def __init__(self, settings: Settings, ticks: Callable[[], float] = time.monotonic) -> None:
        self._here, self._ticks = installed_here(), ticks
        self._replaced = replaced_since(self._here)
        office = known_office(settings.data_dir)
        self._fetches = bool(office and office.address) and not started_by_hand(os.getpid())
        self._next = ticks() + _FIRST_SECONDS

    def why_end(self, now: datetime) -> str:
        """Return why this agent is to end and its service to begin anew, in English; empty where it is not."""
        if self._replaced():
            return "another version was taken into use on this machine"
        if self._here is None or not self._fetches or self._ticks() < self._next:
            return ""
        self._next = self._ticks() + _EVERY_SECONDS
        offices = (row.version for row in running(now) if row.kind == ProgramKind.BACK_OFFICE)
        newer = newest_beyond(offices, VERSION)
        if not newer or not may_try(tried_update.found(self._here.target), now):
            return ""
        return f"the office runs {newer}, which the service of this agent fetches before it begins anew"
