"""When the answers that wait at an account will leave, read from what is stored: nothing of it is kept anywhere."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import peewee
from peewee import fn

from models.rules.cases.sop import Stage
from models.rules.channels.channels import CHANNELS
from models.rules.channels.pace import (
    DAY_CAP,
    HOUR_CAP,
    SEEN_OUTSIDE,
    Full,
    Limits,
    Road,
    Turn,
    Use,
    plan,
    turn_words,
    urgency,
)
from models.rules.channels.passes import JOBS, Job, Pass
from models.rules.core.stored_moments import LONGEST_LEASE, LONGEST_REST, is_ahead, is_impossible
from models.rules.replies.delivery import CLAIMABLE, OPEN_STATES, Purpose, ReplyState
from models.tables import ChannelAccount, ChannelPass, Complaint, Outbox
from models.tables.core.filled import filled
from models.tables.core.prepared import prepared, prepared_by_value

_DAY = timedelta(days=1)
_SENDING = timedelta(seconds=0.6)  # measured: half a pass of the agent and a request
_SLOW = timedelta(minutes=1)  # so long a request and a pass of the agent may take beside the pause
_SEEN = [str(state) for state in SEEN_OUTSIDE]


def limits_of(kind: str, settings: Mapping[str, str], pace_seconds: float) -> Limits:
    """Return how fast an account may send: only the office's own numbers behind a gateway are limited."""
    row = CHANNELS.get(kind)
    if row is None or not row.paced:
        return Limits()
    return Limits(pace_seconds, _cap(settings.get(HOUR_CAP, "")), _cap(settings.get(DAY_CAP, "")))


def _cap(entered: str) -> int:
    return int(entered) if entered.isascii() and entered.isdigit() else 0


def next_turn(account_id: int, limits: Limits, now: datetime) -> int | None:
    """Return the answer whose turn it is now, by its number; None where none may leave yet."""
    turns = _turns(account_id, now)
    road = Road(limits, _left(account_id, limits, now), now) if turns else None
    leaves = plan(turns, road, now, _served(turns), most=1) if road else {}
    return next((row for row, at in leaves.items() if at <= now), None)


@dataclass(frozen=True)
class Queue:
    """What waits at one account that sends: when each answer leaves if nothing else comes, and what holds it up."""

    leaves: Mapping[int, datetime] = field(default_factory=dict)
    full: Full | None = None
    moves: bool = False  # one has just left, or a used-up limit says why none did

    @property
    def in_turn(self) -> Collection[int]:
        """Return the answers whose turn surely comes."""
        return self.leaves if self.moves else ()

    def words(self, row: int, now: datetime) -> str:
        """Return why an answer waits for its turn; empty where it does not, or its turn does not come."""
        return turn_words(self.leaves[row], self.full, now) if self.moves and row in self.leaves else ""


NO_QUEUE = Queue()


def queue_at(
    account: ChannelAccount, pace_seconds: float, now: datetime, passes: Mapping[str, Pass] | None = None
) -> Queue:
    """Return what waits for its turn at an account; nothing where it is not limited or does not send at present.

    `passes`: the last pass of each of its jobs, where they are read already.
    """
    limits = limits_of(account.kind, json.loads(account.settings), pace_seconds)
    turns = _turns(account.id, now) if limits.any and _sends(account, now, passes) else []
    if not turns and not (limits.hour or limits.day):
        return NO_QUEUE
    left = _left(account.id, limits, now)
    road = Road(limits, left, now, _SENDING if limits.pace else timedelta())
    full = road.full(now)
    lately = bool(left) and now - left[0] <= limits.longest_pause + _SLOW
    return Queue(plan(turns, road, now, _served(turns)), full, lately or full is not None)


def uses_of(account: ChannelAccount, now: datetime) -> tuple[Use, ...]:
    """Return how many answers left an account within an hour and a day; nothing where none are counted."""
    row = CHANNELS.get(account.kind)
    if row is None or not row.paced:
        return ()
    caps = limits_of(account.kind, json.loads(account.settings), 0.0).caps
    counts = _sent_within.first(account.id, now, tuple(span for _, span, _ in caps))
    return tuple(Use(count, cap, word) for count, (cap, _, word) in zip(counts, caps, strict=True))


@prepared_by_value
def _sent_within(account: int, now: datetime, spans: tuple[timedelta, ...]) -> Any:
    sent = Outbox.select(fn.COUNT(Outbox.id)).where((Outbox.account == account) & Outbox.state.in_(_SEEN))
    lately = [(Outbox.last_attempt_at > now - span) & (Outbox.last_attempt_at <= now) for span in spans]
    return peewee.Select(columns=[sent.where(condition) for condition in lately]).tuples()


