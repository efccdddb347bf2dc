"""Which complaint new messages of a conversation join: handed on when it closes, taken back when it reopens."""

from models.actions.core.links.graph import all_below
from models.tables import Complaint, OpenThread


def let_go(case: Complaint) -> None:
    """Release the conversations of a closing case and of those merged into it.

    An open complaint split from it in such a conversation takes it over; otherwise a citizen who writes again would
    open a third one.
    """
    closing = [case.id, *all_below(case.id)]
    mine = OpenThread.complaint.in_(closing)
    threads = [row for (row,) in OpenThread.select(OpenThread.thread).where(mine).tuples()]
    OpenThread.delete().where(mine).execute()
    for thread in threads:
        heir = _heir(thread, closing)
        if heir is not None:
            OpenThread.insert(thread=thread, complaint=heir).on_conflict_ignore().execute()


def take_hold(case: Complaint) -> bool:
    """Take the free conversations of an opening case and of those merged into it.

    Return whether its own conversation is held by it or by one of those.
    """
    rows = Complaint.select(Complaint.id, Complaint.thread).where(Complaint.id.in_([case.id, *all_below(case.id)]))
    for complaint, thread in sorted(rows.tuples(), key=lambda row: row[0] != case.id):
        OpenThread.insert(thread=thread, complaint=complaint).on_conflict_ignore().execute()
    holder = OpenThread.get_or_none(OpenThread.thread == case.thread_id)
    return holder is not None and holder.complaint_id in {case.id, *all_below(case.id)}


def _heir(thread: int, closing: list[int]) -> int | None:
    lead = Complaint.alias()
    goes_on = lead.select(lead.id).where(lead.open)
    here = (Complaint.thread == thread) & Complaint.id.not_in(closing)
    going_on = Complaint.select().where(here & (Complaint.open | Complaint.lead.in_(goes_on)))
    found = going_on.order_by(Complaint.open.desc(), Complaint.id.desc()).first()
    return found.id if found else None
