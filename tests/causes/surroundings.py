"""What surrounds both programs: the PC as they find it, what they log, an agent that is moved and never waits."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from models.actions.upkeep.self_watch import Probes
from models.rules.upkeep.conditions.of_machine import MEGABYTE
from sync_agent.locks import AgentLock


class Pc:
    """The PC as its probes find it."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self.free, self.error, self.memory = 10_000 * MEGABYTE, 0, 4000 * MEGABYTE
        self.probes = Probes(lambda _folder: self.free, self._write, lambda: self.memory, ticks)

    def _write(self, _folder: Path) -> None:
        if self.error:
            raise OSError(self.error, "told")


class Awake(threading.Event):
    """A stop sign at which nobody sleeps."""

    def wait(self, timeout: float | None = None) -> bool:
        return self.is_set()


class KeptLock(AgentLock):
    """The lock of an agent whose process goes on when its first call has returned."""

    def end(self) -> None:
        """Hold it still."""


class Heard(logging.Handler):
    """All that both programs write in their logs."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
