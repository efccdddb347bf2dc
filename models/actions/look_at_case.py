"""Marks a citizen's messages as looked at, up to the last one that was on the screen."""

from datetime import datetime

from models.actions.actor import Actor
from models.actions.case import demand_answering, locked_case
from models.tables import Complaint, ComplaintMessage, Message, database


def look_at_case(complaint_id: int, up_to: int, actor: Actor, now: datetime) -> int:
    """Mark the messages of a case up to this message id as seen; give how many are still unread.

    Only whoever answers the citizen can look for the office: another's glance must not hide news from him. The
    case's version stays. Raises NotVisible, DeedNotAllowed.
    """
    with database.atomic():
        case = locked_case(complaint_id, actor)
        demand_answering(case, actor)
        linked = ComplaintMessage.select(ComplaintMessage.message).where(
            (ComplaintMessage.complaint == case.id) & ComplaintMessage.undone_at.is_null()
        )
        unseen = Message.id.in_(linked) & (Message.direction == "in") & Message.seen_at.is_null()
        Message.update(seen_at=now).where(unseen & (Message.id <= up_to)).execute()
        left = Message.select().where(unseen).count()
        Complaint.update(unread=left).where(Complaint.id == case.id).execute()
        return left
