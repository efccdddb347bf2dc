"""Marks a citizen's messages as seen, up to the last one on the screen."""

from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.case import demand_answering, locked_case
from models.actions.core.links.contents import recount, sharing
from models.actions.core.links.graph import lean_on_graph, lock_cases
from models.tables import Complaint, ComplaintMessage, Message, database


def look_at_case(complaint_id: int, up_to: int, actor: Actor, now: datetime) -> int:
    """Mark the messages of a case up to this id as seen; return how many remain unread.

    Only who answers the citizen marks them; a supervisor's look must not hide news from him. A message in several
    cases is seen in all of them. The case's version stays. Raises NotVisible, NotPermitted.
    """
    with database.atomic():
        lean_on_graph()  # these messages must not be linked to another case meanwhile
        ids = _unseen(complaint_id, up_to)
        counted = {complaint_id} | sharing(ids)
        lock_cases(counted)
        demand_answering(locked_case(complaint_id, actor), actor)
        Message.update(seen_at=now).where(Message.id.in_(ids)).execute()
        recount(counted)
        return int(Complaint.get_by_id(complaint_id).unread)


def _unseen(complaint_id: int, up_to: int) -> list[int]:
    linked = ComplaintMessage.select(ComplaintMessage.message).where(
        (ComplaintMessage.complaint == complaint_id) & ComplaintMessage.undone_at.is_null()
    )
    unseen = Message.id.in_(linked) & (Message.direction == "in") & Message.seen_at.is_null()
    rows = Message.select(Message.id).where(unseen & (Message.id <= up_to)).order_by(Message.id)
    return [row for (row,) in rows.tuples()]
