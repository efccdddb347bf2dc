"""Invites a commenter into a private conversation: the code, once reminded of, and the ways an office can offer."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from models.actions.core.answers.invitation_waiting import InvitationState, confirmed_claim, invitation_of
from models.actions.core.case import facts_of
from models.actions.core.office_facts import office_settings
from models.actions.replies.reply_reach import ReplyReach
from models.rules.cases.workflow import closer_of
from models.rules.channels.private_ways import PrivateWay, private_ways
from models.rules.core.errors import ReplyNotAllowed
from models.rules.core.moments import to_wib
from models.rules.replies.invitations import CODE_LENGTH, filled_invitation, holds_for, shown_code
from models.rules.staff.roles import ROLES
from models.tables import ChannelAccount, Complaint, Invitation, Outbox

_LARGE = 10**6


@dataclass(frozen=True)
class NewInvitation:
    """An invitation about to be sent: its text with code and way, and what it reminds of, if anything."""

    text: str
    code: str
    way: PrivateWay
    until: datetime
    earlier: Invitation | None = None


def ways_into_private(case: Complaint) -> list[PrivateWay]:
    """Return the private conversations into which the citizen of this case can be invited, the usual one first."""
    rows = ChannelAccount.select(
        ChannelAccount.id, ChannelAccount.kind, ChannelAccount.label, ChannelAccount.settings
    )
    switched_on = rows.where(ChannelAccount.enabled).order_by(ChannelAccount.id).tuples()
    known = [(row_id, kind, label, json.loads(more)) for row_id, kind, label, more in switched_on]
    return private_ways(known, case.account.kind)


def invite(case: Complaint, text: str, reach: ReplyReach, account: int | None, now: datetime) -> NewInvitation:
    """Return the invitation to send under a comment. Raises ReplyNotAllowed where there is nothing to invite into."""
    if not reach.public:
        raise ReplyNotAllowed("Undangan hanya untuk komentar yang terbaca semua orang. Di sini, jawab langsung saja.")
    if confirmed_claim(case.id) is not None:
        raise ReplyNotAllowed("Undangan sudah diterima. Kirim jawabannya di percakapan pribadi itu.")
    ways = ways_into_private(case)
    way = next((one for one in ways if one.account == account), ways[0] if account is None and ways else None)
    if way is None:
        raise ReplyNotAllowed(
            "Tidak ada kanal pesan pribadi yang menyala, jadi tidak ada tempat mengundang. Sampaikan lewat telepon, "
            "surat, atau di kantor, lalu catat."
        )
    until = now + holds_for(office_settings())
    earlier = _to_remind_of(case, invitation_of(case.id, now))
    code = _new_code() if earlier is None else earlier.code
    return NewInvitation(filled_invitation(text, code, way.words(code)), code, way, until, earlier)


def _to_remind_of(case: Complaint, state: InvitationState | None) -> Invitation | None:
    """Return the invitation that lapsed once. Raises ReplyNotAllowed while it waits, or where it was said twice."""
    if state is None:
        return None
    if state.waits:
        until = f"{to_wib(state.invitation.expires_at):%d-%m-%Y %H.%M}"
        raise ReplyNotAllowed(
            f"Undangan sudah dikirim dan menunggu pelapor sampai {until}. Sesudah itu dapat diingatkan satu kali."
        )
    if state.in_vain:
        raise ReplyNotAllowed(
            "Undangan dan pengingatnya tidak diterima. Sampaikan dengan cara lain, atau minta "
            f"{ROLES[closer_of(facts_of(case, state.now))].label} menutup sebagai tidak dapat dihubungi."
        )
    return state.invitation


def _new_code() -> str:
    while True:
        code = shown_code([secrets.randbelow(_LARGE) for _ in range(CODE_LENGTH)])
        if not Invitation.select().where(Invitation.code == code).exists():
            return code


def keep_invitation(new: NewInvitation, case: Complaint, reply: Outbox, now: datetime) -> None:
    """Store the invitation with the reply that carries it, in the same transaction."""
    if new.earlier is not None:
        again = {Invitation.reminder: reply.id, Invitation.expires_at: new.until, Invitation.account: new.way.account}
        Invitation.update(again).where(Invitation.id == new.earlier.id).execute()
        return
    Invitation.create(
        complaint=case.id,
        reply=reply.id,
        account=new.way.account,
        code=new.code,
        created_at=now,
        expires_at=new.until,
    )
