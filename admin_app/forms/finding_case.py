"""Finds the case an address names, if the person may see it."""

from typing import Any

from flask import g, has_request_context

from models.actions.core.actor import Actor
from models.rules.core.errors import NotVisible
from models.rules.core.texts import storable
from models.rules.privacy.visibility import Scope
from models.tables import ChannelAccount, Complaint, Contact, Handle, Thread
from models.tables.core.prepared import prepared
from models.tables.privacy.visible import visible


def find_case(public_id: str, actor: Actor) -> Complaint:
    """Return a case this person may see, with its contact, channel and thread. Raises NotVisible."""
    case = _named.first(storable(public_id), actor.scope)
    if case is None:
        raise NotVisible
    if has_request_context():
        g.found_case = public_id, case.id  # privacy/traced_looks.py need not ask again
    return case


@prepared
def _named(public_id: str, scope: Scope) -> Any:
    query = (
        Complaint.select(Complaint, Contact, ChannelAccount, Thread, Handle)
        .join_from(Complaint, Contact)
        .join_from(Complaint, ChannelAccount)
        .join_from(Complaint, Thread)
        .join_from(Thread, Handle)
    )
    return query.where((Complaint.public_id == public_id) & visible(scope)).limit(1)
