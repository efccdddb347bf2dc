"""The list of messages, with the numbers of their complaints and the state of their files."""

from collections.abc import Iterator
from datetime import datetime

from peewee import JOIN

from models.actions.core.identities import masks_of_messages
from models.actions.upkeep.export.chunks import chunks
from models.actions.upkeep.export.declared import more, told
from models.rules.channels.messages import Direction
from models.rules.core.moments import iso
from models.rules.privacy.masking import NO_MASK
from models.tables import Attachment, ChannelAccount, Complaint, ComplaintMessage, Handle, Message, Thread

_SHOWN = {
    "external_id": Message.external_id,
    "thread_id": Thread.external_id,
    "author": Handle.value,
    "text": Message.text,
}


def messages(now: datetime) -> Iterator[dict[str, object]]:
    """Yield one row per message with its first text; the author only for a citizen's message.

    Nothing in it identifies a protected complainant, the platform's ids included.
    """
    # The ids are asked for too: a joined row without its id would wipe out the one in the message.
    columns = (ChannelAccount.kind, ChannelAccount.label, Thread.external_id, Handle.id, Handle.value)
    query = Message.select(Message, *columns).join(ChannelAccount).join_from(Message, Thread)
    query = query.join_from(Message, Handle, JOIN.LEFT_OUTER, on=Message.author)
    for chunk in chunks(Message, query):
        ids = [row.id for row in chunk]
        numbers, files, masks = _numbers(ids), _files(ids), masks_of_messages(ids)
        for row in chunk:
            mask = masks.get(row.id, NO_MASK)
            known = told(_message(row), _SHOWN, mask) | more([row], _SHOWN, mask)
            yield known | {"complaint_numbers": numbers.get(row.id, []), "attachments": files.get(row.id, [])}


def _message(row: Message) -> dict[str, object]:
    author = row.author if row.direction == Direction.IN else None
    return {
        "channel": row.account.kind,
        "account": row.account.label,
        "kind": row.kind,
        "direction": row.direction,
        "external_id": row.external_id,
        "thread_id": row.thread.external_id,
        "author": author.value if author else None,
        "text": row.text,
        "sent_at": iso(row.sent_at),
        "received_at": iso(row.received_at),
        "origin": row.origin,
        "withdrawn_at": iso(row.withdrawn_at),
    }


def _numbers(messages: list[int]) -> dict[int, list[str]]:
    links = ComplaintMessage.select(ComplaintMessage.message, Complaint.number).join(Complaint)
    links = links.where(ComplaintMessage.message.in_(messages) & ComplaintMessage.undone_at.is_null())
    found: dict[int, list[str]] = {}
    for message, number in links.order_by(ComplaintMessage.id).tuples():
        found.setdefault(message, []).append(number)
    return found


def _files(messages: list[int]) -> dict[int, list[dict[str, object]]]:
    rows = (
        Attachment.select().where(Attachment.message.in_(messages)).order_by(Attachment.message, Attachment.position)
    )
    found: dict[int, list[dict[str, object]]] = {}
    for row in rows:
        file: dict[str, object] = {"sha256": row.sha256, "mime": row.mime, "size": row.size, "state": row.state}
        found.setdefault(row.message_id, []).append(file)
    return found
