"""Who looked at or took away what the office keeps of one person, as far as the audit trail says (UU 27/2022).

Asked by the trail's index of subjects: his cases, their papers, his files and messages, and cases of others that
hold messages of his.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from peewee import fn

from models.actions.core.actor import Actor
from models.rules.privacy.accesses import (
    ACCESSES,
    EXPORTS,
    access_words,
    may_hold_people,
    post_words,
    shows_whole_case,
)
from models.rules.privacy.looks import CHAIN
from models.tables import (
    Attachment,
    Audit,
    Complaint,
    ComplaintMessage,
    Contact,
    Document,
    Handle,
    Message,
    Staff,
    Thread,
)
from models.tables.core.filled import filled
from models.tables.privacy.visible import hidden_messages, visible

_AT_ONCE = 500  # subjects asked for by one query


@dataclass(frozen=True)
class Access:
    """One look or taking: when, by which account of which post, what, in which case of his; empty: none of his."""

    at: datetime
    username: str
    name: str
    post: str
    what: str
    case: str


@dataclass(frozen=True)
class Exported:
    """Lists of one kind that left the office since he is known: how often, and when last. Whose rows is not known."""

    event: str
    subject: str
    times: int
    last: datetime


@dataclass(frozen=True)
class AccessLog:
    """What the trail tells of one person's data, and how far it reaches."""

    rows: list[Access]  # the newest first
    exports: list[Exported]
    since: datetime | None  # when the first look was recorded; None: none was yet
    restored: list[datetime]  # a backup was put back then: looks since it was made are in no trail


@dataclass(frozen=True)
class _Reach:
    """What is his: by the subject of the trail, the number of the case; and what to ask of cases of others."""

    own: dict[str, str]
    lent: dict[str, list[tuple[datetime, datetime | None]]]  # a case of another, while it held messages of his
    shown: set[str]  # his files and messages, as the trail names what was shown


def access_log(people: Collection[int], actor: Actor, shut: Collection[int]) -> AccessLog:
    """Return who looked at what of these contacts, without cases hidden from this officer and those of `shut`."""
    reach = _reach(people, actor, shut)
    found = sorted(_found(reach), key=lambda row: row.id, reverse=True)
    names, posts = _accounts({row.actor for row in found})
    rows = [
        Access(
            at=row.at,
            username=row.actor,
            name=names.get(row.actor, ""),
            post=post_words(row.actor, posts.at(row.actor, row)),
            what=access_words(row.event, row.after or row.subject),
            case=reach.own.get(row.subject, ""),
        )
        for row in found
    ]
    return AccessLog(rows, _exports(people), recorded_since(), restored_at())


def recorded_since() -> datetime | None:
    """Return since when looks are recorded: the first one's moment, or a later one the trail already had then."""
    first = Audit.select(Audit.id, Audit.at).where(Audit.chain == CHAIN).order_by(Audit.seq).first()
    if first is None:
        return None
    # A clock that stood in the past must not promise more than there is.
    before = Audit.select(Audit.at).where(Audit.id < first.id).order_by(Audit.id.desc()).first()
    return max(first.at, before.at) if before else first.at


def restored_at() -> list[datetime]:
    """Return when backups were put back, the newest first."""
    rows = Audit.select(Audit.at).where(Audit.event == "pulihkan").order_by(Audit.id.desc())
    return [at for (at,) in rows.tuples()]


def _reach(people: Collection[int], actor: Actor, shut: Collection[int]) -> _Reach:
    seen = visible(actor.scope) & Complaint.id.not_in(list(shut))
    mine = Complaint.select(Complaint.id, Complaint.number).where(Complaint.contact.in_(list(people)) & seen)
    numbers = dict(mine.tuples())
    own = {f"complaint:{key}": number for key, number in numbers.items()}
    papers = Document.select(Document.id, Document.complaint).where(Document.complaint.in_(list(numbers)))
    own |= {f"document:{key}": numbers[filled(case)] for key, case in papers.tuples()}
    messages = _messages_of(people, actor, shut)
    files = Attachment.select(Attachment.public_id, Attachment.id).where(Attachment.message.in_(messages))
    shown = {f"attachment:{name}" for row in files.tuples() for name in row}  # a sealed one is traced by its number
    shown |= {f"message:{key}" for (key,) in messages.tuples()}
    links = ComplaintMessage.select(
        ComplaintMessage.complaint, ComplaintMessage.linked_at, ComplaintMessage.undone_at
    )
    others = links.join(Complaint).where(ComplaintMessage.message.in_(messages) & seen)
    lent = defaultdict(list)
    for case, begun, ended in others.tuples():
        if case not in numbers:
            lent[f"complaint:{case}"].append((begun, ended))
    return _Reach(own, dict(lent), shown)


