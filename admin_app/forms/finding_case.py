"""Finds the case an address names, if the person may see it."""

from models.actions.core.actor import Actor
from models.rules.core.errors import NotVisible
from models.rules.core.texts import storable
from models.tables import ChannelAccount, Complaint, Contact, Handle, Thread
from models.tables.privacy.visible import visible


def find_case(public_id: str, actor: Actor) -> Complaint:
    """Return a case this person may see, with its contact, channel and thread. Raises NotVisible."""
    query = (
        Complaint.select(Complaint, Contact, ChannelAccount, Thread, Handle)
        .join_from(Complaint, Contact)
        .join_from(Complaint, ChannelAccount)
        .join_from(Complaint, Thread)
        .join_from(Thread, Handle)
    )
    case = query.where((Complaint.public_id == storable(public_id)) & visible(actor.scope)).get_or_none()
    if case is None:
        raise NotVisible
    return case
