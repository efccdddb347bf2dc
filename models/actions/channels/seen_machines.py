"""The gateways' PCs as they were heard of last: for the screen, and for what waits there for the office's version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from peewee import fn

from models.actions.channels.agent_machines import channels_of
from models.actions.channels.channel_health import gone_before
from models.rules.upkeep.machine_states import MachineState, Sign, is_behind, state_of
from models.tables import AgentHeartbeat, AgentMachine, ChannelAccount
from models.tables.core.server_clock import by_server
from models.tables.upkeep.release import VERSION


@dataclass(frozen=True)
class SeenMachine:
    """A gateway's PC, the newest sign of its agent, how it stands, and the channels that it serves or left."""

    machine: AgentMachine
    sign: Sign | None
    state: MachineState
    channels: list[ChannelAccount]


def seen_machines(now: datetime, poll_seconds: float) -> list[SeenMachine]:
    """Return every gateway's PC, those in use first, each half by name."""
    at, signs = by_server(now), newest_signs()
    order = (AgentMachine.revoked_at.is_null(False), AgentMachine.name, AgentMachine.id)
    return [_seen(row, signs.get(row.id), at, poll_seconds) for row in AgentMachine.select().order_by(*order)]


def _seen(row: AgentMachine, sign: Sign | None, at: datetime, poll_seconds: float) -> SeenMachine:
    state = state_of(sign, row.revoked_at is not None, gone_before(at, poll_seconds), at, VERSION)
    return SeenMachine(row, sign, state, channels_of(row))


def newest_signs() -> dict[int, Sign]:
    """Return the newest sign of each machine's agents, by the machine's id."""
    newest = (
        AgentHeartbeat.select(fn.MAX(AgentHeartbeat.id))
        .where(AgentHeartbeat.of_machine.is_null(False))
        .group_by(AgentHeartbeat.of_machine)
    )
    rows: Iterable[AgentHeartbeat] = AgentHeartbeat.select().where(AgentHeartbeat.id.in_(newest))
    return {
        row.of_machine: Sign(row.seen_at, row.version, row.stopped_at, row.sending_stopped)
        for row in rows
        if row.of_machine is not None
    }


def waiting_machines() -> list[str]:
    """Return the gateways' PCs in use whose agent was last older than the office's version: name and version."""
    signs = newest_signs()
    rows = AgentMachine.select(AgentMachine.id, AgentMachine.name).where(AgentMachine.revoked_at.is_null())
    named = ((row.name, signs[row.id].version) for row in rows.order_by(AgentMachine.name) if row.id in signs)
    return [f"{name} ({version})" for name, version in named if is_behind(version, VERSION)]


def on_machines(agents: Iterable[str]) -> set[str]:
    """Return which of these agents, by their names, run on gateways' PCs."""
    those = AgentHeartbeat.owner.in_(list(agents)) & AgentHeartbeat.of_machine.is_null(False)
    return {row.owner for row in AgentHeartbeat.select(AgentHeartbeat.owner).where(those)}
