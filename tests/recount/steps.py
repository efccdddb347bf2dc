"""The time of every round counted anew: net minutes, the due time, whether it was late, what its pauses came to."""

from dataclasses import dataclass
from datetime import datetime

from models.tables import Pause, SopStep, SopVersion, StepRecord
from tests.recount.course import Course, Round
from tests.recount.hours import WIB, Hours

# Pauses the program itself begins, whatever their length.
_BY_PROGRAM = {"menunggu_undangan"}


@dataclass(frozen=True)
class Counted:
    """One round with its minutes (None: it runs), its due time and what became of its pauses."""

    step: int
    started: datetime
    ended: datetime | None
    net: float | None
    due: datetime
    late: bool | None  # None: broken off, which is neither
    plain_late: bool  # whether it would be late had it never been paused,
    asked_late: bool  # and if what waits for a second person counted too
    pauses: tuple[str, ...]
    broken_off: bool
    merged: bool


def counted(course: Course, hours: Hours, now: datetime) -> list[Counted]:
    """Return every round of a case as of a moment."""
    standard = {row.step: (row.amount, row.unit) for row in SopStep.select().where(SopStep.version == _issue(course))}
    asked: dict[tuple[int, datetime], list[Pause]] = {}
    mine = Pause.select(Pause, StepRecord).join(StepRecord).where(StepRecord.complaint == course.case.id)
    for row in mine.order_by(Pause.starts_at, Pause.id):
        asked.setdefault((row.record.step, row.record.started_at), []).append(row)
    return [
        _count(one, hours, standard[one.step], asked.get((one.step, one.started), []), now) for one in course.rounds
    ]


def _issue(course: Course) -> SopVersion:
    """Return the issue of the SOP that was in force on the day the case was stored."""
    day = (course.stored + WIB).date()
    return max(
        (row for row in SopVersion.select() if row.valid_from <= day),
        key=lambda row: row.valid_from,
    )


def _count(one: Round, hours: Hours, standard: tuple[int, str], pauses: list[Pause], now: datetime) -> Counted:
    until = one.ended or now
    lost, waiting, states = accepted(pauses, hours, until)
    amount, unit = standard
    plain = hours.days_after(one.started, amount) if unit == "hari" else hours.after(one.started, amount)
    due = hours.after(plain, lost) if lost else plain
    net = None if one.ended is None else round(hours.minutes(one.started, one.ended) - lost, 2)
    ends = (one.outcome in ("tutup_di_tengah",), one.outcome == "gabung")
    late = None if ends[0] else until > due
    others = (until > plain, until > (hours.after(plain, lost + waiting) if waiting else due))
    return Counted(one.step, one.started, one.ended, net, due, late, *others, states, *ends)


def accepted(pauses: list[Pause], hours: Hours, until: datetime) -> tuple[float, float, tuple[str, ...]]:
    """Return how many working minutes of pauses count, how many wait, and what became of each.

    All of what somebody countersigned; of the rest what was not back-dated, as long as the office allowed for it.
    """
    total, used, waiting, states = 0.0, 0.0, 0.0, []
    for row in pauses:
        minutes = hours.minutes(row.starts_at, max(row.starts_at, min(row.ends_at or until, until)))
        back = row.asked_at is not None and row.starts_at < row.asked_at.replace(second=0, microsecond=0)
        if row.refused:
            states.append("ditolak")
        elif row.countersigned_at is not None or row.reason_code in _BY_PROGRAM:
            total += minutes
            states.append("diterima")
        elif back or minutes > max(0.0, row.limit_minutes - used) + 1e-6:
            part = 0.0 if back else max(0.0, row.limit_minutes - used)
            total, used, waiting = total + part, used + part, waiting + minutes - part
            states.append("belum diparaf")
        else:
            total, used = total + minutes, used + minutes
            states.append("diterima")
    return total, waiting, tuple(states)
