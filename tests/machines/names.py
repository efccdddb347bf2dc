"""Where the complainant of a protected case is still named: in exports, the month's book, the queue."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from admin_app.queue.queue_asking import Asked
from admin_app.queue.reading_queue import read_queue
from models.actions.core.actor import actor_of
from models.actions.figures.register_lines import lines_of
from models.actions.upkeep.export.rows import EXPORTS
from models.tables import Complaint, Staff
from tests.machines.agreeing import Recounted
from tests.recount.course import Course
from tests.recount.secrecy import must_hide

_NAME = "Sari Contoh"  # of every citizen of the tests


def still_named(course: Course, told: Recounted, person: Staff) -> Iterator[str]:
    """Yield where something names the complainant of a case that hides him; nothing of other cases."""
    if not must_hide(course, told.visibility):
        return
    case = course.case
    words = [_NAME, case.thread.external_id.removesuffix("@c.us")]
    for where, rows in _shown(case, told, person):
        text = json.dumps(list(rows), ensure_ascii=False, default=str)
        yield from (f"{word} is named in {where} of {case.number}: {text}" for word in words if word in text)


def _shown(case: Complaint, told: Recounted, person: Staff) -> Iterator[tuple[str, Iterable[Any]]]:
    for name in ("register", "outbox", "documents"):
        yield f"the export {name}", [row for row in EXPORTS[name](told.now) if _is_of(row, case.number)]
    messages = EXPORTS["messages"](told.now)
    yield "the export messages", [row for row in messages if case.number in row["complaint_numbers"]]
    yield "the book", lines_of([case.id], told.now)
    queue = read_queue(Asked(tab="terbuka"), actor_of(person), told.now)
    yield "the queue", [(row.name, row.subject) for row in queue.rows if row.number == case.number]


def _is_of(row: Any, number: str) -> bool:
    return bool(row["complaint" if "complaint" in row else "number"] == number)
