"""What a known item shows when read again: an edit adds a version, a withdrawal keeps the text, ticks rise."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.actions.core.links.contents import bring_news
from models.actions.core.links.graph import lean_on_graph, lock_cases
from models.actions.intake.keeping import keep_attachments
from models.actions.replies.counted_earlier import is_told_earlier
from models.actions.replies.delivery_grades import note_news, note_proof_news
from models.actions.replies.echoes import reply_of
from models.rules.channels.grades import DeliveryGrade, as_happened, follows, grade_of
from models.rules.channels.messages import Ack, Acknowledgement, Direction, IncomingMessage
from models.rules.channels.wordless import is_ours
from models.rules.core.texts import storable, storable_id
from models.rules.replies.delivery import ReplyState
from models.tables import (
    Attachment,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    Message,
    MessageVersion,
    OpenThread,
    Outbox,
)
from models.tables.core.filled import filled


def note_changes(
    account: ChannelAccount,
    again: list[IncomingMessage],
    now: datetime,
    found_by: str = "poll",
    threads: Collection[int] = (),
) -> list[int]:
    """Add versions for known items whose text changed (F19, F20); return those. The first text stays (I-11).

    An edit back to an earlier text adds a version too: the last one is what the platform shows now. An edit that is
    told after a later one takes its place before that, and is no news. What a citizen changed or withdrew is unread
    in its complaints again, closed ones too. `threads`: whose new messages come next.
    """
    changed = [one.row.id for one in _changes(account, again, now, found_by)]
    if not changed:
        return []
    places = _hold(changed, threads)
    # Asked again, with the complaints locked: a push and a poll bring the same edit once.
    found = _changes(account, again, now, found_by)
    for one in found:
        if one.said is None:
            Message.update(withdrawn_at=now).where(Message.id == one.row.id).execute()
        else:
            if one.late:
                _make_room(one.row.id, one.number + 1)
            MessageVersion.insert(
                message=one.row.id, number=one.number + 1, text=one.said, seen_at=now, said_at=one.at
            ).execute()
    edited = [one.row for one in found if one.said is not None]
    _keep_late_files(edited, again, now)
    if written := [one.row.id for one in found if one.row.direction == Direction.IN and not one.late]:
        bring_news(written, places)
    return [row.id for row in edited]


def _make_room(message: int, number: int) -> None:
    """Move the versions from this number on by one, the last first: two never have one number."""
    mine = (MessageVersion.message == message) & (MessageVersion.number >= number)
    for (key,) in list(
        MessageVersion.select(MessageVersion.id).where(mine).order_by(-MessageVersion.number).tuples()
    ):
        MessageVersion.update(number=MessageVersion.number + 1).where(MessageVersion.id == key).execute()


def _keep_late_files(changed: list[Message], again: list[IncomingMessage], now: datetime) -> None:
    """Keep the files of messages that brought none at first: the gateway could not decrypt them then."""
    having = Attachment.select(Attachment.message).where(Attachment.message.in_([row.id for row in changed]))
    bare = {row.id for row in changed} - {message for (message,) in having.tuples()}
    ids = {(row.kind, row.external_id): row.id for row in changed if row.id in bare}
    late = {(str(one.kind), storable_id(one.external_id)): one for one in again if one.attachments}
    keep_attachments([one for key, one in late.items() if key in ids], ids, now)


def _hold(messages: list[int], threads: Collection[int]) -> set[int]:
    """Lock the complaints of these messages, with those of the conversations that come next, in one order."""
    lean_on_graph()
    written = Message.select(Message.id).where(Message.id.in_(messages) & (Message.direction == str(Direction.IN)))
    standing = ComplaintMessage.message.in_(written) & ComplaintMessage.undone_at.is_null()
    kept = standing & Complaint.destroyed_at.is_null()
    rows = ComplaintMessage.select(ComplaintMessage.complaint).join(Complaint).where(kept).distinct()
    places = {row for (row,) in rows.tuples()}
    held = OpenThread.select(OpenThread.complaint).where(OpenThread.thread.in_(list(threads)))
    lock_cases(places | {row for (row,) in held.tuples()})
    return places


def _changes(account: ChannelAccount, again: list[IncomingMessage], now: datetime, found_by: str) -> "list[_Change]":
    """Return what was edited or withdrawn."""
    if not again:
        return []
    stored = _stored(account, again)
    known = _texts_of(stored.values())
    found: list[_Change] = []
    for message in again:
        row = stored.get((str(message.kind), storable_id(message.external_id)))
        if row is None or row.withdrawn_at:
            continue
        texts = known[row.id]
        said = _said(message, texts.newest)
        if message.withdrawn:
            found.append(_Change(row, texts.number, None, None))
            row.withdrawn_at = message.sent_at  # whatever else the page says of it came before
        elif row.truncated or said == texts.newest:
            continue
        elif not _is_late(message, said, row, texts, found_by):
            at = message.sent_at if found_by == "push" else None
            found.append(_Change(row, texts.number, said, at))
            texts.add(texts.number + 1, said, at, at or now)
        elif found_by == "push" and message.sent_at > row.sent_at and said not in texts.earlier:
            before = texts.before(message.sent_at)
            found.append(_Change(row, before, said, message.sent_at, late=True))
            texts.put(before + 1, said, message.sent_at)
    return found


def _said(message: IncomingMessage, known: str) -> str:
    """Return the citizen's present words; what we call an item without words is never an edit of his."""
    if message.came is not None:
        return known if is_ours(known) else ""
    return storable(message.text)


