"""Which letter about the watcher's conditions is due: what began, what goes on unacknowledged, what is over.

A letter tells all that holds, so two follow each other only after a while, and what came and went in between is in
none. What was told is kept for each way by itself: one that could not be reached is told as soon as it can.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.rules.core.signed_trail import Checkpoint
from models.rules.upkeep.conditions.row import Seen
from models.rules.upkeep.conditions.table import judge
from models.rules.upkeep.watched import Wrong, wrong_of

BETWEEN_LETTERS = timedelta(minutes=5)
REPEAT_AFTER = timedelta(hours=4)
CHECKPOINT_LEAVES = timedelta(days=1)  # how often where the audit trail ends is told, whatever holds
UNHEARD_ATTEMPTS = 3  # a way that failed so often in a row is itself a condition


@dataclass(frozen=True)
class Alert:
    """One condition that holds, since when (naive UTC), and whether somebody acknowledged it."""

    wrong: Wrong
    since: datetime
    acknowledged: bool = False

    @property
    def key(self) -> str:
        """Return the condition's key."""
        return self.wrong.key


@dataclass(frozen=True)
class Told:
    """What one way was told: the alerts of its last letter that held then, and when it left (naive UTC).

    `carried_at`: when the last letter that carried a checkpoint of the audit trail left; `carried`: its moment.
    """

    alerts: tuple[Alert, ...] = ()
    at: datetime | None = None
    carried_at: datetime | None = None
    carried: str = ""


@dataclass(frozen=True)
class Letter:
    """What one letter tells: what began since the last one, what went on, what is over."""

    begun: tuple[Alert, ...] = ()
    still: tuple[Alert, ...] = ()
    over: tuple[Alert, ...] = ()
    checkpoint: Checkpoint | None = None  # where the audit trail ended last, signed


def alerts_of(
    before: Sequence[Alert], holds: Sequence[Wrong], acknowledged: Mapping[str, datetime], now: datetime
) -> list[Alert]:
    """Return the alerts that hold now; `acknowledged`: when each was last, which counts until it is over."""
    since = {one.key: one.since for one in before}
    return [
        Alert(one, began, one.key in acknowledged and acknowledged[one.key] >= began)
        for one, began in ((one, since.get(one.key, now)) for one in holds)
    ]


def letter_due(
    told: Told, alerts: Sequence[Alert], now: datetime, repeat: timedelta, checkpoint: Checkpoint | None = None
) -> Letter | None:
    """Return the letter that is due now, None where there is none; no `repeat`: nothing is told again.

    Each carries the checkpoint, and where none did for a day one leaves for its sake.
    """
    if _within(told.at, now, BETWEEN_LETTERS):
        return None
    known = {one.key: one.since for one in told.alerts}
    here = keys_of(alerts)
    letter = Letter(
        tuple(one for one in alerts if one.key not in known),
        tuple(one for one in alerts if one.key in known),
        tuple(one for one in told.alerts if one.key not in here),
        checkpoint,
    )
    again = (
        repeat > timedelta(0)
        and not _within(told.at, now, repeat)
        and any(not one.acknowledged for one in letter.still)
    )
    proves = checkpoint is not None and not _within(told.carried_at, now, CHECKPOINT_LEAVES)
    return letter if letter.begun or letter.over or again or proves else None


def keys_of(alerts: Sequence[Alert]) -> frozenset[str]:
    """Return the keys of these conditions."""
    return frozenset(one.key for one in alerts)


def _within(at: datetime | None, now: datetime, span: timedelta) -> bool:
    """Whether less than a span passed; a clock that was set back does not silence anything."""
    return at is not None and timedelta(0) <= now - at < span


def after(alerts: Collection[Alert], now: datetime, before: Told, carried: Checkpoint | None) -> Told:
    """Return what a way was told once its letter left."""
    if carried is None:
        return replace(before, alerts=tuple(alerts), at=now)
    return Told(tuple(alerts), now, now, carried.at)


def unheard(way: str) -> Wrong:
    """Return the condition that letters do not leave by a way."""
    (held,) = judge(Seen(way=way))
    return replace(wrong_of(held), key=f"{held.key} {way}")


def of_others(alerts: Sequence[Alert], way: str) -> list[Alert]:
    """Return what a way is told of: not that it cannot be reached, which it would hear only once it can."""
    return [one for one in alerts if one.key != unheard(way).key]
