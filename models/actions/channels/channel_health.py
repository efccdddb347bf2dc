"""Gathers the facts of every channel account and has the rules judge them, for screens, operators and figures."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import peewee
from peewee import Expression, fn

from models.actions.channels.agent_machines import machines_of_channels
from models.actions.channels.look_at_account import is_account_deaf
from models.actions.channels.record_restart import restarts_since
from models.actions.channels.spending import spending_of
from models.actions.channels.stamp_passes import last_passes
from models.actions.core.answers.late_answers import late_among, late_by_account, waiting_for_people
from models.actions.core.answers.turns import NO_QUEUE, Queue, queue_at, uses_of
from models.rules.channels.channel_facts import Facts
from models.rules.channels.channel_health import judge
from models.rules.channels.channels import CHANNELS
from models.rules.channels.grades import FALLEN, DeliveryGrade
from models.rules.channels.late_answers import LATE_SECONDS
from models.rules.channels.lifetimes import SPOKEN, TokenLife, spoken
from models.rules.channels.pace import Use
from models.rules.channels.passes import Pass
from models.rules.channels.verdicts import Verdict
from models.rules.core.stored_moments import AHEAD
from models.rules.replies.delivery import PURPOSES, ReplyState
from models.tables import AgentHeartbeat, AgentMachine, ChannelAccount, Complaint, Outbox, PushPayload, Quarantine
from models.tables.core.prepared import prepared, prepared_by_value
from models.tables.core.server_clock import by_server
from models.tables.core.stored_moments import is_past
from models.tables.privacy.visible import known_to_all

# An agent writes its heartbeat every two seconds, and every ten where each statement waits for a lock; that none
# lives is told within a minute of its death, on a page too that shows what it knew a moment ago.
_QUIET = timedelta(seconds=45)
_LATELY = timedelta(days=1)
_NONE = (0, 0)
# The platform's servers confirm within seconds; WAHA's maintainers look after one minute (waha#789).
_UNCONFIRMED = timedelta(minutes=10)


@dataclass(frozen=True)
class ChannelView:
    """One account with its facts and the verdict on it."""

    account: ChannelAccount
    facts: Facts
    verdict: Verdict

    @property
    def settings(self) -> dict[str, str]:
        """Return the account's settings, without its secrets."""
        return {str(name): str(value) for name, value in json.loads(self.account.settings).items()}


def agent_alive(now: datetime, poll_seconds: float) -> bool:
    """Whether any agent gave a sign of life recently."""
    return bool(_beats(by_server(now), poll_seconds, True))


def living_agents(now: datetime, poll_seconds: float) -> list[AgentHeartbeat]:
    """Return the agents that give a sign of life."""
    found: list[AgentHeartbeat] = _beats(by_server(now), poll_seconds, False)
    return found


@prepared_by_value
def _beats(now: datetime, poll_seconds: float, one_is_enough: bool) -> Any:
    alive = AgentHeartbeat.select().where(_lives(now, poll_seconds)).order_by(AgentHeartbeat.id)
    return alive.limit(1) if one_is_enough else alive


def sending_stopped(now: datetime, poll_seconds: float) -> list[str]:
    """Return why the agents that live send nothing now, each reason once."""
    silent = _lives(by_server(now), poll_seconds) & (AgentHeartbeat.sending_stopped != "")
    return sorted(
        {row.sending_stopped for row in AgentHeartbeat.select(AgentHeartbeat.sending_stopped).where(silent)}
    )


def _lives(now: datetime, poll_seconds: float) -> Expression:
    # A sign of life of a time to come was given before the clock was set back: it says nothing of now.
    lately = AgentHeartbeat.seen_at.between(gone_before(now, poll_seconds), now + AHEAD)
    return lately & AgentHeartbeat.stopped_at.is_null()