def _is_late(message: IncomingMessage, said: str, row: Message, texts: "_Texts", found_by: str) -> bool:
    """Whether an item only shows again what was changed since; what came as news carries the time of the change.

    A list shows every item under its first time: there only words that were known before are late, where a change
    was told since. Such a list may lag behind what was pushed.
    """
    if found_by == "push" and message.sent_at != texts.at:
        return message.sent_at < texts.at
    return said in texts.earlier and (found_by == "push" or texts.at > row.sent_at)


@dataclass
class _Texts:
    """The words of one message as they are known: number and text of the last, and the newest change told."""

    number: int
    newest: str
    at: datetime
    earlier: set[str] = field(default_factory=set)
    times: list[datetime] = field(
        default_factory=list
    )  # of the versions in order: said, or seen where that is unknown

    def add(self, number: int, text: str, at: datetime | None, seen: datetime) -> None:
        """Take a later text."""
        self.earlier.add(self.newest)
        self.times.append(at or seen)
        self.number, self.newest, self.at = number, text, max(self.at, at or self.at)

    def before(self, at: datetime) -> int:
        """Return the number of the last text from before a moment; the first text has 1."""
        return 1 + sum(time <= at for time in self.times)

    def put(self, number: int, text: str, at: datetime) -> None:
        """Take a text that was told after later ones."""
        self.earlier.add(text)
        self.times.insert(number - 2, at)
        self.number += 1


@dataclass(frozen=True)
class _Change:
    """One message whose words changed: number of its last version, the new text (None: withdrawn), and when."""

    row: Message
    number: int
    said: str | None
    at: datetime | None
    late: bool = False  # told after later words


def _texts_of(messages: Collection[Message]) -> dict[int, _Texts]:
    """Return the words of each message, with all later ones."""
    found = {row.id: _Texts(1, row.text, row.sent_at) for row in messages}
    versions = MessageVersion.select().where(MessageVersion.message.in_(list(found)))
    for row in versions.order_by(MessageVersion.number):
        found[row.message_id].add(row.number, row.text, row.said_at, row.seen_at)
    return found


def _stored(account: ChannelAccount, again: list[IncomingMessage]) -> dict[tuple[str, str], Message]:
    ids = [storable_id(message.external_id) for message in again]
    columns = (
        *(Message.id, Message.kind, Message.external_id, Message.text, Message.direction),
        *(Message.sent_at, Message.withdrawn_at, Message.truncated),
    )
    rows = Message.select(*columns).where((Message.account == account.id) & Message.external_id.in_(ids))
    return {(row.kind, row.external_id): row for row in rows}


