"""Which complaints a conversation's messages go to: the one that holds it, and all it was merged into."""

from dataclasses import dataclass

from models.actions.core.links.graph import way_up
from models.tables import Complaint
from models.tables.core.database import is_sqlite


@dataclass(frozen=True)
class Course:
    """The complaint that leads, and every complaint that gets the message, with the merge that brings it there."""

    lead: int
    stops: tuple[tuple[int, int | None], ...]


def courses_of(held: dict[int, int]) -> dict[int, Course]:
    """Return the course of each conversation, its complaints locked, except where an officer is just closing it.

    SQLite has one writer, so there nothing is being closed meanwhile.
    """
    ways = {thread: _course(complaint, lead) for thread, complaint, lead in _holders(held)}
    if is_sqlite() or not ways:
        return ways
    touched = {complaint for course in ways.values() for complaint, _ in course.stops}
    rows = Complaint.select(Complaint.id, Complaint.open).where(Complaint.id.in_(touched)).order_by(Complaint.id)
    still = {row_id for row_id, is_open in rows.for_update().tuples() if is_open}
    return {thread: course for thread, course in ways.items() if course.lead in still}


def _holders(held: dict[int, int]) -> list[tuple[int, int, int | None]]:
    rows = Complaint.select(Complaint.id, Complaint.lead).where(Complaint.id.in_(set(held.values()))).tuples()
    leads = dict(rows) if held else {}
    return [(thread, complaint, leads.get(complaint)) for thread, complaint in held.items()]


def _course(complaint: int, lead: int | None) -> Course:
    if lead is None:
        return Course(complaint, ((complaint, None),))
    way = way_up(complaint)
    return Course(lead, ((complaint, None), *((link.target_id, link.id) for link in way)))
