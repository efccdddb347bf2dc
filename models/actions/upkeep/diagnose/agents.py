"""Which agents are alive, by their heartbeats, and whether every channel account is served."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.rules.core.stored_moments import AHEAD, LONGEST_LEASE
from models.tables import AgentHeartbeat, ChannelAccount
from models.tables.core.server_clock import by_server
from models.tables.core.stored_moments import has_come


def fresh_agents(now: datetime, seconds: float) -> list[str]:
    """Return the agents seen within so many seconds that did not stop since.

    A sign of life of a time to come was given before the clock was set back: it says nothing of now.
    """
    by_now = by_server(now)
    lately = AgentHeartbeat.seen_at.between(by_now - timedelta(seconds=seconds), by_now + AHEAD)
    alive = AgentHeartbeat.select().where(lately)
    return [row.owner for row in alive if row.stopped_at is None or row.stopped_at < row.seen_at]


def look_at_agents(now: datetime, lease_seconds: float) -> Iterator[Finding]:
    """Return how many agents run, and which enabled accounts nobody serves."""
    alive = fresh_agents(now, lease_seconds + 10)
    if len(alive) == 1:
        yield ok("one agent", f"One agent is running ({alive[0]}).")
    elif alive:
        yield Finding("one agent", Level.WARNING, f"{len(alive)} agents are running ({', '.join(alive)}).")
    unserved = ChannelAccount.enabled & has_come(ChannelAccount.lease_until, now, LONGEST_LEASE)
    names = [row.label for row in ChannelAccount.select().where(unserved)]
    if alive and names:
        yield Finding("channels", Level.WARNING, f"No agent serves: {', '.join(names)}.")
