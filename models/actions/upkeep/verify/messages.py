"""Messages: none twice, none without its raw item, none without a complaint (I-2, I-10, I-11, R1, R10)."""

from collections.abc import Iterator

from peewee import JOIN

from models.actions.intake.officer_answers import ORIGIN
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.channels.messages import Direction
from models.rules.intake.three_times import is_history
from models.tables import ChannelAccount, ComplaintMessage, Envelope, Message

_DOUBLES = """SELECT account_id, kind, external_id, COUNT(*) FROM {table}
 GROUP BY account_id, kind, external_id HAVING COUNT(*) > 1"""
_ALIAS_DOUBLES = """SELECT a.account_id, a.kind, a.external_id, b.external_id FROM envelope a
 JOIN envelope b ON b.account_id = a.account_id AND b.kind = a.kind AND b.external_id = a.alias_id AND b.id <> a.id"""
_WITHOUT_MESSAGE = """SELECT e.id, e.external_id FROM envelope e
 LEFT JOIN message m ON m.envelope_id = e.id WHERE m.id IS NULL"""
_WITHOUT_ENVELOPE = "SELECT id, external_id FROM message WHERE envelope_id IS NULL"
_CURSORS = """SELECT c.account_id, c.stream FROM cursor c JOIN channel_account a ON a.id = c.account_id
 WHERE c.value IS NOT NULL AND a.last_success_at IS NULL
 AND NOT EXISTS (SELECT 1 FROM envelope e WHERE e.account_id = c.account_id)
 AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.account_id = c.account_id)"""
_VERSIONS = """SELECT message_id, MIN(number), MAX(number), COUNT(*) FROM message_version
 GROUP BY message_id HAVING MIN(number) <> 2 OR MAX(number) <> COUNT(*) + 1"""


def doubles(office: Office) -> Iterator[str]:
    """Yield items stored twice, under one id or under their other id (I-2)."""
    for table in ("envelope", "message"):
        for account, kind, external_id, times in rows(_DOUBLES.format(table=table)):
            yield f"{table} {external_id!r} ({kind}, channel {account}) is there {times} times."
    for account, kind, one, other in rows(_ALIAS_DOUBLES):
        yield f"{one!r} and {other!r} ({kind}, channel {account}) are one item stored twice."


def halves(office: Office) -> Iterator[str]:
    """Yield raw items from which no message was read, and messages without their raw item (R1)."""
    for number, external_id in rows(_WITHOUT_MESSAGE):
        yield f"raw item {number} ({external_id!r}) has no message."
    for number, external_id in rows(_WITHOUT_ENVELOPE):
        yield f"message {number} ({external_id!r}) has no raw item."


def strays(office: Office) -> Iterator[str]:
    """Yield citizens' messages in no complaint, except history and officers' answers to warnings."""
    known = (Message.sent_at, Envelope.found_by, ChannelAccount.created_at)
    query = Message.select(Message.id, Message.external_id, *known).join(Envelope).switch(Message)
    query = query.join(ChannelAccount).switch(Message).join(ComplaintMessage, JOIN.LEFT_OUTER)
    lonely = (Message.direction == str(Direction.IN)) & ComplaintMessage.id.is_null() & (Message.origin != ORIGIN)
    for number, external_id, *told in query.where(lonely).order_by(Message.id).tuples().iterator():
        if not is_history(*told):
            yield f"message {number} ({external_id!r}) belongs to none."


def cursors(office: Office) -> Iterator[str]:
    """Yield cursors that have moved although nothing was ever read or answered there (I-10)."""
    for account, stream in rows(_CURSORS):
        yield f"channel {account}, stream {stream} has a cursor, but no page of it was ever stored."


def versions(office: Office) -> Iterator[str]:
    """Yield messages whose later versions are not numbered 2, 3, … (I-11)."""
    for message, first, last, count in rows(_VERSIONS):
        yield f"message {message} has {count} later versions numbered {first}…{last}."