def note_acks(account: ChannelAccount, acks: tuple[Acknowledgement, ...], now: datetime) -> None:
    """Note the platform's news of our own messages: of answers with all it brings about, of others as their tick."""
    wanted: dict[str, list[Acknowledgement]] = defaultdict(list)
    for ack in acks:
        wanted[storable_id(ack.external_id)].append(ack)
    if not wanted:
        return
    _raise_ticks(account, wanted)
    told = {key: as_happened((grade_of(one.ack), one.at or now) for one in of) for key, of in wanted.items()}
    ours = Outbox.select().where((Outbox.account == account.id) & Outbox.external_id.in_(list(wanted)))
    note_news([(row, grade, at) for row in ours for grade, at in told[filled(row.external_id)]], now)
    note_proof_news(account, told, now)


def told_earlier(account: ChannelAccount, acks: tuple[Acknowledgement, ...]) -> set[int]:
    """Return the cases of answers that were there, as these news say, before that was known so far."""
    timed = [ack for ack in acks if ack.at is not None]
    if not timed:
        return set()
    named = Outbox.external_id.in_([storable_id(ack.external_id) for ack in timed])
    rows = Outbox.select().where((Outbox.account == account.id) & named & Outbox.complaint.is_null(False))
    of = {filled(row.external_id): row for row in rows}
    told = [(of.get(storable_id(ack.external_id)), grade_of(ack.ack), filled(ack.at)) for ack in timed]
    return {
        filled(row.complaint_id) for row, grade, at in told if row is not None and is_told_earlier(row, grade, at)
    }


def _raise_ticks(account: ChannelAccount, wanted: Mapping[str, list[Acknowledgement]]) -> None:
    """Keep the newest tick as the platform showed it; it never goes back to an older one."""
    for table in (Message, Outbox):
        rows = table.select(table.id, table.external_id, table.ack).where(
            (table.account == account.id) & table.external_id.in_(list(wanted))
        )
        for row in rows:
            known = newest = Ack(row.ack) if row.ack else None
            for ack in wanted[filled(row.external_id)]:
                if follows(grade_of(newest) if newest else None, grade_of(ack.ack)):
                    newest = ack.ack
            if newest is not None and newest is not known:
                table.update(ack=str(newest)).where(table.id == row.id).execute()


def note_withdrawals(account: ChannelAccount, messages: Iterable[IncomingMessage], now: datetime) -> None:
    """Note which of our own messages the platform says were taken back."""
    gone = [one for one in messages if one.withdrawn and one.direction is Direction.OUT]
    if not gone:
        return
    replies = [reply for one in gone if (reply := reply_of(account, one)) is not None]
    note_news([(reply, DeliveryGrade.WITHDRAWN, now) for reply in replies], now)
    note_proof_news(account, {storable_id(one.external_id): [(DeliveryGrade.WITHDRAWN, now)] for one in gone}, now)


def acknowledged(
    account: ChannelAccount, acks: tuple[Acknowledgement, ...], now: datetime
) -> list[tuple[Outbox, Acknowledgement]]:
    """Return the replies nobody knows the fate of that the platform names by the id chosen before sending.

    With what it says of each first. That it failed says as well that it left. One whose sender died a moment ago is
    still being sent here: what was pushed is not told again.
    """
    wanted: dict[str, list[Acknowledgement]] = defaultdict(list)
    for ack in acks:
        if ack.client_ref:
            wanted[ack.client_ref].append(ack)
    if not wanted:
        return []
    unsure = Outbox.state.in_([str(ReplyState.SENDING), str(ReplyState.UNKNOWN), str(ReplyState.HOLD)])
    rows = Outbox.select().where((Outbox.account == account.id) & unsure & Outbox.client_ref.in_(list(wanted)))
    return [
        (row, _first_of(wanted[filled(row.client_ref)], now)) for row in rows.order_by(Outbox.complaint, Outbox.id)
    ]


def _first_of(acks: list[Acknowledgement], now: datetime) -> Acknowledgement:
    """Return what the platform's news of an answer begins with."""
    by_grade = {grade_of(one.ack): one for one in reversed(acks)}
    first, _ = as_happened((grade, now) for grade in by_grade)[0]
    return by_grade[first]
