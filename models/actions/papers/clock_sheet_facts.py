"""Gathers the facts of lembar kendali waktu (KENDALI): every round of every step, and how minutes were counted."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from models.actions.clocks.pause_words import punctuality_words, reason_words, weighed_words
from models.actions.clocks.recount_words import recount_lines
from models.actions.core.held_calendars import HeldCalendars
from models.actions.core.office_facts import office_calendar, office_settings, standards
from models.actions.core.recounts.recount_step import recounts_of
from models.actions.core.step_clock import step_arithmetic, sum_differs
from models.actions.core.trail_order import set_back_behind
from models.actions.papers.document_facts import case_part, registration, witness_facts
from models.rules.cases.sop import BROKEN_OFF
from models.rules.clocks.arithmetic import amount
from models.rules.clocks.pauses import Weighed, weigh
from models.rules.clocks.working_time import Calendar, net_minutes
from models.rules.core.moments import iso, to_wib
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import Complaint, Pause, SopStep, SopVersion, Staff, StepRecord, StepRecount
from models.tables.core.filled import filled

Facts = dict[str, object]
_AGENT = "Agen (otomatis)"
# A time written down before the clock was set back is no proof of minutes, nor of what was in time.
_DOUBTED: Facts = {
    **{"net": "", "gross": "", "left": "", "on_time": None},
    "arithmetic": ["Jam komputer disetel mundur sesudah waktu ini dicatat: menitnya tidak dapat dipastikan."],
}


def clock_sheet_facts(case: Complaint, code: str, now: datetime) -> Facts:
    """Return the facts of the sheet as the case is now."""
    settings, day = office_settings(), to_wib(now).date()
    doubtful = set_back_behind(f"complaint:{case.id}")
    records = list(
        StepRecord.select(StepRecord, Staff)
        .left_outer_join(Staff, on=(StepRecord.actor == Staff.id))
        .where(StepRecord.complaint == case.id)
        .order_by(StepRecord.step, StepRecord.round)
    )
    return {
        **case_part(case, code, settings, day),
        "hal": f"Lembar Kendali Waktu {case.number}",
        "kota": settings.get("kota", ""),
        "date": None,
        **witness_facts(code, day),
        "registration": registration(case),
        "section": SECTION_LABELS[Section(case.section)] if case.section else "",
        "sop_number": SopVersion.get_by_id(case.sop_version_id).number,
        "closed": iso(case.closed_at),
        "as_of": iso(now),
        "steps": _steps(case, records, doubtful),
        "net": _sum(record.net_minutes for record in records if not _is_doubtful(record, doubtful)),
        "gross": _sum(record.gross_minutes for record in records if not _is_doubtful(record, doubtful)),
    }


def _sum(minutes: Iterable[float | None]) -> str:
    known = [each for each in minutes if each is not None]
    return _printed(sum(known)) if known else ""


def _is_doubtful(record: StepRecord, doubtful: Collection[datetime]) -> bool:
    return record.started_at in doubtful or record.finished_at in doubtful


def _steps(case: Complaint, records: list[StepRecord], doubtful: Collection[datetime]) -> list[Facts]:
    """Return a line for every round of every step; a skipped step has an empty line."""
    standard, calendar, held = standards(case.sop_version_id), office_calendar(), HeldCalendars()
    again = recounts_of(record.id for record in records)
    titles = {row.step: row.title for row in SopStep.select().where(SopStep.version == case.sop_version_id)}
    rounds: dict[int, list[StepRecord | None]] = defaultdict(list)
    for record in records:
        rounds[record.step].append(record)
    return [
        {
            **{"step": step, "title": titles[step], "target": str(standard[step])},
            **_round(calendar, held, record, again.get(record.id, []) if record else []),
            **(_DOUBTED if record and _is_doubtful(record, doubtful) else {}),
        }
        for step in sorted(titles)
        for record in (rounds[step] or [None])
    ]


def _round(calendar: Calendar, held: HeldCalendars, record: StepRecord | None, again: list[StepRecount]) -> Facts:
    if record is None:
        texts = dict.fromkeys(("officer", "outcome", "net", "gross", "left"), "")
        return {"round": 0, **texts, **dict.fromkeys(("start", "due", "end", "on_time")), "arithmetic": []}
    ended, today = record.finished_at is not None, calendar
    if record.calendar_id is not None:
        calendar = held.get(record.calendar_id)
    return {
        "round": record.round,
        "officer": record.actor.name if record.actor else _AGENT if ended else "",
        "outcome": record.outcome if ended else "masih berjalan",
        "start": iso(record.started_at),
        "due": iso(record.due_at),
        "end": iso(record.finished_at),
        "net": _printed(record.net_minutes),
        "gross": _printed(record.gross_minutes),
        "left": _left(calendar, record),
        "on_time": None if record.late is None or record.outcome == BROKEN_OFF else not record.late,
        "arithmetic": [*_arithmetic(today, calendar, record), *recount_lines(again)] if ended else [],
    }


def _left(calendar: Calendar, record: StepRecord) -> str:
    """Return the working minutes between the end and the due time, negative where it was late."""
    if record.finished_at is None or record.due_at is None:
        return ""
    if record.finished_at <= record.due_at:
        return _printed(net_minutes(calendar, record.finished_at, record.due_at))
    return _printed(-net_minutes(calendar, record.due_at, record.finished_at))


def _arithmetic(today: Calendar, calendar: Calendar, record: StepRecord) -> list[str]:
    """Return the terms of the working minutes, saying so where today's calendar would count otherwise.

    Only an accepted pause is a term; below stand all that were asked, and whether it was in time without.
    """
    ended = filled(record.finished_at)
    pauses = list(Pause.select().where(Pause.record == record.id))
    lines = step_arithmetic(calendar, record, pauses, ended)
    terms = [str(line) for line in lines]
    if sum_differs(record, step_arithmetic(today, record, pauses, ended)):
        terms.append(f"Menurut jam kerja yang berlaku saat itu: {_printed(record.net_minutes)} menit.")
    weighed = weigh(calendar, pauses, ended)
    terms += [_pause_line(row) for row in weighed]
    return [*terms, words] if (words := punctuality_words(record, weighed)) else terms


def _pause_line(row: Weighed) -> str:
    starts, ends = to_wib(row.pause.starts_at), to_wib(row.ends)
    reason = reason_words(row.pause.reason_code)
    return f"{reason}, diminta {starts:%d/%m %H.%M}–{ends:%d/%m %H.%M}: {weighed_words(row)}."


def _printed(minutes: float | None) -> str:
    return "" if minutes is None else amount(timedelta(minutes=minutes))
