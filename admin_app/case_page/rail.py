"""The nine-step rail: which steps are done, running or to come, their minutes and due times, and who ended them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from peewee import JOIN

from admin_app.shell.times import DueMark, due_mark
from models.actions.clocks.recount_words import recount_lines
from models.actions.core.rare_rows import may_have
from models.actions.core.recounts.recount_step import recounts_of, sum_of
from models.actions.core.step_clock import net_so_far, pauses_of
from models.rules.cases.links import MERGED
from models.rules.cases.sop import BROKEN_OFF, Step
from models.rules.clocks.arithmetic import Line, sentence
from models.rules.clocks.working_time import Calendar, gross_minutes
from models.tables import Complaint, Pause, SopStep, Staff, StepRecord, StepRecount
from models.tables.core.prepared import prepared

NO_GRADES: Mapping[int, str] = {}
OLD_CALENDAR = "Dihitung dengan jam kerja dan hari libur yang berlaku waktu itu."


@dataclass(frozen=True)
class RailStep:
    """One step of the rail; its state is selesai, berjalan, kembali, lewat, nanti, digabung or ditutup."""

    step: int
    title: str
    actor: str
    standard: str
    output: str
    state: str
    rounds: int = 0
    net: float | None = None
    due: datetime | None = None
    mark: DueMark | None = None
    started: datetime | None = None
    finished: datetime | None = None
    who: str = ""
    late: bool = False
    gross: float | None = None
    paused: bool = False
    asked: datetime | None = None  # the due time if the pauses that wait were accepted, where it is another
    may_be_in_time: bool = False  # late, but not if they were
    grade: str = ""  # how well the delivery is known on which it stands
    again: tuple[str, ...] = field(default=())  # how it was counted anew after its end
    sums: tuple[str, ...] = field(default=())  # the terms of the net minutes, then what they come to

    @property
    def sum(self) -> str:
        """Return the whole sum as one line, for a title."""
        return "; ".join(self.sums)


@dataclass(frozen=True)
class _Clock:
    """What a case's minutes are counted with."""

    calendar: Calendar
    pauses: dict[int, list[Pause]]
    again: dict[int, list[StepRecount]]
    now: datetime


def read_rail(
    case: Complaint, calendar: Calendar, now: datetime, grades: Mapping[int, str] = NO_GRADES
) -> list[RailStep]:
    """Return the nine steps of a case as its own SOP issue names them, by four queries; `grades` by step."""
    records = defaultdict(list)
    for record in _records(case.id):
        records[record.step].append(record)
    steps = _steps(case.sop_version_id)
    ids = [record.id for rounds in records.values() for record in rounds]
    pauses = pauses_of(ids) if may_have(case, Pause) else {}
    clock = _Clock(calendar, pauses, recounts_of(ids) if may_have(case, StepRecount) else {}, now)
    found = [_rail_step(row, records[row.step], case, clock) for row in steps]
    return [replace(one, grade=grades.get(one.step, "")) for one in found]


@prepared
def _records(case: int) -> Any:
    mine = StepRecord.select(StepRecord, Staff.id, Staff.name).join(Staff, JOIN.LEFT_OUTER, on=StepRecord.actor)
    return mine.where(StepRecord.complaint == case).order_by(StepRecord.id)


@prepared
def _steps(version: int) -> Any:
    return SopStep.select().where(SopStep.version == version).order_by(SopStep.step)


def _rail_step(row: SopStep, rounds: list[StepRecord], case: Complaint, clock: _Clock) -> RailStep:
    standard = f"{row.amount} {row.unit}"
    step = partial(RailStep, row.step, title=row.title, actor=row.actor, standard=standard, output=row.output)
    if not rounds:
        return step(state="lewat" if row.step < case.step else "nanti")
    last = rounds[-1]
    ended, pauses = last.finished_at is not None, clock.pauses.get(last.id, [])
    return step(
        state=_state(last, case),
        rounds=len(rounds),
        net=last.net_minutes if ended else net_so_far(clock.calendar, last, pauses, clock.now),
        due=last.due_at,
        mark=None if ended else due_mark(last.due_at, last.started_at, clock.now),
        started=last.started_at,
        finished=last.finished_at,
        who=_who(last),
        late=_is_late(last),
        asked=last.due_asked if last.due_asked != last.due_at else None,
        may_be_in_time=bool(
            _is_late(last) and last.due_asked and last.finished_at and last.finished_at <= last.due_asked
        ),
        gross=last.gross_minutes if ended else gross_minutes(last.started_at, clock.now),
        paused=not ended and any(pause.ends_at is None for pause in pauses),
        again=tuple(recount_lines(clock.again.get(last.id, ()))),
        sums=_sums(*sum_of(clock.calendar, last, pauses, clock.now)),
    )


def _sums(lines: list[Line], by_another: bool) -> tuple[str, ...]:
    found = (*map(str, lines), sentence(lines).rsplit("; ", 1)[-1])
    return (*found, OLD_CALENDAR) if by_another else found


def _state(last: StepRecord, case: Complaint) -> str:
    if last.finished_at is None:
        return "berjalan"
    if last.outcome in (MERGED, BROKEN_OFF):
        return last.outcome
    # A step left by a return, or passed before a return to an earlier one, comes again.
    return "kembali" if last.outcome == "dikembalikan" or (case.open and last.step > case.step) else "selesai"


def _is_late(record: StepRecord) -> bool:
    """Whether a step ended late; one broken off ended neither in time nor late, as in the figures."""
    return bool(record.late) and record.outcome != BROKEN_OFF


def _who(record: StepRecord) -> str:
    if record.actor is not None:
        return str(record.actor.name)
    return "Sistem" if record.step == Step.MENERIMA else ""