def _sends(account: ChannelAccount, now: datetime, passes: Mapping[str, Pass] | None) -> bool:
    """Whether answers leave an account at present: no time can be told where they do not."""
    if not account.enabled or account.state != "ok" or account.blocked_at:
        return False
    last = _last_sending(account.id) if passes is None else passes.get(str(Job.DELIVER))
    return last is not None and not last.halt and abs(now - last.at) <= JOBS[Job.DELIVER].limit


def _last_sending(account: int) -> Pass | None:
    found = _sending.first(account)
    return Pass(*found) if found else None


@prepared
def _sending(account: int) -> Any:
    mine = (ChannelPass.account == account) & (ChannelPass.job == str(Job.DELIVER))
    return ChannelPass.select(ChannelPass.passed_at, ChannelPass.halt).where(mine).tuples()


def _left(account_id: int, limits: Limits, now: datetime) -> list[datetime]:
    """Return when the newest answers left an account, the newest first, as many as its limits ask for."""
    return [filled(at) for (at,) in _newest_left(account_id, now, limits.longest_pause, limits.most)]


@prepared_by_value
def _newest_left(account_id: int, now: datetime, pause: timedelta, most: int) -> Any:
    seen = (Outbox.account == account_id) & Outbox.state.in_(_SEEN)
    lately = Outbox.last_attempt_at.between(now - _DAY, now + pause)
    rows = Outbox.select(Outbox.last_attempt_at).where(seen & lately)
    return rows.order_by(Outbox.last_attempt_at.desc()).limit(most).tuples()


def _served(turns: Iterable[Turn]) -> dict[int, datetime]:
    """Return when each of these conversations last got an answer."""
    threads = sorted({turn.conversation for turn in turns})
    last = Outbox.select(Outbox.thread, fn.MAX(Outbox.last_attempt_at))
    rows = last.where(Outbox.thread.in_(threads) & Outbox.state.in_(_SEEN)).group_by(Outbox.thread)
    return {thread: at for thread, at in rows.tuples() if at is not None}


def _turns(account_id: int, now: datetime) -> list[Turn]:
    """Return the answers that can leave by themselves; one behind what a person or the citizen must end cannot."""
    stopped: set[int] = set()
    parked: set[int] = set()
    turns = []
    rows = _unended(account_id)
    for row, thread, key, state, purpose, made, tried, rests, lease, approved, is_copy, stage, due in rows:
        if state == ReplyState.PARKED:
            parked.add(thread)
        elif state not in CLAIMABLE:
            stopped.add(thread)
        elif thread in parked and not approved:
            stopped.add(thread)  # an approved text passes what is parked, but not what waits behind that
        elif thread not in stopped:
            why = Purpose(purpose)
            # Of one row what late_answers.waits_for_nothing says of many: a clock that was ahead set its rest.
            rest = timedelta() if not tried and is_impossible(made, now) else LONGEST_REST
            waits_for = ((rests, rest), (lease, LONGEST_LEASE))
            free = max((one for one, longest in waits_for if is_ahead(one, now, longest)), default=None)
            latest = due if why is Purpose.TANGGAPAN_AWAL and stage == Stage.TANGGAPAN_AWAL else None
            turns.append(Turn(row, thread, key, urgency(why, bool(is_copy)), made, free, latest))
    return turns


@prepared
def _unended(account_id: int) -> Any:
    first = Outbox.alias()
    same = (first.created_at == Outbox.created_at) & (first.text_hash == Outbox.text_hash) & (first.id < Outbox.id)
    copy = fn.EXISTS(first.select(first.id).where(same & (first.account == Outbox.account)))
    columns = (*_COLUMNS, copy, Complaint.stage, Complaint.due_at)
    waits = (Outbox.account == account_id) & Outbox.state.in_([str(state) for state in OPEN_STATES])
    query = Outbox.select(*columns).join(Complaint, peewee.JOIN.LEFT_OUTER).where(waits)
    return query.order_by(Outbox.id).tuples()


_COLUMNS = (
    *(Outbox.id, Outbox.thread, Outbox.reply_key, Outbox.state, Outbox.purpose, Outbox.created_at),
    *(Outbox.attempts, Outbox.not_before, Outbox.lease_until, Outbox.approved),
)
