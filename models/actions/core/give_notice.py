"""Gives people a notice, once per key, and knows how many have it."""

from collections.abc import Iterable
from datetime import datetime

from models.actions.core.actor import actor_of
from models.actions.core.case import is_visible
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Complaint, Notice, Staff


def give_notice(
    roles: Iterable[Role],
    kind: str,
    text: str,
    key: str,
    now: datetime,
    complaint: int | None = None,
    but: int | None = None,
) -> int:
    """Tell every active person of these roles; return how many were not yet told under this key.

    Whoever stands in for a post today is told as well. Not told are people the case is hidden from, and `but`, the
    account that acted.
    """
    told, wanted, day = 0, frozenset(roles), to_wib(now).date()
    case = Complaint.get_by_id(complaint) if complaint is not None else None
    for person in Staff.select().where(Staff.active).order_by(Staff.id):
        actor = actor_of(person, day=day)
        if person.id == but or not actor.among(wanted) or (case is not None and not is_visible(case, actor)):
            continue
        own_key = f"{key}:{person.id}"[:120]
        notice = Notice.insert(staff=person.id, kind=kind, text=text, made_at=now, complaint=complaint, key=own_key)
        told += len(list(notice.on_conflict_ignore().returning(Notice.id).tuples()))
    return told


def people_told(key: str) -> int:
    """Return how many people were told under a key."""
    return Notice.select().where(Notice.key.startswith(f"{key}:")).count()
