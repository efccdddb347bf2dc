"""The person behind a case: his other cases and conversations, over all his joined handles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.actions.core.actor import Actor
from models.actions.intake.join_contacts import person_of
from models.rules.staff.permissions import Permission
from models.tables import ChannelAccount, Complaint, Contact, Handle, Thread
from models.tables.privacy.visible import visible

_MOST = 20


@dataclass(frozen=True)
class Conversation:
    """One conversation of the person, with its newest moment."""

    account: str
    kind: str
    handle: str
    name: str
    last: datetime | None
    contact_id: int
    joined: bool  # its contact was joined to the person and can be parted again


@dataclass(frozen=True)
class PersonView:
    """What the case's page and the person's page show."""

    contacts: list[int]
    cases: list[Complaint]
    conversations: list[Conversation]


def read_person(case: Complaint, actor: Actor, identity_open: bool = False) -> PersonView:
    """Return the person's other cases this reader may see, and his conversations for those who answer citizens.

    Four queries for most people. Protected cases are never listed with a person's other cases, in either direction.
    """
    contacts = person_of(case.contact_id, case.contact)
    front = actor.role is not None and actor.may(Permission.JOIN_CONTACTS)
    if case.identity_protected and not identity_open:
        return PersonView([case.contact_id], [], [])
    shown: Any = Complaint.contact.in_(contacts) & (Complaint.id != case.id) & visible(actor.scope)
    shown &= Complaint.identity_protected == False  # noqa: E712 - a condition of the query
    cases = list(Complaint.select().where(shown).order_by(Complaint.id.desc()).limit(_MOST))
    return PersonView(contacts, cases, _conversations(contacts) if front else [])


def _conversations(contacts: list[int]) -> list[Conversation]:
    query = (
        Thread.select(Thread, ChannelAccount.id, ChannelAccount.label, Handle, Contact.id, Contact.joined_into)
        .join_from(Thread, ChannelAccount)
        .join_from(Thread, Handle)
        .join_from(Handle, Contact)
        .where(Handle.contact.in_(contacts))
        .order_by(Thread.last_message_at.desc(nulls="last"), Thread.id)
        .limit(_MOST)
    )
    return [
        Conversation(
            account=row.account.label,
            kind=row.kind,
            handle=row.handle.value,
            name=row.handle.display_name,
            last=row.last_message_at,
            contact_id=row.handle.contact_id,
            joined=row.handle.contact.joined_into_id is not None,
        )
        for row in query
    ]
