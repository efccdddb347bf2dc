"""What belongs to destroyed cases, for proving that nothing of it is left and for emptying it again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from models.actions.replies.keep_lines import forgotten
from models.actions.retention.destruction.emptying import below, empty, what_is_left
from models.actions.retention.destruction.office_papers import clear_drafts, destroyed_cases
from models.actions.retention.destruction.take_out import OF_ITS_OWN_CASE, ask_removal
from models.actions.retention.destruction.take_out_person import OF_A_CASE
from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.rules.retention.erasing import Why
from models.rules.retention.retention import DESTROYED
from models.tables import (
    AttemptLine,
    Complaint,
    ComplaintMessage,
    Contact,
    Envelope,
    Message,
    Outbox,
    RegisterLine,
    database,
)


def destroyed_rows() -> Iterator[tuple[Any, Any]]:
    """Yield tables with the condition for their rows of destroyed cases, messages in no other case, and persons.

    Lines of closed registers are not included: what they keep names nobody.
    """
    cases = Complaint.select(Complaint.id).where(Complaint.destroyed_at.is_null(False))
    linked = ComplaintMessage.select(ComplaintMessage.message).join(Complaint)
    kept = linked.where(Complaint.destroyed_at.is_null())
    gone = linked.where(Complaint.destroyed_at.is_null(False))
    messages = Message.select(Message.id).where(Message.id.in_(gone) & Message.id.not_in(kept))
    people = Contact.select(Contact.id).where(Contact.name == DESTROYED)
    yield from ((Complaint, Complaint.id.in_(cases)), (Message, Message.id.in_(messages)))
    envelopes = Message.select(Message.envelope).where(Message.id.in_(messages) & Message.envelope.is_null(False))
    yield from ((Contact, Contact.id.in_(people)), (Envelope, Envelope.id.in_(envelopes)))
    replies = Outbox.select(Outbox.reply_key).where(forgotten())
    yield AttemptLine, AttemptLine.reply_key.in_(replies)
    for top, ids, stops in (
        (Complaint, cases, (RegisterLine,)),
        (Message, messages, OF_ITS_OWN_CASE),
        (Contact, people, OF_A_CASE),
    ):
        yield from ((found.table, found.mine) for found in below(top, ids, stops))


def left_of_destroyed() -> Iterator[tuple[Any, list[int]]]:
    """Return by table the rows of destroyed cases that still hold what should have been destroyed."""
    for table, mine in destroyed_rows():
        left = what_is_left(table)
        found = [] if left is None else [key for (key,) in table.select(table.id).where(mine & left).tuples()]
        if found:
            yield table, found


def empty_again(now: datetime) -> int:
    """Empty what an earlier version of the program left of destroyed cases; return how many rows were not empty."""
    with database.atomic():
        rows, files = clear_drafts(destroyed_cases(), now)
        for table, keys in left_of_destroyed():
            files |= empty(table, table.id.in_(keys))
            rows += len(keys)
        ask_removal(files, now)
        if files or rows:
            ask_erasure(Why.VERSI_LAMA, now)
    return rows
