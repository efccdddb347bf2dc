"""The notices of one person: which wait, which he has seen, and which lapse by themselves.

A row is one event. What a person sees is one notice a case (models/rules/staff/notices.py), whatever writes the rows.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.actions.core.actor import Actor
from models.rules.core.errors import NotVisible
from models.rules.privacy.visibility import Scope
from models.tables import Complaint, Notice, database
from models.tables.core.prepared import Worded, numbers, prepared_by_value
from models.tables.privacy.visible import visible

WARNING = "peringatan"
_EACH = 50  # unseen events of one case, at most
# Merged cases are one to whoever is told of them. What belongs to no case counts for itself.
LEADING = fn.COALESCE(Complaint.lead, Complaint.id)


def own_notices(actor: Actor) -> "ModelSelect[Notice]":
    """Return the query of a person's notices, without those of cases hidden from him."""
    return _own(actor.staff_id, actor.scope)


def _own(staff: int | None, scope: Scope) -> "ModelSelect[Notice]":
    # Joined, not asked whether it EXISTS: PostgreSQL would list every visible case for the bell of every page.
    seen = Complaint.id.is_null(False) & visible(scope)
    with_case = Notice.select(Notice).join(
        Complaint, JOIN.LEFT_OUTER, on=(Complaint.id == Notice.complaint), attr="case_of_it"
    )
    return with_case.where((Notice.staff == staff) & (Notice.complaint.is_null() | seen))


def waiting_notices(actor: Actor) -> "ModelSelect[Notice]":
    """Return the query of the notices that are unseen, and not lapsed."""
    return own_notices(actor).where(Notice.seen_at.is_null() & Notice.lapsed_at.is_null())


def waiting_cases(actor: Actor, most: int) -> int:
    """Return what the bell counts: the cases with a waiting notice, and the waiting notices without a case."""
    (found,) = numbers([counting_cases(actor, most)])
    return min(most, found)


def counting_cases(actor: Actor, most: int) -> Worded:
    """Return the query for the same number; it may also find more than `most`."""
    # Of a standstill's rows no more are looked at than can be `most` cases.
    return _cases_of.worded(actor.staff_id, actor.scope, most * _EACH)


@prepared_by_value
def _cases_of(staff: int | None, scope: Scope, most: int) -> Any:
    waiting = _own(staff, scope).where(Notice.seen_at.is_null() & Notice.lapsed_at.is_null())
    rows = waiting.select(fn.COALESCE(LEADING, Notice.id * -1).alias("about")).limit(most)
    return rows.select_from(fn.COUNT(fn.DISTINCT(rows.c.about))).tuples()


def see_notice(notice_id: int, actor: Actor, now: datetime) -> Notice:
    """Mark a notice and all others of its case as seen and return it. Raises NotVisible where it is not his."""
    with database.atomic():
        notice = own_notices(actor).where(Notice.id == notice_id).get_or_none()
        if notice is None:
            raise NotVisible
        same = Notice.id == notice_id
        if notice.complaint is not None:
            same |= Notice.complaint.in_(_merged_with(notice.complaint))
        mine = (Notice.staff == actor.staff_id) & Notice.seen_at.is_null()
        Notice.update(seen_at=now).where(mine & same).execute()
        found: Notice = notice
        return found


def see_all_notices(actor: Actor, newest: int, now: datetime, kinds: Collection[str] | None = None) -> int:
    """Mark every notice up to the newest one shown as seen, or those of cases of these kinds; return how many."""
    with database.atomic():
        mine = (Notice.staff == actor.staff_id) & (Notice.id <= newest) & Notice.seen_at.is_null()
        if kinds is not None:
            mine &= Notice.kind.in_(list(kinds)) & Notice.complaint.is_null(False)
        return int(Notice.update(seen_at=now).where(mine).execute())


def lapse_notices(complaint: int, now: datetime, about: str = "") -> int:
    """Lapse the notices of a case whose matter ended (keys begin with `about:`); return how many.

    Runs in the transaction that ended it. With an empty `about` the case itself ended, and every warning lapses.
    """
    holding = (Notice.complaint == complaint) & Notice.lapsed_at.is_null()
    holding &= Notice.key.startswith(f"{about}:") if about else Notice.kind == WARNING
    return int(Notice.update(lapsed_at=now).where(holding).execute())


def _merged_with(complaint: int) -> "ModelSelect[Complaint]":
    """Return the ids of a case, its lead and all that are merged into that, as a subquery."""
    case = Complaint.alias()
    lead = case.select(fn.COALESCE(case.lead, case.id)).where(case.id == complaint)
    return Complaint.select(Complaint.id).where(Complaint.id.in_(lead) | Complaint.lead.in_(lead))