def gone_before(now: datetime, poll_seconds: float) -> datetime:
    """Return the moment since which an agent must have been seen to count as alive."""
    return now - max(_QUIET, timedelta(seconds=3 * poll_seconds))


def look_at_channels(
    now: datetime,
    poll_seconds: float,
    deaf: Callable[[ChannelAccount], bool] | None = None,
    late_seconds: float = LATE_SECONDS,
    pace_seconds: float = 0.0,
    is_locked: Callable[[], bool] = lambda: False,
    alive: bool | None = None,
) -> list[ChannelView]:
    """Return every account with its verdict, in the order they were added; `deaf` may cache its slow answer.

    `is_locked`: asked only where no agent gives a sign of life, whether another program holds the database.
    `alive`: whether one gives a sign of life, where that is known already.
    """
    is_deaf = deaf or (lambda row: is_account_deaf(row.id, now))
    waiting = waiting_for_people(now, late_seconds)
    unreadable = dict(_unreadable())
    missing, restarts = _not_there(now), restarts_since(now - _LATELY, now)
    alive = agent_alive(now, poll_seconds) if alive is None else alive
    rows, passes = _accounts(), last_passes()
    queues = {row.id: queue_at(row, pace_seconds, now, passes.get(row.id, {})) for row in rows} if alive else {}
    late = late_by_account(now, late_seconds, [one for queue in queues.values() for one in queue.in_turn])
    counted = (alive, not alive and is_locked(), waiting, missing[True], missing[False], unreadable)
    known = _Known(*counted, dict(_oldest_pushes()), restarts, passes, late)
    machines = machines_of_channels()
    views, spent = [], spending_of(rows, now)
    for row in rows:
        queue, uses = queues.get(row.id, NO_QUEUE), uses_of(row, now)
        facts = replace(_facts(row, now, known, is_deaf), spending=spent.get(row.id), poll_seconds=poll_seconds)
        facts = _with_machine(facts, row, machines.get(row.id))
        facts = _with_queue(facts, queue, uses, late_seconds)
        views.append(ChannelView(row, facts, judge(facts)))
    return views


def _with_machine(facts: Facts, row: ChannelAccount, machine: AgentMachine | None) -> Facts:
    """Return the facts with the gateway's PC that serves the account, if one does."""
    if machine is None:
        return facts
    needs = row.kind in CHANNELS and any(one.required and not one.checks_only for one in CHANNELS[row.kind].secrets)
    return replace(
        facts,
        machine=machine.name,
        machine_gone=machine.revoked_at is not None,
        lacks_secret=needs and not row.secret,
    )


def _with_queue(facts: Facts, queue: Queue, uses: tuple[Use, ...], late_seconds: float) -> Facts:
    """Return the facts with what waits for its turn, and how much of its limits the number has used."""
    waiting = late_among(queue.in_turn, facts.moment, late_seconds)
    ends = max(queue.leaves.values(), default=None)
    return replace(facts, turns=waiting, turns_end=ends, full=queue.full, uses=uses)


@dataclass(frozen=True)
class _Known:
    """The facts counted once for all accounts, by account."""

    agent_alive: bool
    locked: bool
    waiting: Mapping[tuple[int, ReplyState], tuple[int, int]]
    failed: dict[int, list[str]]
    stuck: dict[int, list[str]]
    unreadable: dict[int, int]
    pushes: dict[int, datetime]
    restarts: dict[int, int]
    passes: dict[int, dict[str, Pass]]
    late: Mapping[int, tuple[int, datetime]]


