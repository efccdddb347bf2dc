"""Our own messages returned by a poll: matched to the outbox, else stored as typed in the platform's app (R11)."""

from datetime import datetime, timedelta

from models.rules.channels.messages import Direction, IncomingMessage
from models.rules.core.texts import storable, storable_id, text_hash
from models.rules.replies.delivery import ReplyState
from models.tables import ChannelAccount, Message, Outbox, Thread

# A reply and its echo are the same text in the same thread within this time (when no id says so).
_ECHO_WINDOW = timedelta(hours=24)
_OURS = "aduan"


def match_echoes(
    account: ChannelAccount,
    fresh: list[tuple[IncomingMessage, int]],
    threads: dict[tuple[str, str], Thread],
    now: datetime,
) -> list[Outbox]:
    """Mark each own message as ours or as typed in the app; return the replies of unknown fate it proves."""
    proven = []
    for message, message_id in fresh:
        if message.direction is not Direction.OUT:
            continue
        thread = threads[str(message.kind), storable(message.thread_id)[:200]]
        by_id = reply_of(account, message)
        reply = by_id or _by_text(thread, message, now)
        _name_origin([message_id], ours=reply is not None)
        if by_id:
            _give_up_surplus(thread.id, message.text)
        if reply and reply.state in (ReplyState.UNKNOWN, ReplyState.HOLD) and _same_id(reply, message):
            # Its ticks come under the id by which the platform shows it.
            reply.external_id = reply.external_id or storable_id(message.external_id)
            proven.append(reply)
    return proven


def _same_id(reply: Outbox, message: IncomingMessage) -> bool:
    """Whether the id alone proves it."""
    return bool({reply.external_id, reply.client_ref} & _ids_of(message.external_id))


def reply_of(account: ChannelAccount, message: IncomingMessage) -> Outbox | None:
    """Return the answer that one of our own messages is, by its ids."""
    bare = message.external_id.rsplit("_", 1)[-1]
    ids = [storable_id(one) for one in (message.external_id, bare, *message.also_known_as)]
    return (
        Outbox.select()
        .where((Outbox.account == account.id) & (Outbox.external_id.in_(ids) | Outbox.client_ref.in_(ids)))
        .first()
    )


def claim_message(reply: Outbox) -> None:
    """Mark as ours the message whose id a reply has; what was only taken for it by its words is not ours any more."""
    shown = (Message.account == reply.account_id) & (Message.external_id == reply.external_id)
    rows = Message.select(Message.id).where(shown & (Message.direction == str(Direction.OUT)))
    if ids := [row.id for row in rows]:
        _name_origin(ids, ours=True)
        _give_up_surplus(reply.thread_id, reply.text)


def _by_text(thread: Thread, message: IncomingMessage, now: datetime) -> Outbox | None:
    """Return a reply of these words that may be this message: one reply is one message, however many look like it."""
    waiting, taken = _told_by_words(thread.id, message.text)
    if len(taken) >= len(waiting):
        return None
    recent = (row for row in waiting if row.last_attempt_at and row.last_attempt_at > now - _ECHO_WINDOW)
    return next(recent, None)


def _give_up_surplus(thread_id: int, text: str) -> None:
    waiting, taken = _told_by_words(thread_id, text)
    _name_origin(taken[len(waiting) :], ours=False)


def _told_by_words(thread_id: int, text: str) -> tuple[list[Outbox], list[int]]:
    """Return the replies of these words that no id names as a message, and the messages that only words name as ours.

    The second as ids; both oldest first.
    """
    mine = (Message.thread == thread_id) & (Message.direction == str(Direction.OUT)) & (Message.origin == _OURS)
    shown = list(Message.select(Message.id, Message.external_id).where(mine & (Message.text == storable(text))))
    same = (Outbox.thread == thread_id) & (Outbox.text_hash == text_hash(text)) & (Outbox.attempts > 0)
    replies = list(Outbox.select().where(same).order_by(Outbox.id))
    names = {one for row in replies for one in (row.external_id, row.client_ref) if one}
    ids = {one for row in shown for one in _ids_of(row.external_id)}
    waiting = [row for row in replies if not row.external_id and row.client_ref not in ids]
    return waiting, sorted(row.id for row in shown if not names & _ids_of(row.external_id))


def _ids_of(external_id: str) -> set[str]:
    """Return a message's id whole and bare: WhatsApp's engine ids end in the id chosen before sending."""
    return {external_id, external_id.rsplit("_", 1)[-1]}


def _name_origin(ids: list[int], *, ours: bool) -> None:
    Message.update(origin=_OURS if ours else "aplikasi_asli").where(Message.id.in_(ids)).execute()
