"""How the office may answer in one conversation now, by the channel's row, the account's settings and the window."""

import json
from dataclasses import dataclass
from datetime import datetime

from models.rules.channels.channels import Channel, Reach, channel, limit_of
from models.rules.channels.messages import Direction, Kind
from models.rules.channels.windows import Window, longest, window_of
from models.tables import ChannelAccount, Message, Thread


@dataclass(frozen=True)
class ReplyReach:
    """One way of answering. `reply_to`: the comment to answer; `until`: when the window closes, naive UTC."""

    channel: Channel
    reach: Reach
    kind: Kind
    private: bool
    limit: int
    window: Window
    until: datetime | None
    reply_to: str | None = None

    @property
    def public(self) -> bool:
        """Whether everybody can read the answer."""
        return self.kind is Kind.COMMENT and not self.private


def reply_reach(
    thread: Thread, account: ChannelAccount, now: datetime, private: bool = False, reply_to: str | None = None
) -> ReplyReach | None:
    """Return how a thread can be answered, None where the channel cannot; `reply_to` None: the newest comment."""
    row, kind = channel(account.kind), Kind(thread.kind)
    reach = row.reach(kind, private)
    if reach is None or (private and kind is not Kind.COMMENT):
        return None
    settings = json.loads(account.settings)
    answered, since = _answered(thread, reply_to) if kind is Kind.COMMENT else (None, thread.last_inbound_at)
    return ReplyReach(
        channel=row,
        reach=reach,
        kind=kind,
        private=private,
        limit=limit_of(reach, settings),
        window=window_of(reach, settings, since, now),
        until=longest(reach, settings, since),
        reply_to=answered,
    )


def ways_to_reply(thread: Thread, account: ChannelAccount, now: datetime) -> list[ReplyReach]:
    """Return every way of answering through the channel: as the citizen wrote and, where offered, in private."""
    found = (reply_reach(thread, account, now, private) for private in (False, True))
    return [way for way in found if way is not None and way.reach.replies]


def _answered(thread: Thread, reply_to: str | None) -> tuple[str | None, datetime | None]:
    """Return the comment to answer and when it was written: the citizen's newest that is not withdrawn."""
    inbound = (Message.thread == thread.id) & (Message.direction == str(Direction.IN))
    query = Message.select(Message.external_id, Message.sent_at).where(inbound)
    if reply_to is not None:
        query = query.where(Message.external_id == reply_to)
    else:
        query = query.where(Message.withdrawn_at.is_null())
    row = query.order_by(Message.sent_at.desc(), Message.id.desc()).first()
    return (row.external_id, row.sent_at) if row else (reply_to, thread.last_inbound_at)
