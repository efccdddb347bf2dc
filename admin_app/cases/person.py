"""The person behind a case: his other cases and conversations, over all his joined handles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from models.actions.core.actor import Actor
from models.actions.intake.join_contacts import person_of
from models.rules.privacy.visibility import Scope
from models.rules.staff.permissions import Permission
from models.tables import ChannelAccount, Complaint, Contact, Handle, Message, Thread
from models.tables.core.prepared import prepared
from models.tables.privacy.visible import hides_nothing, visible, visible_message

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
    cases = _other_cases(contacts, case.id, actor.scope)
    return PersonView(contacts, cases, _conversations(contacts, actor.scope) if front else [])


@prepared
def _other_cases(contacts: list[int], case: int, scope: Scope) -> Any:
    shown: Any = Complaint.contact.in_(contacts) & (Complaint.id != case) & visible(scope)
    shown &= Complaint.identity_protected == False  # noqa: E712 - a condition of the query
    return Complaint.select().where(shown).order_by(Complaint.id.desc()).limit(_MOST)


def _conversations(contacts: list[int], scope: Scope) -> list[Conversation]:
    rows = _rows(contacts)
    if not hides_nothing(scope):
        rows = _without_hidden(rows, scope)
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
        for row in rows
    ]


def _without_hidden(rows: list[Thread], scope: Scope) -> list[Thread]:
    """Leave out what a hidden case alone brought: a conversation with no other message, and its newest moment."""
    mine = Message.thread.in_([row.id for row in rows])
    newest = Message.select(Message.thread, fn.MAX(Message.sent_at)).where(mine & visible_message(scope))
    seen = dict(newest.group_by(Message.thread).tuples())
    for row in rows:
        row.last_message_at = seen.get(row.id) if row.last_message_at else None
    written = {thread for (thread,) in Message.select(Message.thread).where(mine).distinct().tuples()}
    return [row for row in rows if row.id in seen or row.id not in written]


@prepared
def _rows(contacts: list[int]) -> Any:
    return (
        Thread.select(Thread, ChannelAccount.id, ChannelAccount.label, Handle, Contact.id, Contact.joined_into)
        .join_from(Thread, ChannelAccount)
        .join_from(Thread, Handle)
        .join_from(Handle, Contact)
        .where(Handle.contact.in_(contacts))
        .order_by(Thread.last_message_at.desc(nulls="last"), Thread.id)
        .limit(_MOST)
    )
