"""The register of running programs: whose entry counts, what an entry can be told, and how a program is named."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.core.stored_moments import AHEAD

# A program signs so often, and one that has not for so long runs no more: it was killed, or its machine is off.
SIGNED_EVERY, LIVES = timedelta(seconds=10), timedelta(seconds=30)
# So long may a program finish what it does: both promise to end within ten seconds, and look every three.
DRAIN_SECONDS = 30
_KINDS = {"back-office": "back office", "agent": "agent"}


class ProgramKind(StrEnum):
    """The programs that write into the database as long as they run."""

    BACK_OFFICE = "back-office"
    AGENT = "agent"


class Told(StrEnum):
    """What a running program is told."""

    NOTHING = ""
    END = "end"  # and stay away: a service is not begun again either
    COME_BACK = "again"  # end, and let the service be begun anew in whatever version is there by then


def lives(seen_at: datetime, now: datetime) -> bool:
    """Whether a program that signed then still runs; a sign of a time to come was given by a wrong clock."""
    return now - LIVES <= seen_at <= now + AHEAD


def named(kind: str, version: str, machine: str, process: int, folder: str, by_hand: bool) -> str:
    """Return a running program in English, so that a person finds it."""
    how = "started by hand" if by_hand else "a service"
    return f"{_KINDS.get(kind, kind)} {version} on {machine}, process {process}, {how}, data in {folder}"


def older_than_newest(programs: Iterable[tuple[str, str]], own: str) -> list[str]:
    """Return the running programs (version, machine) older than the newest of them and `own`, each once, in words."""
    known = sorted(set(programs))
    newest = max(_numbers(version) for version in (own, *(version for version, _machine in known)))
    return [f"{version} di {machine}" for version, machine in known if _numbers(version) < newest]


def newest_beyond(versions: Iterable[str], own: str) -> str:
    """Return the newest of these versions where it is newer than `own`, else nothing."""
    newest = max(versions, key=_numbers, default="")
    return newest if newest and _numbers(newest) > _numbers(own) else ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
