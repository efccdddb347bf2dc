"""Changes of calendar and limits for time that passed: both counts for who decides, and what was decided lately."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import ModelSelect

from models.actions.clocks.calendar_rows import read
from models.actions.clocks.change_calendar import Effect, effect_of
from models.actions.clocks.change_limits import LimitEffect, limit_effect
from models.actions.clocks.past_steps import MOST_WEIGHED, Weighing
from models.actions.core.actor import Actor
from models.rules.clocks.arithmetic import amount
from models.rules.clocks.working_time import NoWorkingTime
from models.rules.figures.months import under_way_words
from models.rules.staff.permissions import Permission
from models.tables import CalendarChange, Complaint, Staff, StepRecord
from models.tables.privacy.visible import visible

_SHOWN = 20
_LATELY = timedelta(days=60)


@dataclass(frozen=True)
class Counts:
    """Ended steps as they are counted and as a change would count them."""

    steps: int
    in_time: str
    minutes: str
    most: bool  # there are more than were weighed


@dataclass(frozen=True)
class StepShown:
    """One ended step of a case the reader may see, in both counts."""

    number: str
    public_id: str
    step: int
    was: str
    would: str


@dataclass(frozen=True)
class WaitingShown:
    """One waiting change: who entered it, what it would do, and who may decide."""

    id: int
    says: str
    maker: str
    made_at: datetime
    own: bool
    may_agree: bool
    impossible: bool  # with it there would be no working time: it can only be refused
    ended: Counts
    running: int
    steps: list[StepShown]
    beyond: int  # steps not listed: more, or of cases that are hidden
    limits: LimitEffect | None  # of a change of limits: the cases it touches


@dataclass(frozen=True)
class DecidedShown:
    """One change that was decided."""

    says: str
    maker: str
    decider: str
    decided_at: datetime
    agreed: bool
    reason: str
    counting: str  # how far the ended steps are counted anew; empty: done


def waiting_for(actor: Actor) -> "ModelSelect[CalendarChange]":
    """Return the changes that this person may countersign."""
    undecided = CalendarChange.decided_at.is_null()
    mine = CalendarChange.made_by != actor.staff_id if actor.may(Permission.COUNTERSIGN_CALENDAR) else False
    return CalendarChange.select().where(undecided & mine)


def read_waiting(actor: Actor, now: datetime) -> list[WaitingShown]:
    """Return the waiting changes for who may decide or enter one; nothing for anybody else."""
    may_agree = actor.may(Permission.COUNTERSIGN_CALENDAR)
    if not (may_agree or actor.may(Permission.KEEP_CALENDAR)):
        return []
    rows = CalendarChange.select(CalendarChange, Staff).join(Staff, on=CalendarChange.made_by)
    undecided = list(rows.where(CalendarChange.decided_at.is_null()).order_by(CalendarChange.id))
    return [_waiting(row, may_agree, actor, now) for row in undecided]


def _waiting(row: CalendarChange, may_agree: bool, actor: Actor, now: datetime) -> WaitingShown:
    own, impossible = row.made_by_id == actor.staff_id, False
    try:
        effect = effect_of(row, now)
    except NoWorkingTime:  # what else was agreed to meanwhile left no other hours
        effect, impossible = Effect([], 0), True
    steps = _steps([one for one in effect.ended if _changes(one)], actor)
    return WaitingShown(
        row.id,
        row.says,
        row.made_by.name,
        row.made_at,
        own,
        may_agree and not own,
        impossible,
        _counts(effect.ended),
        effect.running,
        steps[:_SHOWN],
        sum(map(_changes, effect.ended)) - len(steps[:_SHOWN]),
        limit_effect(read(row.body), actor.scope),
    )


def _changes(one: Weighing) -> bool:
    was, would = one.record, one.again
    return (was.net_minutes, was.late) != (would.net_minutes, would.late)


def _counts(ended: list[Weighing]) -> Counts:
    was, would = Counter(one.record.late for one in ended), Counter(one.again.late for one in ended)
    minutes = [_minutes(sum(row.net_minutes or 0.0 for row in rows)) for rows in _both(ended)]
    in_time = f"semula {was[False]}, menjadi {would[False]}"
    return Counts(len(ended), in_time, f"semula {minutes[0]}, menjadi {minutes[1]}", len(ended) >= MOST_WEIGHED)


def _both(ended: list[Weighing]) -> tuple[list[StepRecord], list[StepRecord]]:
    return [one.record for one in ended], [one.again for one in ended]


def _steps(ended: list[Weighing], actor: Actor) -> list[StepShown]:
    ids = {one.record.complaint_id for one in ended}
    seen = Complaint.select(Complaint.id, Complaint.public_id, Complaint.number).where(visible(actor.scope))
    cases = (
        {row.id: row for row in seen.where(Complaint.id.in_(list(ids)))} if actor.may(Permission.READ_CASES) else {}
    )
    return [
        StepShown(case.number, case.public_id, one.record.step, _says(one.record), _says(one.again))
        for one in ended
        if (case := cases.get(one.record.complaint_id))
    ]


def _says(record: StepRecord) -> str:
    return f"{_minutes(record.net_minutes or 0.0)} menit, {'terlambat' if record.late else 'tepat waktu'}"


def _minutes(minutes: float) -> str:
    return amount(timedelta(minutes=minutes))


def read_decided(now: datetime) -> list[DecidedShown]:
    """Return what was decided lately, the newest first."""
    rows = CalendarChange.select().where(CalendarChange.decided_at > now - _LATELY)
    names = {row.id: row.name or row.username for row in Staff.select(Staff.id, Staff.name, Staff.username)}
    return [
        DecidedShown(
            row.says,
            names[row.made_by_id],
            names.get(row.decided_by_id or 0, ""),
            row.decided_at or now,
            bool(row.agreed),
            row.reason,
            under_way_words(row.counted, row.to_count) if row.hours else "",
        )
        for row in rows.order_by(CalendarChange.id.desc()).limit(_SHOWN)
    ]
