"""Which answers have not ended after their set time, and why each waits. Nothing is changed: lateness is no state."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from peewee import Case, Expression, fn

from models.actions.core.answers.turns import queue_at
from models.rules.channels.late_answers import BY_ITSELF, BY_PEOPLE, TIMES, Waiting, cause_of, late_after
from models.rules.channels.passes import JOBS, Job
from models.rules.core.stored_moments import AHEAD, LONGEST_REST
from models.rules.replies.delivery import OPEN_STATES, ReplyState
from models.tables import ChannelAccount, ChannelPass, Outbox
from models.tables.core.prepared import prepared_by_value
from models.tables.core.stored_moments import is_past


def is_late(now: datetime, late_seconds: float) -> Expression:
    """Return the condition for answers that have not ended after their set time.

    It counts from when an answer was to go, was tried, or was put back by a person. Where a wrong clock said when
    that was, nobody knows how long it waits, and it is late.
    """
    began = fn.COALESCE(Outbox.settled_at, Outbox.created_at)
    found: Expression | None = None
    for state in TIMES:
        edge = now - late_after(state, late_seconds)
        # created_at as well, which the index has
        one = (Outbox.state == str(state)) & is_past(Outbox.created_at, edge, now) & is_past(began, edge, now)
        if state is ReplyState.QUEUED:
            due = Outbox.not_before.is_null() | (Outbox.not_before <= edge) | (Outbox.not_before > now + LONGEST_REST)
            one &= due | waits_for_nothing(now)
        elif state in (ReplyState.SENDING, ReplyState.UNKNOWN):
            one &= Outbox.last_attempt_at.is_null() | is_past(Outbox.last_attempt_at, edge, now)
        found = one if found is None else found | one
    assert found is not None  # noqa: S101 - the table of states has rows
    return found


def waits_for_nothing(now: datetime) -> Expression:
    """Return the condition for answers never tried, which a clock that was ahead wrote, with when they may go."""
    found: Expression = (Outbox.attempts == 0) & (Outbox.created_at > now + AHEAD)
    return found


def late_by_account(
    now: datetime, late_seconds: float, in_turn: Collection[int] = ()
) -> dict[int, tuple[int, datetime]]:
    """Return how many answers are late that should go by themselves, and since when the oldest waits, by account.

    `in_turn`: those that only wait for their turn, which comes; they alarm nobody.
    """
    rows = _late_ones(now, float(late_seconds), list(in_turn))
    found = {account: (count, oldest) for account, count, oldest in rows}
    if not found:
        return {}
    first = Outbox.id.in_([number for _count, number in found.values()])
    made = dict(Outbox.select(Outbox.id, Outbox.created_at).where(first).tuples())
    return {account: (count, min(made[number], now)) for account, (count, number) in found.items()}


@prepared_by_value
def _late_ones(now: datetime, late_seconds: float, in_turn: list[int]) -> Any:
    mine = Outbox.state.in_([str(state) for state in BY_ITSELF])
    mine = mine & Outbox.id.not_in(in_turn) if in_turn else mine
    columns = (Outbox.account, fn.COUNT(Outbox.id), fn.MIN(Outbox.id))
    return Outbox.select(*columns).where(mine & is_late(now, late_seconds)).group_by(Outbox.account).tuples()


def late_among(rows: Collection[int], now: datetime, late_seconds: float) -> int:
    """Return how many of these answers are late."""
    return Outbox.select().where(Outbox.id.in_(list(rows)) & is_late(now, late_seconds)).count() if rows else 0


def waiting_for_people(now: datetime, late_seconds: float) -> dict[tuple[int, ReplyState], tuple[int, int]]:
    """Return how many answers wait for people, and how many of them are late, by account and state."""
    rows = _with_people(now, float(late_seconds))
    return {(account, ReplyState(state)): (count, int(old)) for account, state, count, old in rows}


@prepared_by_value
def _with_people(now: datetime, late_seconds: float) -> Any:
    late = fn.SUM(Case(None, [(is_late(now, late_seconds), 1)], 0))
    rows = Outbox.select(Outbox.account, Outbox.state, fn.COUNT(Outbox.id), late)
    mine = rows.where(Outbox.state.in_([str(state) for state in BY_PEOPLE]))
    return mine.group_by(Outbox.account, Outbox.state).tuples()


def late_causes(
    rows: Sequence[Outbox],
    now: datetime,
    late_seconds: float,
    agent_alive: bool,
    pace_seconds: float = 0.0,
    locked: bool = False,
) -> dict[int, str]:
    """Return why each of these answers is late, by its number; those that are not are left out.

    `locked`: no agent can give a sign of life, since another program holds the database.
    """
    waiting = [row.id for row in rows if row.state in OPEN_STATES]
    late = list(Outbox.select().where(Outbox.id.in_(waiting) & is_late(now, late_seconds))) if waiting else []
    if not late:
        return {}
    accounts = {row.id: row for row in ChannelAccount.select()}
    passes = ChannelPass.select().where(ChannelPass.job == str(Job.DELIVER))
    sendings = {row.account_id: row for row in passes}
    behind = _behind([row.id for row in late])
    queues = {one: queue_at(accounts[one], pace_seconds, now) for one in {row.account_id for row in late}}
    return {
        row.id: cause_of(
            replace(
                _waiting(row, accounts[row.account_id], sendings.get(row.account_id), row.id in behind, now),
                turn=queues[row.account_id].words(row.id, now),
            )
        )
        if agent_alive
        else cause_of(Waiting(ReplyState(row.state), row.faults, agent_alive=False, locked=locked))
        for row in late
    }


def _waiting(
    row: Outbox, account: ChannelAccount, sending: ChannelPass | None, behind: bool, now: datetime
) -> Waiting:
    return Waiting(
        state=ReplyState(row.state),
        faults=row.faults,
        behind=behind,
        enabled=account.enabled,
        blocked=account.blocked_at is not None,
        halt=sending.halt if sending else "",
        channel_state=account.state,
        channel_reason=account.state_reason,
        delivers=sending is not None and abs(now - sending.passed_at) <= JOBS[Job.DELIVER].limit,
    )


def _behind(late: list[int]) -> set[int]:
    """Return those of these answers before which another of the same conversation has not ended."""
    older = Outbox.alias()
    before = (older.thread == Outbox.thread) & (older.id < Outbox.id)
    unended = older.select(older.id).where(before & older.state.in_([str(state) for state in OPEN_STATES]))
    return {row for (row,) in Outbox.select(Outbox.id).where(Outbox.id.in_(late) & fn.EXISTS(unended)).tuples()}
