"""What a known item shows when read again: an edit adds a version, a withdrawal keeps the text, ticks rise."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from models.actions.core.links.contents import bring_news
from models.actions.core.links.graph import lean_on_graph, lock_cases
from models.actions.replies.counted_earlier import is_told_earlier
from models.actions.replies.delivery_grades import note_news, note_proof_news
from models.actions.replies.echoes import reply_of
from models.rules.channels.grades import DeliveryGrade, as_happened, follows, grade_of
from models.rules.channels.messages import Ack, Acknowledgement, Direction, IncomingMessage
from models.rules.core.texts import storable, storable_id
from models.rules.replies.delivery import ReplyState
from models.tables import (
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

    An edit back to an earlier text adds a version too: the last one is what the platform shows now. What a citizen
    changed or withdrew is unread in its complaints again, closed ones too. `threads`: whose new messages come next.
    """
    changed = [row.id for row, _, _ in _changes(account, again, found_by)]
    if not changed:
        return []
    places = _hold(changed, threads)
    # Asked again, with the complaints locked: a push and a poll bring the same edit once.
    found = _changes(account, again, found_by)
    for row, number, said in found:
        if said is None:
            Message.update(withdrawn_at=now).where(Message.id == row.id).execute()
        else:
            MessageVersion.insert(message=row.id, number=number + 1, text=said, seen_at=now).execute()
    if written := [row.id for row, _, _ in found if row.direction == Direction.IN]:
        bring_news(written, places)
    return [row.id for row, _, said in found if said is not None]


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


def _changes(
    account: ChannelAccount, again: list[IncomingMessage], found_by: str
) -> list[tuple[Message, int, str | None]]:
    """Return what was edited, with the number of its last version and the new text; None: it was withdrawn."""
    if not again:
        return []
    stored = _stored(account, again)
    latest = _latest([row.id for row in stored.values()])
    found: list[tuple[Message, int, str | None]] = []
    for message in again:
        row = stored.get((str(message.kind), storable_id(message.external_id)))
        if row is None or row.withdrawn_at:
            continue
        number, text = latest.get(row.id, (1, row.text))
        said = storable(message.text)
        if message.withdrawn:
            found.append((row, number, None))
            row.withdrawn_at = message.sent_at  # whatever else the page says of it came before
        elif not row.truncated and said != text and not _late(message, row, found_by):
            found.append((row, number, said))
            latest[row.id] = (number + 1, said)
    return found


def _late(message: IncomingMessage, row: Message, found_by: str) -> bool:
    """Whether a push is only the original item delivered again; an edit carries the time of the edit."""
    return found_by == "push" and message.sent_at <= row.sent_at and storable(message.text) == row.text


def _latest(ids: list[int]) -> dict[int, tuple[int, str]]:
    """Return number and text of the newest version of each edited message."""
    rows = MessageVersion.select(MessageVersion.message, MessageVersion.number, MessageVersion.text)
    versions = rows.where(MessageVersion.message.in_(ids)).order_by(MessageVersion.number)
    return {message: (number, text) for message, number, text in versions.tuples()}


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
