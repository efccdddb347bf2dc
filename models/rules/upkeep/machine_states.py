"""How a gateway's PC stands, from the newest sign of its agent: what is not heard now is never shown as well."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.rules.core.stored_moments import AHEAD
from models.rules.upkeep.programs import newest_beyond


class MachineState(StrEnum):
    """How a machine stands, as a screen names it."""

    REVOKED = "Dicabut"
    NEVER = "Belum pernah terdengar"
    SILENT = "Tidak terdengar"
    STOPPED = "Dihentikan"
    OLDER = "Menunggu versi kantor"
    SENDS_NOTHING = "Tidak mengirim"
    WORKS = "Berjalan"


COLOURS = {
    MachineState.REVOKED: "",
    MachineState.NEVER: "warn",
    MachineState.SILENT: "bad",
    MachineState.STOPPED: "bad",
    MachineState.OLDER: "warn",
    MachineState.SENDS_NOTHING: "bad",
    MachineState.WORKS: "good",
}


@dataclass(frozen=True)
class Sign:
    """The newest sign of a machine's agent: when it came, its version (None: of before versions were kept)."""

    seen_at: datetime
    version: str | None
    stopped_at: datetime | None = None
    sending_stopped: str = ""


def state_of(sign: Sign | None, revoked: bool, gone_before: datetime, now: datetime, office: str) -> MachineState:
    """Return how a machine stands; `gone_before`: what was seen before it runs no more; `office`: its version.

    A sign of a time to come was given by a wrong clock: it says nothing of now.
    """
    if revoked:
        return MachineState.REVOKED
    if sign is None:
        return MachineState.NEVER
    if is_behind(sign.version, office):
        return MachineState.OLDER
    if sign.stopped_at is not None:
        return MachineState.STOPPED
    if not gone_before <= sign.seen_at <= now + AHEAD:
        return MachineState.SILENT
    return MachineState.SENDS_NOTHING if sign.sending_stopped else MachineState.WORKS


def is_behind(version: str | None, office: str) -> bool:
    """Whether a machine's agent was last of an older version than the office's."""
    return version is not None and newest_beyond((office,), version) != ""
