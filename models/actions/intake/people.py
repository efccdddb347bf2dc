"""Finds or creates the contacts, handles and threads of a page, by a few statements for the whole page."""

from datetime import datetime

from models.rules.channels.messages import Direction, IncomingMessage
from models.rules.core.texts import storable
from models.tables import ChannelAccount, Contact, Handle, Thread
from models.tables.core.bulk import insert_rows

HandleKey = tuple[str, str]
ThreadKey = tuple[str, str]


def find_handles(messages: list[IncomingMessage], now: datetime) -> dict[HandleKey, Handle]:
    """Return every author's handle by (kind, value); an unknown one gets a contact, its aliases join that contact."""
    names: dict[HandleKey, str] = {}
    same: dict[HandleKey, HandleKey] = {}
    for message in messages:
        author = message.author
        key = (str(author.handle_kind), storable(author.handle)[:200])
        names[key] = storable(author.display_name)[:200] or names.get(key, "")
        for kind, value in author.aliases:
            alias = (str(kind), storable(value)[:200])
            names.setdefault(alias, "")
            same[alias] = key
    known = _known(set(names))
    _make(names, same, known, now)
    for key, handle in known.items():
        if names.get(key) and not handle.display_name:
            Handle.update(display_name=names[key]).where(Handle.id == handle.id).execute()
    return known


def _known(keys: set[HandleKey]) -> dict[HandleKey, Handle]:
    values = [value for _, value in keys]
    rows = Handle.select().where(Handle.value.in_(values))
    return {(row.kind, row.value): row for row in rows if (row.kind, row.value) in keys}


def _make(
    names: dict[HandleKey, str], same: dict[HandleKey, HandleKey], known: dict[HandleKey, Handle], now: datetime
) -> None:
    missing = [key for key in names if key not in known]
    if not missing:
        return
    alone = [key for key in missing if key not in same and not _sibling(key, same, known)]
    contacts = [{"name": names[key], "created_at": now} for key in alone]
    ids = [row_id for (row_id,) in insert_rows(Contact, contacts, (Contact.id,))]
    owner = dict(zip(alone, ids, strict=True))
    for key in missing:
        if key not in owner:
            other = _sibling(key, same, known) or known.get(same.get(key, key))
            owner[key] = other.contact_id if other else owner[same[key]]
    rows = [
        {"kind": key[0], "value": key[1], "display_name": names[key], "contact": owner[key], "first_seen_at": now}
        for key in missing
    ]
    insert_rows(Handle, rows, ignore=True)
    known |= _known(set(missing))


def _sibling(key: HandleKey, same: dict[HandleKey, HandleKey], known: dict[HandleKey, Handle]) -> Handle | None:
    """Return a known handle of the same person: one of its aliases, or the handle it is an alias of."""
    for alias, main in same.items():
        if main == key and alias in known:
            return known[alias]
        if alias == key and main in known:
            return known[main]
    return None


def chat_partner(message: IncomingMessage) -> HandleKey:
    """Return whose conversation a message is in: its author or, for our own messages, the thread's citizen."""
    return str(message.author.handle_kind), storable(message.author.handle)[:200]


def find_threads(
    account: ChannelAccount, messages: list[IncomingMessage], handles: dict[HandleKey, Handle], now: datetime
) -> dict[ThreadKey, Thread]:
    """Return every thread of the page by (kind, external id), created where unknown."""
    first: dict[ThreadKey, IncomingMessage] = {}
    newest: dict[ThreadKey, datetime] = {}
    inbound: dict[ThreadKey, datetime] = {}
    for message in messages:
        key = (str(message.kind), storable(message.thread_id)[:200])
        newest[key] = max(message.sent_at, newest.get(key, message.sent_at))
        if message.direction is Direction.IN:
            inbound[key] = max(message.sent_at, inbound.get(key, message.sent_at))
        # A citizen's own message names the partner best; our own may come first in a page.
        if key not in first or first[key].direction is Direction.OUT:
            first[key] = message
    rows = [
        {
            "account": account.id,
            "kind": key[0],
            "external_id": key[1],
            "handle": handles[chat_partner(message)].id,
            "permalink": message.permalink or "",
            "about": storable(message.about),
            "last_message_at": newest[key],
            "last_inbound_at": inbound.get(key),
        }
        for key, message in first.items()
    ]
    insert_rows(Thread, rows, ignore=True)
    found = Thread.select().where((Thread.account == account.id) & Thread.external_id.in_([key[1] for key in first]))
    return {(row.kind, row.external_id): row for row in found}
