"""How the office may answer in one conversation now, by the channel's row, the account's settings and the window."""

import json
from dataclasses import dataclass
from datetime import datetime

from models.actions.core.answers.answers_standing import shut_accounts
from models.actions.core.answers.invitation_waiting import confirmed_claim
from models.rules.channels.channels import Channel, Reach, channel, limit_of
from models.rules.channels.messages import Direction, Kind
from models.rules.channels.windows import Window, longest, window_of
from models.rules.replies.delivery import NEVER_LEFT
from models.tables import ChannelAccount, Complaint, Message, Outbox, Thread


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


def ways_of_case(case: Complaint, now: datetime) -> list[tuple[int | None, ReplyReach]]:
    """Return every way of answering a case; the claim of an invitation goes with the private conversation it opened.

    A private reply to a comment that was used up is left out.
    """
    claim = confirmed_claim(case.id) if case.thread.kind == Kind.COMMENT else None
    linked = Thread.get_by_id(claim.thread_id) if claim else None
    own = ways_to_reply(linked, linked.account, now) if linked else []
    rest = [
        way for way in ways_to_reply(case.thread, case.account, now) if not (way.reach.once and is_used_up(case, way))
    ]
    shut = shut_accounts(case)  # where answers to this case fell twice
    own = own if linked is None or linked.account_id not in shut else []
    rest = rest if case.account_id not in shut else []
    return [*((claim.id if claim else None, way) for way in own), *((None, way) for way in rest)]


def is_used_up(case: Complaint, way: ReplyReach) -> bool:
    """Whether the one private reply to this comment was sent, or is on its way."""
    same = (Outbox.account == case.account_id) & Outbox.private & (Outbox.reply_to == way.reply_to)
    return bool(Outbox.select().where(same & Outbox.state.not_in(NEVER_LEFT)).exists())


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
