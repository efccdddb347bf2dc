"""Tells whether a page has changed: a mark from a few primary-key look-ups; only if it differs is the page drawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import ColumnBase, Select, fn

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
)
from models.tables.core.prepared import prepared

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
    *newest, told, untold = _newest.first(actor.staff_id)
    minute = now.replace(second=0, microsecond=0)
    # Hidden cases count too: checking each costs more than drawing once too often.
    return stamp(actor.username, actor.roles, shown, minute, tuple(newest), (told, untold))


@prepared
def _newest(staff: int | None) -> Any:
    mine = (Notice.staff == staff) & Notice.seen_at.is_null() & Notice.lapsed_at.is_null()
    waiting = [Notice.select(counted).where(mine) for counted in (fn.MAX(Notice.id), fn.COUNT(Notice.id))]
    return Select(columns=[*(table.select(fn.MAX(table.id)) for table in _GROWING), *waiting]).tuples()


def _case_mark(case: Complaint) -> object:
    messages = _messages(case.id)
    oldest = messages[-1][0] if messages else 0
    return (case.id, case.version, case.unread), messages, _files(case.id, oldest), _replies(case.id)


@prepared
def _messages(case: int) -> Any:
    columns = (ComplaintMessage.message, Message.ack, Message.withdrawn_at, Message.seen_at)
    newest = ComplaintMessage.select(*columns).join(Message).where(_linked(case))
    return newest.order_by(ComplaintMessage.message.desc()).limit(_WATCHED).tuples()


@prepared
def _files(case: int, oldest: int) -> Any:
    watched = Attachment.message.in_(ComplaintMessage.select(ComplaintMessage.message).where(_linked(case)))
    files = Attachment.select(Attachment.id, Attachment.state).where(watched & (Attachment.message >= oldest))
    return files.order_by(Attachment.id).tuples()


@prepared
def _replies(case: int) -> Any:
    replies = Outbox.select(Outbox.id, Outbox.state, Outbox.grade).where(Outbox.complaint == case)
    return replies.order_by(Outbox.id).tuples()


def _linked(case: int) -> ColumnBase:
    return (ComplaintMessage.complaint == case) & ComplaintMessage.undone_at.is_null()
