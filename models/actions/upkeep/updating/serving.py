"""Hands the archive of the version in use to a gateway's PC that the office knows, for a request that counts once."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.actions.channels.agent_machines import MachineGone, MachineStrange, demand_trusted
from models.tables import AgentMachine
from models.tables.core.keys.machine_key import is_public
from models.tables.core.keys.machine_word import office_mark
from models.tables.upkeep import kept_archive

LASTS = timedelta(minutes=5)  # by which two clocks may differ
_FOR = "archive"


class AskedWrongly(Exception):
    """A request that is not answered; `why` is what its sender is told: key, clock or again."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Asked:
    """A request: of whom (its public half), at which moment (seconds), by which chance word, under which mark."""

    public: str
    moment: str
    once: str
    mark: str

    @property
    def says(self) -> tuple[str, ...]:
        """Return what the mark stands under."""
        return (_FOR, self.public, self.moment, self.once)


def archive_for(asked: Asked, key: bytes, data_dir: Path, version: str, now: datetime) -> Path | None:
    """Return the archive of the version in use, None where it was not kept. Raises AskedWrongly, OSError."""
    _demand_known(asked, key)
    if not is_timely(asked.moment, now):
        raise AskedWrongly("clock")
    if not kept_archive.first_time(data_dir, int(asked.moment), asked.once, _seconds(now - 3 * LASTS)):
        raise AskedWrongly("again")
    return kept_archive.kept(data_dir, version)


def is_timely(moment: str, now: datetime) -> bool:
    """Whether a moment, in whole seconds, is near enough to this one."""
    if not (moment.isascii() and moment.isdigit() and len(moment) <= 10):
        return False
    return abs(int(moment) - _seconds(now)) <= LASTS.total_seconds()


def _seconds(moment: datetime) -> float:
    return moment.replace(tzinfo=UTC).timestamp()


def _demand_known(asked: Asked, key: bytes) -> None:
    """Raise AskedWrongly unless a machine that the office trusts now said this."""
    row = AgentMachine.get_or_none(AgentMachine.public == asked.public) if is_public(asked.public) else None
    if row is None or not is_public(asked.once):
        raise AskedWrongly("key")
    try:
        demand_trusted(row, key)
        right = hmac.compare_digest(office_mark(key, asked.public, asked.says).encode(), asked.mark.encode())
    except (MachineGone, MachineStrange, ValueError) as problem:
        raise AskedWrongly("key") from problem
    if not right:
        raise AskedWrongly("key")
