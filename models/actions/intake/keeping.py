"""Stores the raw items of a page and the messages read from them; only new ones have consequences (R2)."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime

from models.actions.intake.files.store_attachment import TRIED_FOR
from models.actions.intake.people import HandleKey, ThreadKey, chat_partner
from models.rules.channels.messages import IncomingMessage
from models.rules.core.texts import storable, storable_id
from models.tables import Attachment, ChannelAccount, Envelope, Handle, Message, Thread
from models.tables.core.bulk import insert_rows
from models.tables.core.filled import filled

_TEXT_LIMIT = 100_000  # characters kept in the message; the raw item keeps all (F35)


def keep_envelopes(
    account: ChannelAccount, messages: list[IncomingMessage], seen_at: datetime, found_by: str
) -> dict[tuple[str, str], int]:
    """Store the raw items not known under either of their ids; return the ids of the new ones."""
    known = _known_under_other_id(account, messages)
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for message in messages:
        key = (str(message.kind), storable_id(message.external_id))
        if key in known or key in rows:
            continue
        rows[key] = {
            "account": account.id,
            "kind": key[0],
            "external_id": key[1],
            "alias_id": storable_id(message.also_known_as[0]) if message.also_known_as else None,
            "payload": storable(message.payload),
            "fetched_at": seen_at,
            "found_by": found_by,
        }
    if not rows:
        return {}
    columns = (Envelope.id, Envelope.kind, Envelope.external_id)
    fresh = insert_rows(Envelope, list(rows.values()), columns, ignore=True)
    return {(kind, external_id): row_id for row_id, kind, external_id in fresh}


def _known_under_other_id(account: ChannelAccount, messages: list[IncomingMessage]) -> set[tuple[str, str]]:
    """Return the items already stored under their other id (@lid / @c.us, incident 20)."""
    ids = [storable_id(message.external_id) for message in messages]
    stored = {
        (kind, filled(alias))
        for kind, alias in Envelope.select(Envelope.kind, Envelope.alias_id)
        .where((Envelope.account == account.id) & Envelope.alias_id.in_(ids))
        .tuples()
    }
    aliases = [storable_id(alias) for message in messages for alias in message.also_known_as]
    if not aliases:
        return stored
    under_alias = set(
        Envelope.select(Envelope.kind, Envelope.external_id)
        .where((Envelope.account == account.id) & Envelope.external_id.in_(aliases))
        .tuples()
    )
    return stored | {
        (str(message.kind), storable_id(message.external_id))
        for message in messages
        if any((str(message.kind), storable_id(alias)) in under_alias for alias in message.also_known_as)
    }


def keep_messages(
    account: ChannelAccount,
    fresh: list[tuple[IncomingMessage, int]],
    handles: dict[HandleKey, Handle],
    threads: dict[ThreadKey, Thread],
    now: datetime,
) -> dict[tuple[str, str], int]:
    """Store the messages of new envelopes, with their attachments to be fetched; return their ids."""
    rows = []
    for message, envelope in fresh:
        thread = threads[str(message.kind), storable(message.thread_id)[:200]]
        text = storable(message.text)
        rows.append(
            {
                "account": account.id,
                "envelope": envelope,
                "thread": thread.id,
                "author": handles[chat_partner(message)].id,
                "kind": str(message.kind),
                "direction": str(message.direction),
                "external_id": storable_id(message.external_id),
                "text": text[:_TEXT_LIMIT],
                "sent_at": message.sent_at,
                "received_at": now,
                "reply_to": storable_id(message.reply_to) if message.reply_to else None,
                "permalink": message.permalink or "",
                "withdrawn_at": now if message.withdrawn else None,
                "truncated": message.truncated or len(text) > _TEXT_LIMIT,
            }
        )
    stored = insert_rows(Message, rows, (Message.id, Message.kind, Message.external_id))
    ids = {(kind, external_id): row_id for row_id, kind, external_id in stored}
    keep_attachments([message for message, _ in fresh], ids, now)
    return ids


def keep_attachments(messages: list[IncomingMessage], ids: Mapping[tuple[str, str], int], now: datetime) -> None:
    """Store the files of these messages, to be fetched; `ids` are the messages' own, by kind and platform id."""
    rows = [
        {
            "public_id": str(uuid.uuid4()),
            "message": ids[str(message.kind), storable_id(message.external_id)],
            "position": position,
            "ref": json.dumps(attachment.ref),
            "mime": storable(attachment.mime)[:120],
            "filename": storable(attachment.filename)[:255],
            "size": attachment.size,
            "next_try_at": now,
            "give_up_at": now + TRIED_FOR,
        }
        for message in messages
        for position, attachment in enumerate(message.attachments)
    ]
    insert_rows(Attachment, rows)
