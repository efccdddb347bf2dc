"""Who has which case open, for every back office of this office; it informs colleagues and locks nothing."""

from datetime import datetime
from typing import Any, NamedTuple

from models.rules.staff.presence import GRADE_LABELS, LONGEST, Grade, Heard, grade_of, is_news
from models.tables import CasePresence, Staff
from models.tables.core.passing import write_in_passing
from models.tables.core.prepared import prepared


class Present(NamedTuple):
    """A colleague on the same case: his name, how actively he is there, and the words for it."""

    username: str
    grade: str
    says: str


def be_present(case_id: int, staff_id: int | None, grade: Grade, now: datetime) -> list[Present]:
    """Note that a page of this person asked for news of a case, and return by name who else has it open.

    A page that is open and not looked at is not noted. Where the database takes no write now, nobody is told.
    """
    heard = {staff: (name, Heard(at, bool(writing))) for staff, name, at, writing in _on_case(case_id)}
    mine, writing = heard.pop(staff_id, None), grade is Grade.WRITING
    if staff_id is not None and grade is not Grade.OPEN and is_news(mine and mine[1], now, writing=writing):
        _note(case_id, staff_id, now, writing)
    graded = sorted((name, found) for name, one in heard.values() if (found := grade_of(one, now)) is not None)
    return [Present(name, str(found), GRADE_LABELS[found]) for name, found in graded]


@prepared
def _on_case(case_id: int) -> Any:
    columns = (CasePresence.staff, Staff.username, CasePresence.heard_at, CasePresence.writing)
    return CasePresence.select(*columns).join(Staff).where(CasePresence.complaint == case_id).tuples()


def _note(case_id: int, staff_id: int, now: datetime, writing: bool) -> None:
    said = {CasePresence.heard_at: now, CasePresence.writing: writing}
    row = CasePresence.insert({CasePresence.complaint: case_id, CasePresence.staff: staff_id, **said})
    noted = row.on_conflict(conflict_target=[CasePresence.complaint, CasePresence.staff], update=said)
    left = (CasePresence.complaint == case_id) & (CasePresence.heard_at < now - LONGEST)
    gone = CasePresence.delete().where(left)
    write_in_passing(lambda: (noted.execute(), gone.execute()))
