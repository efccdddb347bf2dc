"""A stage for GOWA with what only its tests need: drafts under addresses, and times told from now."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from models.rules.channels.messages import Kind, OutgoingReply
from sync_agent.simulator.gowa.gateway import GowaSettings
from sync_agent.simulator.network.items import Draft
from tests.connectors.stage import STAGES, Stage, now

ANI, BUDI = "6281200000001@s.whatsapp.net", "6281200000002@s.whatsapp.net"
LID = "99000000000001@lid"
HOUR, DAY = 3600.0, 86_400.0


@contextmanager
def gowa_stage() -> Iterator[Stage]:
    """Run a fake GOWA with a connector before it."""
    with STAGES["gowa-dm"]() as stage:
        yield stage


def settings(stage: Stage) -> GowaSettings:
    """Return how the fake behaves."""
    found: GowaSettings = stage.running.practice.platforms["gowa"].settings
    return found


def write(stage: Stage, text: str, who: str = ANI, ago: float = 0.0, **more: Any) -> str:
    """Let a citizen write `ago` seconds before now and return the message's id."""
    network = stage.running.practice.platforms["gowa"].network
    username = who.removesuffix("@s.whatsapp.net")
    return network.write(Draft(username, text, at=network.clock() - ago, **more)).id


def answer(text: str = "Baik, kami periksa.", who: str = ANI, **more: Any) -> OutgoingReply:
    """Make an answer."""
    return OutgoingReply("kunci-1", who, Kind.DM, text, **{"tried_at": now(), **more})
