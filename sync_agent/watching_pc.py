"""The agent's watch over its PC: what holds now, logged when it begins and when it ends."""

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from peewee import InterfaceError, OperationalError

from models.actions.upkeep.key_watch import look_at_key_file
from models.actions.upkeep.office_watch import schema_sign
from models.actions.upkeep.self_watch import SelfWatch
from models.rules.upkeep.clock_readings import ClockReading, judge_clock
from models.rules.upkeep.conditions.of_machine import UNTIMELY_HOSTS
from models.rules.upkeep.conditions.row import Effect, Held, Sign
from models.rules.upkeep.conditions.table import what_stops
from models.tables import database
from models.tables.core.database import is_sqlite
from sync_agent.clock import Clock
from sync_agent.connector_kit.heard_dates import HEARD, HeardDates, seconds_gone

log = logging.getLogger(__name__)

_SERVER_SECONDS = 60.0
_ASKED_SECONDS = 30.0
_FIRST_WORD_SECONDS = 20.0  # an office without platforms is told the time by nobody


class PcWatch:
    """What the agent's threads ask before they read, send or stamp."""

    def __init__(self, watch: SelfWatch, now: Clock, heard: HeardDates = HEARD) -> None:
        self._watch, self._now, self._heard = watch, now, heard
        self._told: dict[str, Held] = {}
        self._server: tuple[datetime, float] | None = None
        self._changed: frozenset[Sign] = frozenset()
        self._asked_at = float("-inf")
        self._began = time.monotonic()
        heard.forget()

    def found(self) -> Sequence[Held]:
        """Return what holds now."""
        untimely = self._heard.untimely() >= UNTIMELY_HOSTS
        return self._watch.look(self._clock(), self._changed | ({Sign.UNTIMELY} if untimely else set()))

    def look(self) -> str:
        """Log what began or ended since the last look; return why nothing is sent now, empty where it is."""
        found = self.found()
        for finding in found:
            if finding.key not in self._told:
                log.warning("%s: %s", finding.key, finding.operators)
        for key in self._told.keys() - {finding.key for finding in found}:
            log.info("%s: over", key)
        self._told = {finding.key: finding for finding in found}
        stops = what_stops(found, Effect.STOPS_SENDING)
        return stops.says if stops else ""

    def may_stamp(self, waits: bool = True) -> bool:
        """Whether times may be written: neither clock nor disk forbids it.

        `waits`: not in the first seconds either, while nobody has told what time it is.
        """
        if (
            waits
            and time.monotonic() - self._began < _FIRST_WORD_SECONDS
            and not self._server
            and not self._heard.recent()
        ):
            return False
        return what_stops(self.found(), Effect.STOPS_STAMPING) is None

    def ask_server(self) -> None:
        """Ask PostgreSQL what time it is, once a minute."""
        if is_sqlite() or (self._server and seconds_gone() - self._server[1] < _SERVER_SECONDS):
            return
        try:
            (said,) = database.execute_sql("SELECT clock_timestamp() AT TIME ZONE 'UTC'").fetchone()
        except (OperationalError, InterfaceError):
            self._server = None
            raise
        self._server = (said, seconds_gone())

    def ask_anew(self, key_file: Path) -> None:
        """Look, twice a minute, whether key and schema are still those with which this agent began."""
        if seconds_gone() - self._asked_at >= _ASKED_SECONDS:
            wrong = schema_sign()
            self._changed = frozenset({wrong}) if wrong else look_at_key_file(key_file)
            self._asked_at = seconds_gone()

    def _clock(self) -> ClockReading | None:
        heard = self._heard.recent()
        platforms = [self._reading(one.said, one.seconds_ago, one.host) for one in heard if one.public]
        gateways = [
            self._reading(one.said, one.seconds_ago, f"gateway {one.host}") for one in heard if not one.public
        ]
        servers = []
        if self._server is not None:
            said, at = self._server
            servers.append(self._reading(said, seconds_gone() - at, "server basis data"))
        return judge_clock(platforms, servers, gateways)

    def _reading(self, said: datetime, seconds_ago: float, whose: str) -> ClockReading:
        return ClockReading(self._now() - (said + timedelta(seconds=seconds_ago)), whose)
