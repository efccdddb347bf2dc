"""Puts something a person should see into his notices, once by its key."""

from collections.abc import Iterable
from datetime import datetime

from models.rules.roles import Role
from models.tables import Notice, Staff


def give_notice(
    roles: Iterable[Role], kind: str, text: str, key: str, now: datetime, complaint: int | None = None
) -> int:
    """Tell every active person of these roles; give how many had not been told under this key yet."""
    told = 0
    people = Staff.select(Staff.id).where(Staff.role.in_([str(role) for role in roles]) & Staff.active)
    for person in people:
        notice = {"staff": person.id, "kind": kind, "text": text, "made_at": now, "complaint": complaint}
        fresh = Notice.insert(**notice, key=f"{key}:{person.id}"[:120]).on_conflict_ignore().returning(Notice.id)
        told += len(list(fresh.tuples()))
    return told
