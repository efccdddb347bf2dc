"""An office where all is well, and a watcher's looks at it by a PC whose disk the test fills or holds up."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from models.actions.upkeep.self_watch import Probes, SelfWatch
from models.rules.upkeep.conditions.of_machine import MEGABYTE
from models.rules.upkeep.watched import Looked
from models.tables import AgentHeartbeat, BackupCopy, ChannelAccount
from sync_agent.clock import utc_now
from sync_agent.watcher.looking import Looks
from tests.sync_agent.desk import Desk


class Looking:
    """A watcher's looks at a desk where all is well."""

    def __init__(self, desk: Desk) -> None:
        now = utc_now()
        AgentHeartbeat.create(owner="pc", started_at=now, seen_at=now + timedelta(minutes=5))
        ChannelAccount.update(enabled=False).execute()
        backed_up(now, desk.settings.data_dir / "a.zip")
        self.desk, self.free = desk, 10_000 * MEGABYTE
        self._watch = SelfWatch(desk.settings, Probes(self._room, memory=lambda: None, monotonic=self._t))
        self._time = 0.0
        self.hold: Callable[[], object] = lambda: True

    def _room(self, _folder: Path) -> int:
        self.hold()
        return self.free

    def _t(self) -> float:
        self._time += 10
        return self._time

    def looks(self, pc_seconds: float = 60, database_seconds: float = 60) -> Looks:
        """Return the looks of a watcher that waits so long."""
        return Looks(self.desk.settings, self._watch, utc_now, threading.Event(), pc_seconds, database_seconds)

    def looked(self) -> Looked:
        """Return what a look finds now, on a connection of its own as in the program."""
        return self.looks().look()

    def keys(self) -> list[str]:
        """Return the keys of what a look finds now; each has its sentence for a letter."""
        found = self.looked().wrong
        assert all(one.staff for one in found)
        return [one.key for one in found]


def backed_up(made_at: datetime, file: Path) -> None:
    """Let the office have a backup."""
    file.touch()
    BackupCopy.create(made_at=made_at, path=str(file), size=0, sha256="0" * 64, files=0, lacking=0)
