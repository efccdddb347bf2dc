"""Tells whether a page has changed: a mark from a few primary-key look-ups; only if it differs is the page drawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import Select, fn

from admin_app.queue.queue_asking import Asked
from admin_app.shell.stamping import stamp
from models.actions.core.actor import Actor
from models.tables import (
    Attachment,
    Audit,
    Complaint,
    ComplaintMessage,
    Document,
    Gap,
    Message,
    MessageVersion,
    Notice,
    Outbox,
    database,
)

# Every change by a person or the agent leaves a row behind in one of these.
_GROWING: tuple[type[Any], ...] = (Audit, Message, MessageVersion, Document, Gap)
# Ticks and files change only in the newest part of a conversation.
_WATCHED = 60


def mark_of(actor: Actor, asked: Asked, case: Complaint | None, now: datetime, present: Sequence[object] = ()) -> str:
    """Return a mark of everything Meja Kerja shows."""
    return page_mark(actor, (asked, present, _case_mark(case) if case else None), now)


def page_mark(actor: Actor, shown: object, now: datetime) -> str:
    """Return the mark of any page: its address, everything that grows, this person's notices and his choices.

    It includes the minute, since the times left change with it.
    """
    newest = Select(columns=[table.select(fn.MAX(table.id)) for table in _GROWING]).tuples().get(database)
    minute = now.replace(second=0, microsecond=0)
    # Hidden cases count too: checking each costs more than drawing once too often.
    mine = (Notice.staff == actor.staff_id) & Notice.seen_at.is_null() & Notice.lapsed_at.is_null()
    waiting = Notice.select(fn.MAX(Notice.id), fn.COUNT(Notice.id)).where(mine).tuples().get()
    return stamp(actor.username, actor.roles, shown, minute, newest, waiting)


def _case_mark(case: Complaint) -> object:
    linked = (ComplaintMessage.complaint == case.id) & ComplaintMessage.undone_at.is_null()
    columns = (ComplaintMessage.message, Message.ack, Message.withdrawn_at, Message.seen_at)
    newest = ComplaintMessage.select(*columns).join(Message).where(linked)
    messages = list(newest.order_by(ComplaintMessage.message.desc()).limit(_WATCHED).tuples())
    oldest = messages[-1][0] if messages else 0
    watched = Attachment.message.in_(ComplaintMessage.select(ComplaintMessage.message).where(linked))
    files = Attachment.select(Attachment.id, Attachment.state).where(watched & (Attachment.message >= oldest))
    replies = Outbox.select(Outbox.id, Outbox.state, Outbox.grade).where(Outbox.complaint == case.id)
    return (
        (case.id, case.version, case.unread),
        messages,
        list(files.order_by(Attachment.id).tuples()),
        list(replies.order_by(Outbox.id).tuples()),
    )
