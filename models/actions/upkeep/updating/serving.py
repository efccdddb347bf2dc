"""Hands the archive of the version in use to a gateway's PC that the office knows, for a request that counts once.

The answer stands under the office's mark: what came another way, or was changed on its way, the machine refuses.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.actions.channels.agent_machines import MachineGone, MachineStrange, demand_trusted
from models.rules.upkeep.agent_updates import plain_name
from models.tables import AgentMachine
from models.tables.core.keys.machine_key import is_public
from models.tables.core.keys.machine_word import office_mark
from models.tables.upkeep import kept_archive

LASTS = timedelta(minutes=5)  # by which two clocks may differ
_FOR, _ANSWER = "archive", "archive-answer"


class AskedWrongly(Exception):
    """A request that is not answered; `why` is what its sender is told: key, clock or again."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Asked:
    """A request: of whom (its public half), at which moment (seconds), by which chance word, what it has, its mark.

    `has` names the folder of the version that the machine uses (1.0.0-0a1b2c3d).
    """

    public: str
    moment: str
    once: str
    has: str
    mark: str

    @property
    def says(self) -> tuple[str, ...]:
        """Return what the mark stands under."""
        return (_FOR, self.public, self.moment, self.once, self.has)


@dataclass(frozen=True)
class Handed:
    """The answer: the version in use, the SHA-256 of its archive, and the office's mark under both.

    Who has that version already gets no archive, and no hash of one.
    """

    version: str
    archive: Path | None
    sha256: str
    mark: str


def answer_says(once: str, version: str, sha256: str) -> tuple[str, ...]:
    """Return what the mark of an answer stands under."""
    return (_ANSWER, once, version, sha256)


def archive_for(asked: Asked, key: bytes, data_dir: Path, version: str, now: datetime) -> Handed | None:
    """Return what a machine is handed, None where no archive was kept. Raises AskedWrongly, OSError."""
    _demand_known(asked, key)
    if not is_timely(asked.moment, now):
        raise AskedWrongly("clock")
    if not kept_archive.first_time(data_dir, int(asked.moment), asked.once, _seconds(now - 3 * LASTS)):
        raise AskedWrongly("again")
    archive = None if asked.has == plain_name(version) else kept_archive.kept(data_dir, version)
    if archive is None and asked.has != plain_name(version):
        return None
    sha256 = _sha256(archive) if archive else ""
    mark = office_mark(key, asked.public, answer_says(asked.once, plain_name(version), sha256))
    return Handed(plain_name(version), archive, sha256, mark)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
