"""Limits of the law: what is kept of each for speed is what a recount says."""

from collections.abc import Iterator

from models.actions.core.held_calendars import held_since
from models.actions.core.law.recount_limits import recounted
from models.actions.upkeep.verify.office import Office
from models.tables import Complaint

_AT_ONCE = 500


def met(office: Office) -> Iterator[str]:
    """Yield limits of cases, and of those merged into them, that are kept otherwise than they are recounted.

    Of a case closed before calendars were kept, what was kept then stays as it was.
    """
    since = held_since()
    judged = Complaint.open if since is None else Complaint.open | (Complaint.closed_at >= since)
    rows = Complaint.select(Complaint.id).where(judged).order_by(Complaint.id).tuples()
    ids = [number for (number,) in rows]
    for place in range(0, len(ids), _AT_ONCE):
        for one in recounted(ids[place : place + _AT_ONCE]):
            if one.differs:
                kept, where = one.clock, f"limit “{one.clock.rule.key}” of complaint {one.clock.complaint_id}"
                yield f"{where} is kept as met {kept.met_at} ({kept.stands}), recounted {one.met} ({one.stands})."
