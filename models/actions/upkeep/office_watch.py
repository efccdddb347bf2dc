"""What the database says of the whole office: schema, whether it takes writes, jobs by the clock, planned backups.

Other than the watch over the PC (self_watch.py) this asks the database, so that it must be there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from peewee import fn

from models.actions.channels.channel_health import living_agents
from models.actions.upkeep.planned.drill.standing import drill_stands
from models.actions.upkeep.planned.standing import stands
from models.actions.upkeep.self_watch import refuses_writes
from models.rules.replies.delivery import OPEN_STATES
from models.rules.upkeep.agent_jobs import AgentJob, kept_for, standing_still, stands_still_words
from models.rules.upkeep.clock_readings import ClockReading
from models.rules.upkeep.conditions.of_machine import is_of_clock
from models.rules.upkeep.conditions.row import Held, Seen, Sign
from models.rules.upkeep.conditions.table import judge
from models.tables import AgentHeartbeat, Audit, JobPass, Outbox, database
from models.tables.core.database import is_sqlite
from models.tables.core.prepared import prepared
from models.tables.core.server_clock import ahead_of_server
from models.tables.upkeep.schema import SchemaHalfMoved, SchemaMovedAway, SchemaNewer, SchemaOlder, check_current

_QUIET = timedelta(seconds=15)  # an agent that lives writes every two seconds


@dataclass(frozen=True)
class Signs:
    """When something was last written, and since when the oldest answer that has not ended waits."""

    last_write: datetime | None
    oldest_answer: datetime | None


def stamp_jobs(jobs: Iterable[AgentJob], owner: str, now: datetime) -> None:
    """Store that these jobs went through at an agent."""
    rows = [{"job": str(job), "owner": kept_for(job, owner), "passed_at": now} for job in jobs]
    if rows:
        with database.atomic():
            new = JobPass.insert_many(rows)
            new.on_conflict(conflict_target=(JobPass.job, JobPass.owner), preserve=(JobPass.passed_at,)).execute()


def look_at_office(
    now: datetime, poll_seconds: float, refused: Callable[[], Sign | None] = refuses_writes
) -> tuple[Held, ...]:
    """Return what holds of the whole office; where the schema is not this program's, only that."""
    if wrong := schema_sign():
        return judge(Seen(frozenset({wrong})))
    return judge(office_seen(now, poll_seconds, refused))


def office_seen(now: datetime, poll_seconds: float, refused: Callable[[], Sign | None] = refuses_writes) -> Seen:
    """Return what a database of this version says of itself, of the jobs by the clock, of backups and drills."""
    agents, sign = living_agents(now, poll_seconds), refused()
    if sign is Sign.LOCKED and is_sqlite() and agents and _wrote_lately(now):
        sign = None  # who holds the file for a moment is no fault; on PostgreSQL a beat has a table of its own
    clock = ClockReading(ahead_of_server(), "server basis data")
    signs, plan = frozenset({sign} if sign else ()), stands(now)
    backup, second = (plan.staff, plan.second_staff) if plan else ("", "")
    drill, jobs = drill_stands(now).staff, _jobs(agents, now)
    return Seen(signs, office_clock=clock, jobs=jobs, backup=backup, second=second, drill=drill)


def look_at_jobs(
    now: datetime, poll_seconds: float, agents: Iterable[AgentHeartbeat] | None = None
) -> tuple[Held, ...]:
    """Return whether jobs by the clock stand still; `agents`: those that live, where they are read already."""
    those = living_agents(now, poll_seconds) if agents is None else agents
    return judge(Seen(jobs=_jobs(those, now)))


def schema_sign() -> Sign | None:
    """Return whether the schema is older or newer than this program, or the office elsewhere; None where it fits."""
    try:
        check_current()
    except SchemaHalfMoved:
        return Sign.OFFICE_HALF_MOVED
    except SchemaMovedAway:
        return Sign.OFFICE_MOVED
    except SchemaNewer:
        return Sign.SCHEMA_NEWER
    except SchemaOlder:
        return Sign.SCHEMA_OLDER
    return None


def signs_of_life(now: datetime) -> Signs:
    """Return when the database last took a write, and since when the oldest answer that has not ended waits.

    What was written while a clock was ahead says nothing of now.
    """
    soon = now + _QUIET
    newest = Audit.select(Audit.at).where(Audit.at <= soon).order_by(Audit.id.desc()).limit(1).scalar()
    beats = AgentHeartbeat.select(fn.MAX(AgentHeartbeat.seen_at)).where(AgentHeartbeat.seen_at <= soon).scalar()
    passed = JobPass.select(fn.MAX(JobPass.passed_at)).where(JobPass.passed_at <= soon).scalar()
    waiting = Outbox.state.in_([str(state) for state in OPEN_STATES])
    oldest = Outbox.select(Outbox.created_at).where(waiting).order_by(Outbox.created_at).limit(1).scalar()
    return Signs(max((one for one in (newest, beats, passed) if one), default=None), oldest)


def _wrote_lately(now: datetime) -> bool:
    return bool(AgentHeartbeat.select().where(AgentHeartbeat.seen_at.between(now - _QUIET, now + _QUIET)).exists())


@prepared
def _passed(owners: list[str]) -> Any:
    return JobPass.select(JobPass.job, JobPass.owner, JobPass.passed_at).where(JobPass.owner.in_(owners)).tuples()


def _jobs(agents: Iterable[AgentHeartbeat], now: datetime) -> tuple[str, ...]:
    # One that does nothing by the clock because it is wrong is told as such, and a new start helps nobody.
    began = {row.owner: row.started_at for row in agents if not is_of_clock(row.sending_stopped)}
    if not began:
        return ()
    owners = {kept_for(job, owner) for job in AgentJob for owner in began}  # not all that ever ran
    passed = {(job, owner): at for job, owner, at in _passed(sorted(owners))}
    return tuple(stands_still_words(job, owner, len(began)) for job, owner in standing_still(passed, began, now))
