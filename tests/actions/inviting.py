"""A complaint in a TikTok comment on its way to step 8, and what its citizen, or a stranger, writes where."""

import json
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from models.actions.intake.receive_messages import receive_page
from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.actions.replies.queue_reply import Choices, queue_reply
from models.rules.cases.sop import Move
from models.rules.channels.messages import Author, Direction, HandleKind, IncomingMessage, Kind, Page, Receipt
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import ChannelAccount, Complaint, Invitation, InvitationClaim, Outbox
from tests.actions.walking import Walk, own_numbers
from tests.office import NOW, actor

ANSWER = "Paspor dapat diambil besok."
INVITATION = "Jawaban siap. Kirim kode {kode} ke {jalur}"
CITIZEN, STRANGER = "628110000001", "628119999999"
_ids = count(1)


def tiktok() -> ChannelAccount:
    return ChannelAccount.create(kind="tiktok", label="TikTok kantor", settings=json.dumps({}), created_at=NOW)


def commented(account: ChannelAccount, text: str, at: datetime, who: str = "warga", place: str = "v1") -> None:
    """Let somebody comment under a video."""
    _take_in(account, Kind.COMMENT, HandleKind.TIKTOK, who, f"{place}/{who}", text, at)


def wrote(account: ChannelAccount, text: str, at: datetime, who: str = CITIZEN) -> None:
    """Let somebody write to the office's WhatsApp."""
    _take_in(account, Kind.DM, HandleKind.PHONE, who, f"{who}@c.us", text, at)


def _take_in(
    account: ChannelAccount, kind: Kind, name: HandleKind, who: str, thread: str, text: str, at: datetime
) -> None:
    message = IncomingMessage(
        kind=kind,
        external_id=f"undang_{next(_ids)}",
        thread_id=thread,
        author=Author(name, who, who.title()),
        direction=Direction.IN,
        text=text,
        sent_at=at,
        payload="{}",
    )
    receive_page(account.id, str(kind), Page((message,)), at)


class Invited(Walk):
    """A complaint made in a comment; `whatsapp` is the office's private channel."""

    def __init__(self, whatsapp: Any, section: Section = Section.LALINTALKIM) -> None:
        self.whatsapp, self.section, self.now = whatsapp, section, NOW
        own_numbers()
        ChannelAccount.update(settings=json.dumps({"public_address": "0811-7000-111"})).where(
            ChannelAccount.id == whatsapp.id
        ).execute()
        self.whatsapp = ChannelAccount.get_by_id(whatsapp.id)
        self.account = tiktok()
        commented(self.account, "Paspor saya sudah lama belum jadi juga", NOW)
        self.id = Complaint.select(Complaint.id).order_by(Complaint.id.desc()).get().id

    def once(self, act: Any, *given: Any) -> "Invited":
        """Walk it each time: this office begins otherwise than the kept ones."""
        act(self, *given)
        return self

    def at_answering(self) -> "Invited":
        """Go on to the desk of step 8."""
        self.with_answer()
        self.handed_back()
        return self

    def invited(self, text: str = INVITATION) -> Invitation:
        """Send the invitation, and let the platform take it."""
        self.sent(text, Purpose.UNDANGAN)
        return Invitation.select().order_by(Invitation.id.desc()).get()

    def sent(self, text: str, purpose: Purpose, **how: Any) -> Outbox:
        """Queue a reply, and let the platform take it."""
        row = queue_reply(
            self.id, text, purpose, f"undang-{next(_ids)}", actor(Role.PENGELOLA), self.tick(), choices=Choices(**how)
        )
        deliver(row.account_id, self.tick())
        return Outbox.get_by_id(row.id)

    def word(self, thread_of: str = CITIZEN) -> str:
        """Return the second word sent to who wrote from this number."""
        deliver(self.whatsapp.id, self.tick())
        rows = [row for row in InvitationClaim.select() if row.thread.handle.value == thread_of]
        return str(rows[-1].word) if rows else ""

    def confirmed(self) -> InvitationClaim:
        """Invite, let the citizen write the code in private and its word under the comment."""
        code = self.invited().code
        wrote(self.whatsapp, code, self.tick())
        commented(self.account, self.word(), self.tick())
        return InvitationClaim.get(InvitationClaim.confirmed_at.is_null(False))

    def days(self, days: float) -> datetime:
        """Let days pass."""
        self.now += timedelta(days=days)
        return self.now


def deliver(account_id: int, now: datetime) -> int:
    """Let the platform take everything that is due; return how many."""
    taken = 0
    while (claim := claim_due(account_id, "agen-1", 60, now)) is not None:
        assert record_intent(claim, 60, now)
        assert record_sent(claim, Receipt(f"true_undang_{next(_ids)}"), now)
        taken += 1
    return taken


__all__ = ["ANSWER", "INVITATION", "Invited", "Move", "commented", "deliver", "wrote"]
