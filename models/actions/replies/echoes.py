"""Our own messages returned by a poll: matched to the outbox, else stored as typed in the platform's app (R11)."""

from datetime import datetime, timedelta

from models.rules.channels.messages import Direction, IncomingMessage
from models.rules.core.texts import storable, storable_id, text_hash
from models.rules.replies.delivery import ReplyState
from models.tables import ChannelAccount, Message, Outbox, Thread

# A reply and its echo are the same text in the same thread within this time (when no id says so).
_ECHO_WINDOW = timedelta(hours=24)


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
        reply = reply_of(account, message) or _by_text(thread, message, now)
        origin = "aduan" if reply else "aplikasi_asli"
        Message.update(origin=origin).where(Message.id == message_id).execute()
        if reply and reply.state in (ReplyState.UNKNOWN, ReplyState.HOLD) and _same_id(reply, message):
            # Its ticks come under the id by which the platform shows it.
            reply.external_id = reply.external_id or storable_id(message.external_id)
            proven.append(reply)
    return proven


def _same_id(reply: Outbox, message: IncomingMessage) -> bool:
    """Whether the id alone proves it; WhatsApp's engine ids end in the id chosen before sending."""
    ids = {message.external_id, message.external_id.rsplit("_", 1)[-1]}
    return bool({reply.external_id, reply.client_ref} & ids)


def reply_of(account: ChannelAccount, message: IncomingMessage) -> Outbox | None:
    """Return the answer that one of our own messages is, by its ids."""
    bare = message.external_id.rsplit("_", 1)[-1]
    ids = [storable_id(one) for one in (message.external_id, bare, *message.also_known_as)]
    return (
        Outbox.select()
        .where((Outbox.account == account.id) & (Outbox.external_id.in_(ids) | Outbox.client_ref.in_(ids)))
        .first()
    )


def _by_text(thread: Thread, message: IncomingMessage, now: datetime) -> Outbox | None:
    tried = Outbox.last_attempt_at.is_null(False) & (Outbox.last_attempt_at > now - _ECHO_WINDOW)
    taken = Outbox.external_id.is_null(True)
    return (
        Outbox.select()
        .where((Outbox.thread == thread.id) & (Outbox.text_hash == text_hash(message.text)) & tried & taken)
        .order_by(Outbox.id)
        .first()
    )
