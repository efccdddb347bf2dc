"""Empties a person in the database when no case of his is kept any more: names, numbers, conversations.

Runs in the transaction of models/actions/retention/destruction/carry_out.py.
"""

import json
from datetime import datetime

from peewee import ModelSelect

from models.actions.intake.join_contacts import person_of
from models.actions.retention.destruction.emptying import below, empty
from models.actions.retention.destruction.saved_views import forget_in_views
from models.actions.retention.destruction.take_out import ask_removal, forget_where_sent, take_messages, take_out
from models.rules.retention.retention import DESTROYED
from models.tables import (
    Complaint,
    ComplaintMessage,
    Contact,
    Gap,
    Handle,
    Message,
    Outbox,
    PushPayload,
    Quarantine,
    Thread,
)

# What stands in his conversations belongs to his cases, and went with them.
OF_A_CASE = (Complaint, Message, Outbox)


def people_of(case: Complaint) -> list[int]:
    """Return the contacts of a case: its own, and those of conversations that a merge brought."""
    linked = ComplaintMessage.select(Handle.contact).join(Message).join(Thread).join(Handle)
    rows = linked.where(ComplaintMessage.complaint == case.id).distinct().tuples()
    return sorted({case.contact_id, *(contact for (contact,) in rows)})


def take_out_people(case: Complaint, now: datetime) -> tuple[int, int]:
    """Empty a case, and each of its persons unless he is needed; return how many messages and files it lost."""
    people = people_of(case)
    taken = take_out(case, now)
    for contact in people:
        take_out_person(contact, now)
    return taken


def take_out_person(contact: int, now: datetime) -> bool:
    """Empty a person unless a kept case is his or contains his words; return whether he was emptied."""
    everyone = person_of(contact)
    if Complaint.select().where(Complaint.contact.in_(everyone) & Complaint.destroyed_at.is_null()).exists():
        return False
    handles = [key for (key,) in Handle.select(Handle.id).where(Handle.contact.in_(everyone)).tuples()]
    threads = [key for (key,) in Thread.select(Thread.id).where(Thread.handle.in_(handles)).tuples()]
    if Message.select().where(Message.thread.in_(threads) & Message.id.in_(_kept())).exists():
        return False
    _messages, files = take_messages(_left_in(threads))
    ask_removal(files, now)
    _left_aside(threads)
    forget_where_sent(Outbox.thread.in_(threads))
    forget_in_views([Contact.id.in_(everyone), Handle.id.in_(handles)])
    for found in below(Contact, everyone, stops=OF_A_CASE):
        empty(found.table, found.mine)
    empty(Contact, Contact.id.in_(everyone))
    return True


def _left_aside(threads: list[int]) -> None:
    """Empty these conversations in the rows of gaps and unreadable items."""
    for row in Thread.select().where(Thread.id.in_(threads)):
        name = row.external_id
        doubts = (Gap.account == row.account_id) & (Gap.thread_external_id == name)
        empty(Gap, doubts)
        for table, raw in ((Quarantine, Quarantine.payload), (PushPayload, PushPayload.body)):
            # In quotes, as JSON has it: a short name may be part of another's.
            empty(table, (table.account == row.account_id) & raw.contains(json.dumps(name)))


def _left_in(threads: list[int]) -> list[int]:
    """Return the messages of his conversations that no kept case contains, such as imported history."""
    left = Message.thread.in_(threads) & Message.id.not_in(_kept()) & (Message.text != DESTROYED)
    return [key for (key,) in Message.select(Message.id).where(left).order_by(Message.id).tuples()]


def _kept() -> "ModelSelect[ComplaintMessage]":
    linked = ComplaintMessage.select(ComplaintMessage.message).join(Complaint)
    return linked.where(Complaint.destroyed_at.is_null())
