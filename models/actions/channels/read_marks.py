"""Which messages a person opened and whose senders are still to be told so: noted, handed out, and forgotten."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from peewee import SQL, ColumnBase, ModelSelect, fn

from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import Direction, Kind
from models.rules.channels.wordless import is_elsewhere
from models.rules.core.stored_moments import LONGEST_REST
from models.rules.replies.delivery import CLAIMABLE
from models.rules.replies.read_marks import MOST_TRIES, Covers, is_too_late, wants_marks
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    Message,
    Outbox,
    PushPayload,
    ReadMark,
    Thread,
    database,
)
from models.tables.core.stored_moments import has_come
from models.tables.privacy.visible import known_to_all

_MOST = 50  # messages of one conversation told of at once


@dataclass(frozen=True)
class Mark:
    """Messages of one conversation that a person opened, the oldest first, with the rows that say so."""

    thread_id: str
    message_ids: tuple[str, ...]
    rows: tuple[int, ...]


def note_opened(messages: Collection[int], now: datetime) -> int:
    """Note that these messages stood open on the screen of who answers; return of how many the senders will be told.

    Nothing is noted where the account does not want it now: switched on later, it tells of nothing read before.
    Runs in the transaction that marks them as seen.
    """
    rows = Message.select(Message, ChannelAccount).join(ChannelAccount).where(Message.id.in_(list(messages)))
    opened = [row.id for row in rows if _wanted(row.account) and _is_read_here(row)]
    for one in opened:
        ReadMark.insert(message=one, opened_at=now, tries=0).on_conflict(
            conflict_target=(ReadMark.message,), update={ReadMark.opened_at: now, ReadMark.tries: 0}
        ).execute()
    return len(opened)


def next_mark(account_id: int, now: datetime) -> Mark | None:
    """Return what to tell next at an account; None where nothing may be told now. What never will be is forgotten."""
    oldest = _noted(account_id).first()
    if oldest is None:
        return None
    account = ChannelAccount.get_by_id(account_id)
    covers = CHANNELS[account.kind].marks
    if covers is None or not _wanted(account):
        _forget_all(account_id)
        return None
    if is_too_late(oldest.opened_at, now):
        _forget([oldest.id])
        return None
    if _an_answer_waits(account_id, now) or (covers is Covers.EARLIER and _a_push_waits(account_id)):
        return None
    return _mark_of(oldest.message.thread_id, covers, now)


def record_marked(mark: Mark, told: int) -> None:
    """Forget what was told: so many of a mark's messages, from the oldest."""
    _forget(mark.rows[:told])


def record_failed(mark: Mark, for_good: bool) -> None:
    """Count a try that failed; the last one, or one that can never succeed, ends it."""
    with database.atomic():
        ReadMark.update(tries=ReadMark.tries + 1).where(ReadMark.id.in_(mark.rows)).execute()
        over = (ReadMark.tries >= MOST_TRIES) | SQL("1 = 1" if for_good else "1 = 0")
        ReadMark.delete().where(ReadMark.id.in_(mark.rows) & over).execute()


def _wanted(account: ChannelAccount) -> bool:
    row = CHANNELS.get(account.kind)
    return row is not None and row.marks is not None and wants_marks(json.loads(account.settings))


def _is_read_here(row: Message) -> bool:
    """Whether the screen showed all of a private message of a citizen's: not of what lies on the phone only."""
    private = row.direction == Direction.IN and row.kind == Kind.DM
    return private and not row.truncated and row.withdrawn_at is None and not is_elsewhere(row.text)


def _noted(account_id: int) -> "ModelSelect[ReadMark]":
    """Return the notes of an account, the oldest first: by their few rows, not by all its messages each second."""
    its = Message.select(SQL("1")).where((Message.id == ReadMark.message) & (Message.account == account_id))
    return ReadMark.select().where(fn.EXISTS(its)).order_by(ReadMark.id)


def _mark_of(thread: int, covers: Covers, now: datetime) -> Mark | None:
    """Return the mark of a conversation; what may not be told of it is forgotten."""
    noted = list(_of_thread(thread))
    free = {row for (row,) in _of_thread(thread).select(ReadMark.id).where(_is_free()).tuples()}
    timely = [row for row in noted if row.id in free and not is_too_late(row.opened_at, now)]
    told = [row for row in timely if not (covers is Covers.EARLIER and _stands_behind(row.message))]
    _forget([row.id for row in noted if row not in told])
    if not told:
        return None
    name = Thread.get_by_id(thread).external_id
    return Mark(name, tuple(row.message.external_id for row in told), tuple(row.id for row in told))


def _of_thread(thread: int) -> "ModelSelect[ReadMark]":
    noted = ReadMark.select(ReadMark, Message).join(Message).where(Message.thread == thread)
    return noted.order_by(Message.sent_at, Message.id).limit(_MOST)


def _is_free() -> ColumnBase:
    """Return the condition under which the reading of a message may be told of.

    Unread again (edited since), taken back, or of no standing case: no. Of a case that is destroyed, protected, or
    that not everybody may know of: no, since whoever holds the office's phone would see that somebody read it.
    """
    link = ComplaintMessage.select(SQL("1")).join(Complaint)
    mine = (ComplaintMessage.message == Message.id) & ComplaintMessage.undone_at.is_null()
    guarded = Complaint.identity_protected | Complaint.destroyed_at.is_null(False) | ~known_to_all()
    open_to_all = fn.EXISTS(link.where(mine)) & ~fn.EXISTS(link.where(mine & guarded))
    return Message.seen_at.is_null(False) & Message.withdrawn_at.is_null() & open_to_all


def _stands_behind(message: Message) -> bool:
    """Whether an earlier message of the conversation must not be told of: unread, or of a case that is guarded."""
    before = (Message.sent_at < message.sent_at) | ((Message.sent_at == message.sent_at) & (Message.id < message.id))
    earlier = (Message.thread == message.thread_id) & (Message.direction == str(Direction.IN)) & before
    return bool(Message.select().where(earlier & ~_is_free()).exists())


def _an_answer_waits(account_id: int, now: datetime) -> bool:
    """Whether an answer may leave now: it goes first."""
    mine = (Outbox.account == account_id) & Outbox.state.in_([str(state) for state in CLAIMABLE])
    return bool(Outbox.select().where(mine & has_come(Outbox.not_before, now, LONGEST_REST)).exists())


def _a_push_waits(account_id: int) -> bool:
    """Whether something pushed was not taken in yet: it may be an earlier message, which nobody has opened."""
    mine = (PushPayload.account == account_id) & PushPayload.settled_at.is_null()
    return bool(PushPayload.select().where(mine).exists())


def _forget(rows: Collection[int]) -> None:
    if rows:
        ReadMark.delete().where(ReadMark.id.in_(list(rows))).execute()


def _forget_all(account_id: int) -> None:
    mine = Message.select(Message.id).where(Message.account == account_id)
    ReadMark.delete().where(ReadMark.message.in_(mine)).execute()