def _facts(row: ChannelAccount, now: datetime, known: _Known, is_deaf: Callable[[ChannelAccount], bool]) -> Facts:
    channel = CHANNELS.get(row.kind)
    return Facts(
        moment=now,
        enabled=row.enabled,
        needs_agent=channel is None or channel.needs_agent,
        agent_alive=known.agent_alive,
        locked=known.locked,
        state=row.state,
        reason=row.state_reason,
        state_since=row.state_since,
        fails=row.fails,
        created_at=row.created_at,
        last_success_at=row.last_success_at,
        last_inbound_at=row.last_inbound_at,
        token_expires_at=row.token_expires_at,
        token_life=TokenLife(row.token_life) if row.kind in SPOKEN else TokenLife.NONE,
        version=spoken(row.kind, json.loads(row.settings)),
        quota_used=row.quota_used,
        advice=row.advice,
        blocked=row.blocked_why if row.blocked_at else "",
        deaf=row.enabled and row.last_inbound_at is not None and is_deaf(row),
        unreadable=known.unreadable.get(row.id, 0),
        held=known.waiting.get((row.id, ReplyState.HOLD), _NONE)[0],
        held_late=known.waiting.get((row.id, ReplyState.HOLD), _NONE)[1],
        parked_late=known.waiting.get((row.id, ReplyState.PARKED), _NONE)[1],
        late=known.late.get(row.id, (0, None))[0],
        late_since=known.late.get(row.id, (0, None))[1],
        failed=len(known.failed.get(row.id, ())),
        stuck=len(known.stuck.get(row.id, ())),
        failed_cases=tuple(dict.fromkeys(filter(None, known.failed.get(row.id, ())))),
        stuck_cases=tuple(dict.fromkeys(filter(None, known.stuck.get(row.id, ())))),
        restarts=known.restarts.get(row.id, 0),
        push_waits_since=known.pushes.get(row.id),
        paused_until=row.paused_until,
        passes=known.passes.get(row.id, {}),
    )


def _not_there(now: datetime) -> dict[bool, dict[int, list[str]]]:
    """Return the case of every answer that fell (True) or has no tick (False), by account.

    Those of the last day, and older ones that their open case still lacks. Empty for the number of a case of which
    not everybody may know: what is read here is shown to all.
    """
    found: dict[bool, dict[int, list[str]]] = {True: defaultdict(list), False: defaultdict(list)}
    for account, grade, named in _not_arrived(now):
        found[grade in FALLEN][account].append(named or "")
    return found


@prepared_by_value
def _not_arrived(now: datetime) -> Any:
    later = Outbox.alias()
    same = (later.complaint == Outbox.complaint) & (later.purpose == Outbox.purpose) & (later.id > Outbox.id)
    answers = Outbox.purpose.in_([str(purpose) for purpose, row in PURPOSES.items() if row.output is not None])
    lacks = Complaint.open & answers & ~fn.EXISTS(later.select(later.id).where(same))
    sent = (Outbox.state == str(ReplyState.SENT)) & ((Outbox.created_at >= now - _LATELY) | lacks)
    waits = (Outbox.grade == str(DeliveryGrade.HANDED)) & is_past(Outbox.sent_at, now - _UNCONFIRMED, now)
    fell = Outbox.grade.in_([str(grade) for grade in FALLEN])
    number = peewee.Case(None, [(known_to_all(), Complaint.number)], "")
    query = Outbox.select(Outbox.account, Outbox.grade, number).join(Complaint, peewee.JOIN.LEFT_OUTER)
    return query.where(sent & (fell | waits)).order_by(Outbox.id).tuples()


@prepared
def _accounts() -> Any:
    return ChannelAccount.select().order_by(ChannelAccount.id)


@prepared
def _unreadable() -> Any:
    open_ones = Quarantine.select(Quarantine.account, fn.COUNT(Quarantine.id)).where(Quarantine.settled_at.is_null())
    return open_ones.group_by(Quarantine.account).tuples()


@prepared
def _oldest_pushes() -> Any:
    oldest = PushPayload.select(fn.MIN(PushPayload.id)).where(PushPayload.settled_at.is_null())
    first = oldest.group_by(PushPayload.account)
    rows = PushPayload.select(PushPayload.account, PushPayload.received_at).where(PushPayload.id.in_(first))
    return rows.tuples()
