"""Reads invitation codes from private messages and second words from comments, as they come in (SOP step 8).

A code alone opens no complaint and says nothing of the case: its writer receives a second word. A code that is wrong,
late or tried too often is a message like any other, so that it tells nobody whether it exists.
"""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.intake.arrivals import Arrival, Written
from models.actions.intake.confirm_invitation import confirm_by_comment
from models.rules.channels.channels import channel
from models.rules.channels.messages import Kind
from models.rules.core.texts import text_hash
from models.rules.replies.delivery import NEVER_LEFT, OPEN_STATES, Purpose
from models.rules.replies.invitations import (
    MOST_CLAIMS,
    MOST_TRIES,
    MOST_WORDS_SENT,
    SECOND_WORD_TEXT,
    TRIES_IN,
    code_in,
    says_more,
    second_word,
    second_words_in,
)
from models.tables import (
    Attachment,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    Invitation,
    InvitationClaim,
    Message,
    OpenThread,
    Outbox,
    Thread,
)
from models.tables.core.bulk import insert_rows

_LARGE = 10**6
_OPEN = [str(state) for state in OPEN_STATES]


def without_codes(arrivals: Sequence[Arrival], now: datetime) -> list[Arrival]:
    """Act on codes and second words; return the arrivals without the messages that were nothing else.

    Runs in the transaction that stores the messages.
    """
    left = [_read(arrival, now) for arrival in arrivals]
    return [arrival for arrival in left if arrival.messages]


def _read(arrival: Arrival, now: datetime) -> Arrival:
    takes = _took_code if arrival.thread.kind == Kind.DM else _took_word
    taken = {message_id for message, message_id in arrival.inbound if takes(arrival.thread, message, message_id, now)}
    kept = [pair for pair in arrival.messages if pair[1] not in taken]
    return arrival if len(kept) == len(arrival.messages) else replace(arrival, messages=kept)


def _took_code(thread: Thread, message: Written, message_id: int, now: datetime) -> bool:
    """Act on a private message with a valid code; whether it opens nothing."""
    code = code_in(message.text)
    invitation = _valid(code, thread, now) if code else None
    if invitation is None:
        return False
    claim = _claim(invitation, thread, message_id, now)
    if claim.confirmed_at is None:
        _send_word(claim, invitation, thread, now)
    return not says_more(message.text) and not _has_file(message_id) and not _is_held(thread)


def _valid(code: str, thread: Thread, now: datetime) -> Invitation | None:
    """Return the invitation of a code where it still counts, and this conversation has not tried too many."""
    tried = (Message.thread == thread.id) & (Message.sent_at > now - TRIES_IN)
    texts = Message.select(Message.text).where(tried).order_by(Message.id.desc()).limit(100).tuples()
    if len({code_in(text) for (text,) in texts} - {""}) > MOST_TRIES:
        return None
    counts = (Invitation.code == code) & (Invitation.expires_at > now) & Outbox.state.not_in(NEVER_LEFT)
    query = Invitation.select(Invitation, Outbox, Complaint).join(Outbox, on=Invitation.reply)
    found: Invitation | None = query.switch(Invitation).join(Complaint).where(counts).first()
    if found is None or found.complaint.destroyed_at is not None:
        return None
    others = InvitationClaim.select().where(InvitationClaim.invitation == found.id)
    known = others.where(InvitationClaim.thread == thread.id).exists()
    return found if known or others.count() < MOST_CLAIMS else None


def _claim(invitation: Invitation, thread: Thread, message_id: int, now: datetime) -> InvitationClaim:
    mine = (InvitationClaim.invitation == invitation.id) & (InvitationClaim.thread == thread.id)
    word = _unused_word(invitation)
    new = InvitationClaim.insert(
        invitation=invitation.id, thread=thread.id, message=message_id, word=word, made_at=now
    )
    new.on_conflict_ignore().execute()
    claim: InvitationClaim = InvitationClaim.get(mine)
    return claim


def _unused_word(invitation: Invitation) -> str:
    """Return a word that no other conversation of this invitation has."""
    taken = InvitationClaim.select(InvitationClaim.word).where(InvitationClaim.invitation == invitation.id)
    used = {word for (word,) in taken.tuples()}
    while True:
        word = second_word(secrets.randbelow(_LARGE), secrets.randbelow(_LARGE))
        if word not in used:
            return word


def _send_word(claim: InvitationClaim, invitation: Invitation, thread: Thread, now: datetime) -> None:
    """Queue the second word in the conversation that wrote the code; nothing of the case is said there."""
    head = f"kata-{claim.id}-"
    sent = list(Outbox.select(Outbox.state).where(Outbox.reply_key.startswith(head)).tuples())
    if len(sent) >= MOST_WORDS_SENT or any(state in _OPEN for (state,) in sent):
        return
    commented = ChannelAccount.get_by_id(invitation.reply.account_id)
    text = SECOND_WORD_TEXT.format(kanal=channel(commented.kind).label, kata=claim.word)
    row = Outbox.create(
        reply_key=f"{head}{len(sent) + 1}",
        complaint=invitation.complaint_id,
        account=thread.account_id,
        thread=thread.id,
        purpose=str(Purpose.KODE),
        text=text,
        text_hash=text_hash(text),
        created_at=now,
    )
    audit_trail.write(AGENT, now, AuditEvent("antre_jawaban", f"outbox:{row.id}", after=str(Purpose.KODE)))


def _took_word(thread: Thread, message: Written, message_id: int, now: datetime) -> bool:
    """Confirm the claim whose word the invited commenter repeats; whether the comment opens nothing."""
    words = second_words_in(message.text)
    if not words:
        return False
    invited = Outbox.alias()
    commenter = Thread.alias()
    open_claims = InvitationClaim.word.in_(words) & InvitationClaim.confirmed_at.is_null()
    query = InvitationClaim.select(InvitationClaim, Invitation).join(Invitation)
    query = query.join(invited, on=(Invitation.reply == invited.id)).join(
        commenter, on=(invited.thread == commenter.id)
    )
    # From the same account only: whoever copies a word from elsewhere confirms nothing.
    same = (commenter.handle == thread.handle_id) & (commenter.account == thread.account_id)
    claim = query.where(open_claims & same & (Invitation.expires_at > now)).order_by(InvitationClaim.id).first()
    if claim is None or not confirm_by_comment(claim, message_id, now):
        return False
    if says_more(message.text) or _has_file(message_id) or _is_held(thread):
        return False
    case = claim.invitation.complaint_id
    insert_rows(ComplaintMessage, [{"complaint": case, "message": message_id, "linked_at": now}], ignore=True)
    return True


def _is_held(thread: Thread) -> bool:
    """Whether an open complaint takes what comes in this conversation; then the message goes there as always."""
    return bool(OpenThread.select().where(OpenThread.thread == thread.id).exists())


def _has_file(message_id: int) -> bool:
    return bool(Attachment.select().where(Attachment.message == message_id).exists())
