"""The figures of a report counted anew for one person: which cases he may see, and what became of them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models.tables import Category, Staff
from tests.recount.course import Course
from tests.recount.steps import Counted
from tests.recount.visibility import Visibility

Rounds = dict[int, list[Counted]]
SECTION_OF = {"kasi_lalintalkim": "lalintalkim", "kasi_inteldakim": "inteldakim"}
CHANNELS = {"waha": "WhatsApp", "tiktok": "TikTok", "manual": "Dicatat petugas"}
SEE_ALL = {"pengelola", "kasubsi_infokim", "kasi_tikkim", "kepala_kantor"}
ENDS = {"selesai": "Selesai", "ditutup": "Ditutup", "digabung": "Digabung"}


def seen_by(person: Staff, courses: Iterable[Course], visibility: Visibility) -> list[Course]:
    """Return the cases a person may see: all, those forwarded to his section, or none; less those hidden from him."""
    known = [one for one in courses if not visibility.hides(one.case.id, person)]
    if person.role in SEE_ALL:
        return known
    section = SECTION_OF.get(person.role) or (person.section if person.role == "petugas_seksi" else None)
    mine = (one for one in known if section is not None and one.forwarded and not one.case.misconduct)
    return [one for one in mine if one.case.section == section]


def figures(seen: list[Course], rounds: Rounds, now: datetime) -> dict[str, Any]:
    """Return what a report says of these cases, as of a moment."""
    every = [one for course in seen for one in rounds[course.case.id]]
    # Closed as no complaint: neither its time nor its pauses.
    told = [one for one in every if not one.broken_off]
    return {
        "received": len(seen),
        "by_status": dict(Counter(status(one) for one in seen)),
        "by_kind": dict(Counter(one.kind for one in seen)),
        "totals": _totals(seen),
        "categories": _groups(seen, rounds, now),
        "steps": {step: _tally([one for one in told if one.step == step]) for step in range(1, 10)},
        "pauses": dict(Counter(state for one in told for state in one.pauses)),
        "in_time": {step: _in_time([one for one in told if one.step == step and one.ended]) for step in range(1, 10)},
        "open": sorted(one.case.number for one in seen if one.open),
        "late": sorted(one.case.number for one in seen if is_late(one, rounds, now)),
    }


def status(course: Course) -> str:
    """Return how a case stands, in the report's words."""
    return ENDS.get(course.stage, "Dalam proses")


def is_late(course: Course, rounds: Rounds, now: datetime) -> bool:
    """Whether an open case is past the due time of its step."""
    return course.open and now > rounds[course.case.id][-1].due


def _totals(seen: list[Course]) -> dict[tuple[str, str, str], int]:
    labels = dict(Category.select(Category.key, Category.label).tuples())
    words = [(CHANNELS[one.case.account.kind], labels.get(one.category, "Belum ditentukan")) for one in seen]
    return dict(Counter((*told, status(one)) for told, one in zip(words, seen, strict=True)))


def _groups(seen: list[Course], rounds: Rounds, now: datetime) -> dict[str, Any]:
    labels = dict(Category.select(Category.key, Category.label).tuples())
    found: dict[str, dict[str, int]] = {}
    for one in seen:
        label = labels.get(one.category, "Belum ditentukan")
        row = found.setdefault(label, {"received": 0, "finished": 0, "open": 0, "open_late": 0})
        row["received"] += 1
        row["finished"] += one.stage == "selesai"
        row["open"] += one.open
        row["open_late"] += is_late(one, rounds, now)
    return found


def _in_time(ended: list[Counted]) -> tuple[int, int, int]:
    """Return how many steps were in time, without any pause, and with what waits for a second person."""
    plain, asked = (sum(not one.plain_late for one in ended), sum(not one.asked_late for one in ended))
    return sum(not one.late for one in ended), plain, asked


def _tally(told: list[Counted]) -> dict[str, Any]:
    ended = [one for one in told if one.ended is not None]
    return {
        "ended": len(ended),
        "late": sum(bool(one.late) for one in ended),
        "running_late": sum(bool(one.late) for one in told if one.ended is None),
        "net": sum(one.net or 0.0 for one in ended) / max(1, len(ended)),
    }
