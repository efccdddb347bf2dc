"""When what opened a case was received, and what of it nobody has read: by when each message came and was changed."""

from collections.abc import Mapping
from datetime import datetime

from models.tables import ComplaintMessage, Envelope, Message, MessageVersion


def standing_in(case: int) -> list[Message]:
    """Return the citizens' messages that stand in a case."""
    standing = (ComplaintMessage.complaint == case) & ComplaintMessage.undone_at.is_null()
    rows = Message.select().join(ComplaintMessage).where(standing & (Message.direction == "in"))
    return list(rows.order_by(Message.id))


def received(case: int) -> datetime:
    """Return when the office had what opened a case: as its platform or officer says, and never after we saw it."""
    own = (ComplaintMessage.complaint == case) & ComplaintMessage.through.is_null() & (Message.direction == "in")
    query = Message.select(Message, Envelope).join(ComplaintMessage).switch(Message).join(Envelope)
    first = query.where(own).order_by(ComplaintMessage.id).first()
    return min(first.sent_at, first.envelope.fetched_at)


def changed_at(message: Message) -> datetime:
    """Return when a message came, or was last edited or withdrawn."""
    edits = MessageVersion.select().where((MessageVersion.message == message.id) & (MessageVersion.number > 1))
    seen = [row.seen_at for row in edits]
    return max([message.received_at, *seen, *([message.withdrawn_at] if message.withdrawn_at else [])])


def unread(case: int, read: Mapping[int, datetime]) -> int:
    """Return how many messages of a case changed since somebody who answers looked at them."""
    rows = standing_in(case)
    return sum(row.id not in read or changed_at(row) > read[row.id] for row in rows)
