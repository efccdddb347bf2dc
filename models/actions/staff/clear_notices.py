"""Deletes notices that are over and whose case is long closed, so that their table does not grow with the years."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import JOIN, fn

from models.rules.staff.notices import ASKED_KINDS
from models.tables import Complaint, Notice, Staff, database

# A quarter: whoever asks what he was told of a case asks in the months after it. Its history stays for good.
KEPT = timedelta(days=90)
# So many rows are looked at in a turn, by primary key: nobody waits for the database meanwhile.
AT_ONCE = 500


@dataclass(frozen=True)
class Cleared:
    """What one turn deleted, and after which row the next one goes on; 0: from the first again."""

    gone: int
    after: int


def clear_notices(now: datetime, after: int = 0, at_once: int = AT_ONCE) -> Cleared:
    """Delete what is over among the next rows. Of an open case nothing goes, nor what an officer has not read yet."""
    rows = Notice.select(Notice.id).where(Notice.id > after).order_by(Notice.id).limit(at_once)
    ids = [key for (key,) in rows.tuples()]
    if not ids:
        return Cleared(0, 0)
    gone = 0
    if _over(ids, now):  # asked without holding up anybody, and again where the case may have been reopened since
        with database.atomic():
            gone = int(Notice.delete().where(Notice.id.in_(_over(ids, now))).execute())
    return Cleared(gone, ids[-1] if len(ids) == at_once else 0)


def _over(ids: Collection[int], now: datetime) -> list[int]:
    """Return which of these notices nobody needs any more."""
    before, leading = now - KEPT, Complaint.alias()
    lapsed = Notice.lapsed_at.is_null(False) & (Notice.lapsed_at < before)
    # What is asked as long as it waits would be told anew if its row were gone.
    seen = Notice.seen_at.is_null(False) & (Notice.seen_at < before) & Notice.kind.not_in(list(ASKED_KINDS))
    # Nobody reads what waits for an account that was switched off.
    unheard = ~Staff.active & (Notice.made_at < before) & Notice.kind.not_in(list(ASKED_KINDS))
    closed = ~leading.open & (leading.closed_at < before)
    found = (
        Notice.select(Notice.id)
        .join(Staff, on=(Staff.id == Notice.staff))
        .join(Complaint, JOIN.LEFT_OUTER, on=(Complaint.id == Notice.complaint))
        .join(leading, JOIN.LEFT_OUTER, on=(leading.id == fn.COALESCE(Complaint.lead, Complaint.id)))
        .where(Notice.id.in_(list(ids)) & (lapsed | seen | unheard) & (Notice.complaint.is_null() | closed))
    )
    return [key for (key,) in found.tuples()]
