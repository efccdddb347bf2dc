"""Compares what is shown with the recount; a sentence for each difference."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from models.actions.core.actor import actor_of
from models.actions.figures.register_lines import register_lines
from models.actions.upkeep.export.rows import EXPORTS
from models.rules.core.moments import iso
from models.tables import Category, Complaint, Staff
from tests.machines import shown
from tests.machines.acts import Office
from tests.recount import figures, law, papers
from tests.recount.answers import ENOUGH, grades
from tests.recount.course import Course, course_of
from tests.recount.hours import Hours
from tests.recount.reading import unread
from tests.recount.steps import Counted, counted
from tests.recount.visibility import Visibility

_HUNDREDTH = 0.011  # means are shown to a hundredth
_HOLDER = {
    **dict.fromkeys(
        ("identifikasi", "tanggapan_awal", "penerusan_pengelola", "penyampaian", "dokumentasi"), "pengelola"
    ),
    **dict.fromkeys(("penerusan_kasubsi", "jawaban_kasubsi"), "kasubsi_infokim"),
    **dict.fromkeys(("disposisi", "jawaban_kepala"), "kepala_kantor"),
    "jawaban_kasi_tikkim": "kasi_tikkim",
}
_HEAD = {
    **{"lalintalkim": "kasi_lalintalkim", "inteldakim": "kasi_inteldakim", "tikkim": "kasi_tikkim"},
    "kepala_kantor": "kepala_kantor",
}


class Recounted:
    """Everything recounted as of a moment."""

    def __init__(self, now: datetime) -> None:
        self.now, self.hours = now, Hours()
        self.courses = {case.id: course_of(case) for case in Complaint.select().order_by(Complaint.id)}
        self.rounds = {key: counted(one, self.hours, now) for key, one in self.courses.items()}
        self.visibility = Visibility()
        self.labels = dict(Category.select(Category.key, Category.label).tuples())

    @property
    def kept(self) -> list[Course]:
        """Return the cases that were not destroyed."""
        return [one for one in self.courses.values() if one.case.destroyed_at is None]


def differences(told: Recounted, turn: int, people: Iterable[Staff], read: Mapping[int, datetime]) -> Iterator[str]:
    """Yield what is shown, to some people, and not so; `read`: when each message was.

    What all cases have in common is compared each time, the page of one case in turn.
    """
    yield from same("limits", shown.limits(told.courses), law.limits(told.courses))
    leads = [one.case.id for one in told.kept if one.lead is None]
    yield from same("waited for", shown.waited_for(leads), law.waited_for(leads, told.courses))
    yield from _exports(told)
    if told.kept:
        yield from _case(told.kept[turn % len(told.kept)], told)
    for place, person in enumerate(people):
        yield from _person(person, told, turn + place, read)
    yield from papers.without_authority()


def in_turn(turn: int, several: int = 1) -> list[Staff]:
    """Return the person whose turn it is, or several."""
    people = list(Staff.select().order_by(Staff.id))
    return [people[(turn * several + place) % len(people)] for place in range(min(several, len(people)))]


def same(where: str, shows: Any, counts: Any) -> Iterator[str]:
    rounded = isinstance(shows, float) and isinstance(counts, float) and abs(shows - counts) <= _HUNDREDTH
    if shows == counts or rounded:
        return
    if isinstance(shows, dict) and isinstance(counts, dict):
        for key in sorted(shows.keys() | counts.keys(), key=str):
            if shows.get(key) != counts.get(key):
                yield from same(f"{where} {key}", shows.get(key), counts.get(key))
    else:
        yield f"{where}: shown {shows!r}, recounted {counts!r}"


def _exports(told: Recounted) -> Iterator[str]:
    cases, rounds = shown.exported(told.now)
    for key, course in told.courses.items():
        number = course.case.number
        state = (
            course.stage,
            iso(course.received),
            iso(course.closed_at),
            course.category or None,
            course.kind or None,
        )
        yield from same(f"export of {number}", cases[number], state)
        lines = [_line(one) for one in told.rounds[key]]
        for shows, counts in zip(rounds[number], sorted(lines, key=str), strict=True):
            if shows[:3] != counts[:3] or shows[4:] != counts[4:] or abs((shows[3] or 0) - (counts[3] or 0)) > 0.05:
                yield f"export of a step of {number}: shown {shows}, recounted {counts}"


def _line(one: Counted) -> tuple[Any, ...]:
    running = one.ended is None
    return (one.step, iso(one.started), iso(one.ended), one.net, one.late, iso(one.due) if running else None)


def _case(course: Course, told: Recounted) -> Iterator[str]:
    case, rounds = course.case, told.rounds[course.case.id]
    last = {one.step: one for one in rounds}
    counts = Counter(one.step for one in rounds)
    rail = {step: (counts[step], bool(one.late) and one.ended is not None, one.ended) for step, one in last.items()}
    yield from same(f"rail of {case.number}", shown.rail(case, told.now), rail)
    states = Counter(state for one in rounds for state in one.pauses)
    yield from same(f"pauses of {case.number}", shown.pauses(case.id, told.now), states)
    yield from _papers(course, rounds, told)
    yield from _exported(course, told)


def _papers(course: Course, rounds: list[Counted], told: Recounted) -> Iterator[str]:
    case = course.case
    first, answer = course.standing("tanggapan_awal"), course.standing("jawaban")
    ended = [(one.step, not one.late if one.ended and one.late is not None else None) for one in rounds]
    sheet = {
        "told": (iso(course.received), iso(first.moment) if first else None, iso(answer.moment) if answer else None),
        "papers": papers.numbers(case.id),
        "on_time": sorted(ended, key=str),
    }
    yield from same(f"LEMBAR of {case.number}", shown.sheet(case, told.now), sheet)
    timely = [(one.step, None if one.ended is None or one.broken_off else not one.late) for one in rounds]
    yield from same(f"KENDALI of {case.number}", shown.clock_sheet(case, told.now), sorted(timely, key=str))
    yield from same(f"register of {case.number}", shown.register(case.id, told.now), _register(course, rounds, told))


def _exported(course: Course, told: Recounted) -> Iterator[str]:
    case = course.case
    counts = (papers.numbers(case.id), papers.states(case.id))
    yield from same(f"exported papers of {case.number}", shown.papers(case, told.now), counts)
    there, shows = grades(case.id, course.answers), shown.answers(case, told.now)
    rest = {key: grade for key, grade in shows.items() if key in there or grade in ENOUGH}
    yield from same(f"exported answers of {case.number}", rest, there)


def _register(course: Course, rounds: list[Counted], told: Recounted) -> dict[str, Any]:
    late = any(one.late and (one.ended is not None or course.open) for one in rounds)
    memos = [row for row in papers.issued(course.case.id) if row.type == "ND-TERUS"]
    return {
        "received": iso(course.received),
        "status": figures.status(course),
        "on_time": False if late else None if course.open else True,
        "category": told.labels.get(course.category, "Belum ditentukan"),
        "memo": bool(memos),
        "answered": course.standing("jawaban") is not None,
        "merged": course.lead is not None,
    }


def _person(person: Staff, told: Recounted, turn: int, read: Mapping[int, datetime]) -> Iterator[str]:
    who = actor_of(person)
    seen = figures.seen_by(person, told.courses.values(), told.visibility)
    counts = figures.figures(seen, told.rounds, told.now)
    yield from same(f"figures of {person.username}", shown.figures(who, told.now), counts)
    mine = {one.case.number for one in seen if person.role in _holders(one, told.visibility)}
    if turn % 2:
        yield from same(f"desk of {person.username}", shown.tab("saya", who, told.now), mine)
    else:
        closed = {one.case.number for one in seen if not one.open}
        yield from same(f"closed cases of {person.username}", shown.tab("selesai", who, told.now), closed)
    waiting = {one.case.number: (unread(one.case.id, read), one.case.number in mine) for one in seen if one.open}
    yield from same(f"queue of {person.username}", shown.queue(who, told.now), waiting)


def _holders(course: Course, visibility: Visibility) -> set[str]:
    """Return the posts on whose desk a case lies."""
    if not course.open:
        return set()
    section = course.case.section
    officer = {"petugas_seksi"} if course.stage == "penelitian" and section == "lalintalkim" else set()
    return visibility.hands(course.case.id, _HOLDER.get(course.stage) or _HEAD[section]) | officer


# Months and what was destroyed


def closed_month(month: str, now: datetime) -> list[Any]:
    """Return what the book of a closed month says, without whose it is."""
    names = ("position", "number", "status", "on_time", "category")
    return [tuple(line[name] for name in names) for line in register_lines(month, now)]


def left_of(words: set[str], office: Office, turn: int) -> Iterator[str]:
    """Yield where words of destroyed cases are still shown: in exports, in months' books, in figures."""
    for name, rows in EXPORTS.items():
        text = json.dumps(list(rows(office.now)), ensure_ascii=False)
        yield from (f"{word} is still in the export {name}" for word in words if word in text)
    (person,) = in_turn(turn)
    text = json.dumps(shown.counted(shown.EDGES, office.now, actor_of(person).scope), ensure_ascii=False)
    yield from (f"{word} is still in the figures of {person.username}" for word in words if word in text)
