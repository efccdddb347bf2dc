"""What citizens sent, edited or withdrew since a form was drawn or before a case came to its desk, in words."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from peewee import SQL, ModelSelect, fn

from admin_app.shell.masking import masked
from models.actions.cases.look_at_case import look_at_case
from models.actions.core.actor import Actor
from models.actions.core.identities import mask_of
from models.actions.core.unread_news import Look, news_of, unread_of
from models.rules.core.declarations import Harmless
from models.rules.core.errors import NotPermitted
from models.rules.privacy.visibility import Scope
from models.tables import Attachment, Complaint, Message, MessageVersion

MOST = 8  # shown of one case; the rest stands in its conversation
_LONGEST = 400
_CHANGED = 30  # so many of the older ones that a citizen changed stand in the conversation too


@dataclass(frozen=True)
class OneNews:
    """One thing that came in: what happened, the words as they are now, and how many files came with them."""

    at: datetime
    what: Harmless[str]
    text: str
    files: int = 0


@dataclass(frozen=True)
class CameIn:
    """What came into a case, the oldest first; how many more than shown; and up to which news that is all."""

    lines: tuple[OneNews, ...] = ()
    more: int = 0
    up_to: int = 0


NOTHING_CAME = CameIn()


def came_since(case: Complaint, shown: int, actor: Actor) -> CameIn:
    """Return what came in after the news a form had shown, and what else nobody has read.

    Up to the news of this row: what came after it was read is asked about anew.
    """
    found = replace(_read(unread_of(case.id, actor.scope, shown)), up_to=case.news)
    return masked(found, mask_of(case))


def handed_on(case: Complaint, actor: Actor) -> CameIn:
    """Return what came before the case reached its desk and no desk in turn was shown."""
    if not case.open or case.handed_news <= case.read_news:
        return NOTHING_CAME
    return _read(news_of(case.id, actor.scope, case.read_news, case.handed_news))


def changed_before(case: Complaint, scope: Scope, shown: Sequence[Message]) -> list[Message]:
    """Return what was edited or withdrawn since it was read, and is not among the messages shown."""
    # Asked of each unread message: a list of all that were ever edited would be long.
    edited = fn.EXISTS(MessageVersion.select(SQL("1")).where(MessageVersion.message == Message.id))
    rows = unread_of(case.id, scope, case.news).where(Message.withdrawn_at.is_null(False) | edited)
    there = {row.id for row in shown}
    found = rows.order_by(Message.sent_at, Message.id).limit(_CHANGED).objects()
    return [row for row in found if row.id not in there]


def note_shown(complaint_id: int, look: Look | None, actor: Actor, now: datetime) -> None:
    """Mark as read what a form that asks has shown, where it is pressed by somebody whose reading counts."""
    if look is not None:
        with suppress(NotPermitted):
            look_at_case(complaint_id, look.shown, actor, now)


def _read(query: "ModelSelect[Message]") -> CameIn:
    rows = list(query.order_by(Message.sent_at, Message.id).limit(MOST).objects())
    if not rows:
        return NOTHING_CAME
    ids = [row.id for row in rows]
    versions = {row.message_id: row for row in _versions(ids)}
    files: dict[int, int] = dict(_files(ids).tuples())
    more = query.count() - len(rows) if len(rows) == MOST else 0
    return CameIn(tuple(_line(row, versions.get(row.id), files.get(row.id, 0)) for row in rows), more)


def _versions(ids: list[int]) -> "ModelSelect[MessageVersion]":
    return MessageVersion.select().where(MessageVersion.message.in_(ids)).order_by(MessageVersion.number)


def _files(ids: list[int]) -> "ModelSelect[Attachment]":
    counted = Attachment.select(Attachment.message, fn.COUNT(Attachment.id))
    return counted.where(Attachment.message.in_(ids)).group_by(Attachment.message)


def _line(row: Message, version: MessageVersion | None, files: int) -> OneNews:
    text = version.text if version else row.text
    words = f"{text[:_LONGEST]} …" if len(text) > _LONGEST else text
    if row.withdrawn_at:
        return OneNews(row.withdrawn_at, "menarik pesan", words, files)
    if version:
        return OneNews(version.seen_at, "mengubah pesan menjadi", words, files)
    return OneNews(row.sent_at, "menulis", words, files)
