"""Counts a report anew from the raw history alone: moves, pauses, calendar and SOP; shares no code with the figures.

Minute by minute, in whole seconds, with plain loops: slow on purpose, and nothing to go wrong in.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from models.tables import (
    Category,
    ChannelAccount,
    Complaint,
    History,
    Holiday,
    Pause,
    SopStep,
    Staff,
    StepRecord,
    Survey,
    WorkingBlock,
)

WIB = timedelta(hours=7)
# Which step a stage belongs to, written down again from the SOP itself.
STEP = {
    "identifikasi": 2, "ditutup": 2, "tanggapan_awal": 3, "penerusan_pengelola": 4, "penerusan_kasubsi": 4,
    "analisa_seksi": 5, "disposisi": 5, "penelitian": 6, "jawaban_seksi": 7, "jawaban_kepala": 7,
    "jawaban_kasi_tikkim": 7, "jawaban_kasubsi": 7, "penyampaian": 8, "dokumentasi": 9, "selesai": 9,
}  # fmt: skip
CLOSED = {"selesai", "ditutup", "digabung"}
# Moves that stay in step 5 but hand the case to another desk: the SOP's 5a is a round of its own.
NEW_ROUND = {
    "tidak_dapat_ditangani", "disposisi_analisa", "kembalikan_analisa_ke_kepala", "kembalikan_disposisi_ke_seksi",
}  # fmt: skip
SECTION_STEPS = {5, 6, 7}
Stretch = tuple[datetime, datetime | None, bool]
UNSIGNED = 60 * 60  # seconds of pauses in all that count without a countersignature


@dataclass
class Round:
    """One round of a step as the history tells it."""

    complaint: int
    step: int
    started: datetime
    ended: datetime | None = None
    actor: int | None = None
    net: float = 0.0
    late: bool = False

    @property
    def gross(self) -> float:
        """Minutes by the wall clock."""
        assert self.ended
        return (self.ended - self.started).total_seconds() / 60


class Hours:
    """The office's working seconds, found by looking at every second's minute."""

    def __init__(self) -> None:
        self.blocks = list(WorkingBlock.select())
        self.off = {row.day for row in Holiday.select().where(Holiday.active)}

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """The working stretches of a day, naive UTC."""
        if day in self.off:
            return []
        mine = [block for block in self.blocks if block.weekday == day.weekday()]
        assert not any(block.valid_from for block in mine), "the busy office knows no dated hours"
        return sorted(
            (datetime.combine(day, block.starts) - WIB, datetime.combine(day, block.ends) - WIB) for block in mine
        )

    def seconds(self, start: datetime, end: datetime) -> float:
        """Count the working seconds between two moments."""
        total, day = 0.0, (start + WIB).date()
        while day <= (end + WIB).date():
            for opens, closes in self.spans(day):
                total += max(0.0, (min(end, closes) - max(start, opens)).total_seconds())
            day += timedelta(days=1)
        return total

    def by_minutes(self, start: datetime, end: datetime) -> int:
        """Count whole working minutes by standing in the middle of each: the crudest way there is."""
        count, at = 0, start + timedelta(seconds=30)
        while at < end:
            count += any(opens <= at < closes for opens, closes in self.spans((at + WIB).date()))
            at += timedelta(minutes=1)
        return count


def rounds() -> list[Round]:
    """Tell every round of every step from the moves of the history; step 1 from its message."""
    found: list[Round] = []
    first = {row.complaint_id: row for row in StepRecord.select().where(StepRecord.step == 1)}
    for case in Complaint.select().order_by(Complaint.id):
        moves = list(History.select().where(History.complaint == case.id).order_by(History.id))
        received = first[case.id]
        found.append(Round(case.id, 1, received.started_at, moves[0].at))
        now: Round | None = None
        for move in moves:
            if move.move == "terima":
                now = Round(case.id, 2, move.at)
                continue
            was, will = move.from_stage, move.to_stage
            leaves = STEP.get(was) != STEP.get(will) or will in CLOSED or was in CLOSED or move.move in NEW_ROUND
            if not leaves:
                continue
            if now is not None:
                now.ended, now.actor = move.at, move.actor_id
                # Closed as no complaint, the step did not come to its end.
                found += [] if move.move == "tutup_di_tengah" else [now]
            now = None if will in CLOSED else Round(case.id, STEP[will], move.at)
        if now is not None:
            found.append(now)
    return found


def pauses() -> dict[tuple[int, int, datetime], list[Stretch]]:
    """Return the pauses not refused, by the round they stopped; the last word: whether somebody countersigned it."""
    found: dict[tuple[int, int, datetime], list[Stretch]] = defaultdict(list)
    for pause in Pause.select(Pause, StepRecord).join(StepRecord).where(~Pause.refused).order_by(Pause.starts_at):
        key = (pause.record.complaint_id, pause.record.step, pause.record.started_at)
        found[key].append((pause.starts_at, pause.ends_at, bool(pause.countersigned_at)))
    return found


def measured(hours: Hours) -> list[Round]:
    """Return the rounds with their net minutes and whether they were late."""
    standing, found = pauses(), rounds()
    standard = {(row.version_id, row.step): (row.amount, row.unit) for row in SopStep.select()}
    version = dict(Complaint.select(Complaint.id, Complaint.sop_version).tuples())
    for one in found:
        if one.ended is None:
            continue
        lost = counting(hours, standing[one.complaint, one.step, one.started], one.ended)
        one.net = (hours.seconds(one.started, one.ended) - lost) / 60
        one.late = one.ended > due(hours, one.started, *standard[version[one.complaint], one.step], lost)
    return found


def counting(hours: Hours, stretches: list[Stretch], until: datetime) -> float:
    """Return the working seconds of pauses that are accepted: all of what was countersigned, an hour of the rest."""
    rest = sum(hours.seconds(start, end or until) for start, end, signed in stretches if not signed)
    return min(rest, UNSIGNED) + sum(hours.seconds(start, end or until) for start, end, signed in stretches if signed)


def due(hours: Hours, started: datetime, amount: int, unit: str, lost: float) -> datetime:
    """Return the moment a step had to end by: so many working minutes or days on, and the paused time after it."""
    moment = started
    if unit == "hari":
        moment = _days_on(hours, started, amount)
        return _seconds_on(hours, moment, lost) if lost else moment
    moment = _seconds_on(hours, started, amount * 60)
    return _seconds_on(hours, moment, lost) if lost else moment


def _seconds_on(hours: Hours, start: datetime, seconds: float) -> datetime:
    left, day = seconds, (start + WIB).date()
    while True:
        for opens, closes in hours.spans(day):
            here = max(start, opens)
            room = (closes - here).total_seconds()
            if room > 0 and left <= room:
                return here + timedelta(seconds=left)
            left -= max(0.0, room)
        day += timedelta(days=1)


def _days_on(hours: Hours, start: datetime, days: int) -> datetime:
    """The same time of day so many working days later; where that day closes earlier, the end of its last stretch."""
    begin = _seconds_on(hours, start, 0)
    day = (begin + WIB).date()
    while days:
        day += timedelta(days=1)
        days -= bool(hours.spans(day))
    wanted = datetime.combine(day, (begin + WIB).time()) - WIB
    begun = [span for span in hours.spans(day) if span[0] <= wanted]
    return min(wanted, begun[-1][1]) if begun else hours.spans(day)[0][0]


def statistics(values: list[float]) -> dict[str, Any]:
    """Return count, mean, median and 95th percentile (nearest rank) of minutes."""
    ordered = sorted(values)
    if not ordered:
        return {"count": 0, "mean": None, "median": None, "p95": None}
    half = len(ordered) // 2
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    p95 = ordered[max(0, math.ceil(0.95 * len(ordered)) - 1)]
    return {"count": len(ordered), "mean": sum(ordered) / len(ordered), "median": middle, "p95": p95}


@dataclass
class Recount:
    """The whole report counted anew: what stands in it under which name."""

    received: int
    steps: dict[int, dict[str, Any]]
    officers: dict[str, dict[str, Any]]
    sections: dict[str, dict[str, Any]]
    categories: dict[str, dict[str, Any]]
    channels: dict[str, dict[str, Any]]
    desks: dict[str, dict[str, Any]]  # the channels without step 1
    whole: dict[str, Any]
    open: set[str]
    late: set[str]
    answers: dict[int, int]


def recount(now: datetime) -> Recount:
    """Count everything there is in the database, as of a moment."""
    hours = Hours()
    told, cases = measured(hours), list(Complaint.select().order_by(Complaint.id))
    names = {row.key: row.label for row in Category.select()}
    staff = {row.id: row.name for row in Staff.select()}
    kinds = {row.id: row.kind for row in ChannelAccount.select()}
    section = _sections_then(told)
    by_case = defaultdict(list)
    for one in told:
        by_case[one.complaint].append(one)
    running_due = {
        case.id: due(hours, by_case[case.id][-1].started, *_standard(case), _lost(hours, by_case[case.id][-1], now))
        for case in cases
        if case.stage not in CLOSED
    }
    late = {case.id for case in cases if case.id in running_due and now > running_due[case.id]}
    group = {
        "categories": {case.id: names.get(case.category, "Belum ditentukan") for case in cases},
        "channels": {case.id: kinds[case.account_id] for case in cases},
    }
    done = [case.id for case in cases if case.stage == "selesai"]
    return Recount(
        received=len(cases),
        steps={step: _counted([one for one in told if one.step == step], late) for step in range(1, 10)},
        officers=_groups(
            [one for one in told if one.ended], lambda one: staff.get(one.actor, "Agen (otomatis)"), set()
        ),
        sections=_groups(
            [one for place, one in enumerate(told) if one.step in SECTION_STEPS and section[place]],
            lambda one: section[told.index(one)],
            late,
        ),
        categories=_groups(told, lambda one: group["categories"][one.complaint], late),
        channels=_groups(told, lambda one: group["channels"][one.complaint], late),
        desks=_groups([one for one in told if one.step != 1], lambda one: group["channels"][one.complaint], late),
        whole={
            "net": statistics([sum(one.net for one in by_case[case]) for case in done]),
            "gross": statistics([sum(one.gross for one in by_case[case]) for case in done]),
        },
        open={case.number for case in cases if case.stage not in CLOSED},
        late={case.number for case in cases if case.id in late},
        answers=_answers(),
    )


def _answers() -> dict[int, int]:
    given = [row.answer for row in Survey.select() if row.answer is not None]
    return {answer: given.count(answer) for answer in range(1, 5)}


def _standard(case: Complaint) -> tuple[int, str]:
    row = SopStep.get((SopStep.version == case.sop_version_id) & (SopStep.step == STEP[case.stage]))
    return row.amount, row.unit


def _lost(hours: Hours, one: Round, now: datetime) -> float:
    return counting(hours, pauses()[one.complaint, one.step, one.started], now)


def _sections_then(told: list[Round]) -> list[str | None]:
    """The section stamped on each round when it began: the one fact of a record the history does not tell."""
    stamped = {
        (row.complaint_id, row.step, row.started_at): row.section
        for row in StepRecord.select().order_by(StepRecord.id)
    }
    return [stamped[one.complaint, one.step, one.started] for one in told]


def _groups(told: list[Round], name_of: Any, late: set[int]) -> dict[str, dict[str, Any]]:
    rows = defaultdict(list)
    for one in told:
        rows[name_of(one)].append(one)
    return {name: _counted(mine, late) for name, mine in rows.items()}


def _counted(told: list[Round], late: set[int]) -> dict[str, Any]:
    ended = [one for one in told if one.ended]
    return {
        "ended": len(ended),
        "late": sum(one.late for one in ended),
        "running_late": sum(not one.ended and one.complaint in late for one in told),
        "net": statistics([one.net for one in ended]),
        "gross": statistics([one.gross for one in ended]),
    }