def _messages_of(people: Collection[int], actor: Actor, shut: Collection[int]) -> Any:
    """Return the messages of his conversations as a subquery, without those in cases that are left out."""
    threads = Thread.select(Thread.id).join(Handle).where(Handle.contact.in_(list(people)))
    secret = ComplaintMessage.select(ComplaintMessage.message).where(ComplaintMessage.complaint.in_(list(shut)))
    kept = Message.id.not_in(hidden_messages(actor.scope)) & Message.id.not_in(secret)
    return Message.select(Message.id).where(Message.thread.in_(threads) & kept)


def _found(reach: _Reach) -> Iterator[Any]:
    for some in _in_parts([*reach.own, *reach.lent, *reach.shown]):
        query = Audit.select(Audit.id, Audit.at, Audit.actor, Audit.event, Audit.subject, Audit.after)
        for row in query.where(Audit.subject.in_(some)).namedtuples():
            if row.event in ACCESSES and _his(row, reach):
                yield row


def _his(row: Any, reach: _Reach) -> bool:
    """Whether such an event showed something of his: a case of another only while it held messages of his."""
    if row.subject not in reach.lent:
        return True
    lasted = reach.lent[row.subject]
    held = any(begun <= row.at and (ended is None or row.at <= ended) for begun, ended in lasted)
    return row.after in reach.shown or (held and shows_whole_case(row.event, row.after))


class _Posts:
    """Which post an account had at a moment: today's, or what the trail says it was before a later change."""

    def __init__(self, now: dict[str, str], changes: dict[str, list[Any]]) -> None:
        self._now, self._changes = now, changes

    def at(self, username: str, row: Any) -> str | None:
        """Return role and section of the account when this row of the trail was written; None: no such account."""
        later = (one.before for one in self._changes.get(username, ()) if one.id > row.id)
        return next(later, self._now.get(username))


def _accounts(usernames: Collection[str]) -> tuple[dict[str, str], _Posts]:
    """Return the names of accounts, and their posts through time."""
    rows = list(Staff.select().where(Staff.username.in_(list(usernames))))
    of = {f"staff:{row.id}": row.username for row in rows}
    changes: dict[str, list[Any]] = defaultdict(list)
    made = Audit.select(Audit.id, Audit.subject, Audit.before).where(Audit.subject.in_(list(of)))
    for one in made.where(Audit.event == "ubah_akun").order_by(Audit.id).namedtuples():
        changes[of[one.subject]].append(one)
    today = {row.username: " · ".join(part for part in (row.role, row.section) if part) for row in rows}
    return {row.username: row.name for row in rows}, _Posts(today, changes)


def _exports(people: Collection[int]) -> list[Exported]:
    """Return the lists that left since he is known; each may or may not have held him."""
    known = Contact.select(fn.MIN(Contact.created_at)).where(Contact.id.in_(list(people))).scalar()
    since = Audit.event.in_(list(EXPORTS)) & (Audit.at >= known)
    query = Audit.select(Audit.event, Audit.subject, fn.COUNT(Audit.id), fn.MAX(Audit.at)).where(since)
    rows = query.group_by(Audit.event, Audit.subject).order_by(Audit.event, Audit.subject).tuples()
    return [Exported(event, subject, count, last) for event, subject, count, last in rows if may_hold_people(subject)]


def _in_parts(subjects: Iterable[str]) -> Iterator[list[str]]:
    left = iter(subjects)
    while some := list(islice(left, _AT_ONCE)):
        yield some
