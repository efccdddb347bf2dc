"""Recognises, by minute and words, messages that a chat export brought before the gateway did."""

from datetime import datetime

from models.rules.channels.messages import IncomingMessage
from models.rules.core.texts import storable, storable_id
from models.tables import ChannelAccount, Cursor, Envelope, Message, Thread

# Only accounts with imported messages have a cursor of this name, so no other needs the query.
IMPORT_STREAM = "impor"

Likeness = tuple[str, str, datetime, str]


def likeness(sent_at: datetime, text: str) -> tuple[datetime, str]:
    """Return the key an exported message is recognised by; Android exports give the minute only."""
    return sent_at.replace(second=0, microsecond=0), " ".join(text.split())


def adopt_imported(account: ChannelAccount, messages: list[IncomingMessage]) -> None:
    """Store the gateway's ids with imported messages, so that intake recognises them under either id."""
    imported = (Cursor.account == account.id) & (Cursor.stream == IMPORT_STREAM)
    if not Cursor.select(Cursor.id).where(imported).exists():
        return
    fresh = _unknown(account, messages)
    if not fresh:
        return
    waiting = _waiting(account, list(fresh.values()))
    for named, message in fresh.items():
        twins = waiting.get(_key(message.thread_id, message.direction, message.sent_at, message.text))
        if twins:
            Envelope.update(alias_id=named).where(Envelope.id == twins.pop(0)).execute()


def _unknown(account: ChannelAccount, messages: list[IncomingMessage]) -> dict[str, IncomingMessage]:
    """Return the messages stored under neither their own nor an adopted id; most polls have none."""
    named = {storable_id(message.external_id): message for message in messages}
    mine = Envelope.account == account.id
    for column in (Envelope.external_id, Envelope.alias_id):
        if named:
            for (known,) in Envelope.select(column).where(mine & column.in_(list(named))).tuples():
                named.pop(known, None)
    return named


def _waiting(account: ChannelAccount, messages: list[IncomingMessage]) -> dict[Likeness, list[int]]:
    """Return the imported messages of these conversations and times without an adopted id. One query per page."""
    moments = [message.sent_at for message in messages]
    places = list({storable(message.thread_id)[:200] for message in messages})
    query = (
        Envelope.select(Envelope.id, Thread.external_id, Message.direction, Message.sent_at, Message.text)
        .join(Message, on=Message.envelope == Envelope.id)
        .join(Thread, on=Message.thread == Thread.id)
        .where(
            (Thread.account == account.id)
            & Thread.external_id.in_(places)
            & (Message.sent_at >= min(moments).replace(second=0, microsecond=0))
            & (Message.sent_at <= max(moments).replace(second=59, microsecond=999999))
            & (Envelope.found_by == "import")
            & Envelope.alias_id.is_null()
        )
    )
    found: dict[Likeness, list[int]] = {}
    for row_id, place, direction, sent_at, text in query.order_by(Message.sent_at, Envelope.id).tuples():
        found.setdefault(_key(place, direction, sent_at, text), []).append(row_id)
    return found


def _key(place: str, direction: str, sent_at: datetime, text: str) -> Likeness:
    return storable(place)[:200], str(direction), *likeness(sent_at, storable(text))
