"""Time as the table of causes counts it: both programs go by one clock that is handed in, and nothing sleeps."""

import datetime as real_datetime
import time as real_time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import pytest
import schedule

from models.tables.core import server_clock
from sync_agent import account_worker, agent, pacing, passes, proving, watching_pc
from sync_agent.clock import utc_now
from sync_agent.connector_kit import heard_dates
from sync_agent.connector_kit.heard_dates import HEARD, HeardDates
from sync_agent.watching_pc import PcWatch

_TICKING = (account_worker, agent, pacing, passes, proving, watching_pc)


class Rhythm:
    """The true time, and the clock of the office's PC, which may be wrong by `off`."""

    def __init__(self) -> None:
        self._began, self.gone, self.off = utc_now(), 0.0, timedelta(0)

    def true(self) -> datetime:
        """Return what time it is."""
        return self._began + timedelta(seconds=self.gone)

    def now(self) -> datetime:
        """Return what time this PC says it is."""
        return self.true() + self.off

    def unix(self) -> float:
        """Return the true time as the platforms keep it."""
        return self.true().replace(tzinfo=UTC).timestamp()

    def ticks(self) -> float:
        """Return the seconds of a clock nobody can set."""
        return 1_000_000.0 + self.gone

    def govern(self, here: pytest.MonkeyPatch) -> None:
        """Let the agent's pauses and plans go by this time, and the platforms' answers be dated by it."""
        for module in _TICKING:
            here.setattr(module, "time", _Module(real_time, monotonic=self.ticks))
        for module in (heard_dates, watching_pc):
            here.setattr(module, "seconds_gone", self.ticks)
        here.setattr(pacing, "random", SimpleNamespace(random=lambda: 1.0))  # the longest rests
        here.setattr(schedule, "datetime", _Module(real_datetime, datetime=_dates(self.now)))
        here.setattr(PcWatch, "ask_server", _states(PcWatch.ask_server, self))
        here.setattr(server_clock, "_utc_now", self.now)
        here.setattr(server_clock, "_seconds_gone", self.ticks)
        here.setattr(server_clock, "_ask", _stated(server_clock._ask, self))
        hear = HeardDates.hear

        def dated(heard: HeardDates, url: str, headers: Any, own: bool = False) -> None:
            hear(heard, url, {**headers, "date": self.dated()} if "date" in headers else headers, own)

        here.setattr(HeardDates, "hear", dated)

    def dated(self) -> str:
        """Return the true time as a header of HTTP."""
        return format_datetime(self.true().replace(tzinfo=UTC), usegmt=True)

    def platform_says(self, url: str = "https://graph.facebook.com/") -> None:
        """Let a platform be heard, which has the true time."""
        HEARD.hear(url, {"date": ""})


class _Module:
    """A module, some names of which are ours."""

    def __init__(self, module: Any, **ours: Any) -> None:
        self.__dict__.update(ours)
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def _states(ask: Callable[[PcWatch], None], rhythm: Rhythm) -> Callable[[PcWatch], None]:
    """Let a database server that answers state the true time as it is here."""

    def asked(watch: PcWatch) -> None:
        before = watch._server
        ask(watch)
        if watch._server is not None and watch._server is not before:
            watch._server = (rhythm.true(), watch._server[1])

    return asked


def _stated(ask: Callable[[], Any], rhythm: Rhythm) -> Callable[[], Any]:
    """Let it state the true time to whoever gives or reads a sign of life, too."""

    def asked() -> Any:
        answer = ask()._replace(said=rhythm.true())
        server_clock._last[:] = [answer]
        return answer

    return asked


def _dates(now: Callable[[], datetime]) -> type[datetime]:
    class Dates(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return now()

    return Dates
