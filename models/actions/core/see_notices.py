"""The notices of one person: which wait, which he has seen, and which lapse by themselves."""

from datetime import datetime

from peewee import JOIN, ModelSelect

from models.actions.core.actor import Actor
from models.rules.core.errors import NotVisible
from models.tables import Complaint, Notice, database
from models.tables.privacy.visible import visible

WARNING = "peringatan"


def own_notices(actor: Actor) -> "ModelSelect[Notice]":
    """Return the query of a person's notices, without those of cases hidden from him."""
    # Joined, not asked whether it EXISTS: PostgreSQL would list every visible case for the bell of every page.
    seen = Complaint.id.is_null(False) & visible(actor.scope)
    with_case = Notice.select(Notice).join(
        Complaint, JOIN.LEFT_OUTER, on=(Complaint.id == Notice.complaint), attr="case_of_it"
    )
    return with_case.where((Notice.staff == actor.staff_id) & (Notice.complaint.is_null() | seen))


def waiting_notices(actor: Actor) -> "ModelSelect[Notice]":
    """Return the query of the notices the bell counts: unseen, and not lapsed."""
    return own_notices(actor).where(Notice.seen_at.is_null() & Notice.lapsed_at.is_null())


def see_notice(notice_id: int, actor: Actor, now: datetime) -> Notice:
    """Mark one notice as seen and return it. Raises NotVisible where it is not his."""
    with database.atomic():
        notice = own_notices(actor).where(Notice.id == notice_id).get_or_none()
        if notice is None:
            raise NotVisible
        Notice.update(seen_at=now).where((Notice.id == notice_id) & Notice.seen_at.is_null()).execute()
        found: Notice = notice
        return found


def see_all_notices(actor: Actor, newest: int, now: datetime) -> int:
    """Mark every notice up to the newest one shown as seen; return how many."""
    with database.atomic():
        mine = (Notice.staff == actor.staff_id) & (Notice.id <= newest) & Notice.seen_at.is_null()
        return int(Notice.update(seen_at=now).where(mine).execute())


def lapse_notices(complaint: int, now: datetime, about: str = "") -> int:
    """Lapse the notices of a case whose matter ended (keys begin with `about:`); return how many.

    Runs in the transaction that ended it. With an empty `about` the case itself ended, and every warning lapses.
    """
    holding = (Notice.complaint == complaint) & Notice.lapsed_at.is_null()
    holding &= Notice.key.startswith(f"{about}:") if about else Notice.kind == WARNING
    return int(Notice.update(lapsed_at=now).where(holding).execute())
