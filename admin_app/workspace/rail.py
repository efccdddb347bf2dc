"""The nine-step rail: is a step done, running or to come, its minutes, its due time, and who ended it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN

from admin_app.workspace.times import DueMark, due_mark
from models.actions.office_facts import office_calendar
from models.rules.sop import Step
from models.rules.working_time import net_minutes
from models.tables import Complaint, SopStep, Staff, StepRecord


@dataclass(frozen=True)
class RailStep:
    """One step of the rail. `state` is selesai, berjalan, kembali (to come again), lewat (not needed) or nanti."""

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


def read_rail(case: Complaint, now: datetime) -> list[RailStep]:
    """Read the nine steps of a case as its own issue of the SOP names them. Four queries."""
    records = defaultdict(list)
    mine = StepRecord.select(StepRecord, Staff.name).join(Staff, JOIN.LEFT_OUTER, on=StepRecord.actor)
    for record in mine.where(StepRecord.complaint == case.id).order_by(StepRecord.id):
        records[record.step].append(record)
    steps = SopStep.select().where(SopStep.version == case.sop_version_id).order_by(SopStep.step)
    running = [record for rounds in records.values() for record in rounds if record.finished_at is None]
    net = net_minutes(office_calendar(), running[0].started_at, now) if running else 0.0
    return [_rail_step(row, records[row.step], case, net, now) for row in steps]


def _rail_step(
    row: SopStep, rounds: list[StepRecord], case: Complaint, running_net: float, now: datetime
) -> RailStep:
    words = {"title": row.title, "actor": row.actor, "standard": f"{row.amount} {row.unit}", "output": row.output}
    if not rounds:
        return RailStep(row.step, state="lewat" if row.step < case.step else "nanti", **words)
    last = rounds[-1]
    ended = last.finished_at is not None
    return RailStep(
        row.step,
        state=_state(last, case),
        rounds=len(rounds),
        net=last.net_minutes if ended else running_net,
        due=last.due_at,
        mark=None if ended else due_mark(last.due_at, last.started_at, now),
        started=last.started_at,
        finished=last.finished_at,
        who=_who(last),
        late=bool(last.late),
        **words,
    )


def _state(last: StepRecord, case: Complaint) -> str:
    if last.finished_at is None:
        return "berjalan"
    # A step left by a return, or passed before a return to an earlier one, comes again.
    return "kembali" if last.outcome == "dikembalikan" or (case.open and last.step > case.step) else "selesai"


def _who(record: StepRecord) -> str:
    if record.actor is not None:
        return str(record.actor.name)
    return "Sistem" if record.step == Step.MENERIMA else ""
