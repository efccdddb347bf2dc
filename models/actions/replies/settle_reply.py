"""Settles a held reply after an officer looked at the phone: sent, send again, or cancel. Audited."""

from datetime import datetime
from enum import StrEnum

from models.actions.core.actor import Actor
from models.actions.core.case import demand_answering, is_visible
from models.actions.replies.delivery_grades import mark_sent
from models.actions.replies.reply_outcome import call_off_files, change_state, count_if_whole
from models.rules.core.errors import AlreadyDone, NotVisible, ReplyNotHeld
from models.rules.replies.delivery import ReplyState
from models.rules.staff.permissions import Permission
from models.tables import Outbox, database


class Verdict(StrEnum):
    """What the officer saw."""

    SENT = "sent"
    RESEND = "resend"
    CANCEL = "cancel"


VERDICT_LABELS = {Verdict.SENT: "Sudah terkirim", Verdict.RESEND: "Kirim ulang", Verdict.CANCEL: "Batalkan"}


_BY_HAND = "dibatalkan petugas"


def settle_reply(reply_key: str, verdict: Verdict, actor: Actor, now: datetime) -> Outbox:
    """Settle a held reply. Raises ReplyNotHeld where it is not held, NotVisible where it does not exist."""
    with database.atomic():
        actor.demand(Permission.SETTLE_REPLY)
        reply = Outbox.get_or_none(Outbox.reply_key == reply_key)
        if reply is None or (reply.complaint and not is_visible(reply.complaint, actor)):
            raise NotVisible(f"Tidak ada jawaban dengan kunci {reply_key}.")
        if reply.state != ReplyState.HOLD:
            raise ReplyNotHeld
        if not _settle(reply, verdict, actor, now):
            raise AlreadyDone
        return reply


def _settle(reply: Outbox, verdict: Verdict, actor: Actor, now: datetime) -> bool:
    by = actor.staff_id
    if verdict is Verdict.SENT:
        how = "dipastikan petugas"
        return mark_sent(reply, reply.external_id, actor, now, how, settled_by=by, settled_at=now)
    if verdict is Verdict.RESEND:
        queued = ReplyState.QUEUED
        return change_state(reply, queued, actor, now, not_before=None, reason="", settled_by=by, settled_at=now)
    return _call_off(reply, actor, now, settled_by=by, settled_at=now)


def cancel_reply(reply_key: str, actor: Actor, now: datetime) -> Outbox:
    """Take back an unsent reply (queued, waiting or parked). Raises ReplyNotHeld once it may have been sent."""
    with database.atomic():
        reply = Outbox.get_or_none(Outbox.reply_key == reply_key)
        if reply is None or (reply.complaint and not is_visible(reply.complaint, actor)):
            raise NotVisible
        if reply.complaint:
            demand_answering(reply.complaint, actor)
        else:
            actor.demand(Permission.WRITE_REPLY)
        waiting = (ReplyState.QUEUED, ReplyState.WAITING, ReplyState.PARKED)
        claimed = reply.lease_until is not None and reply.lease_until > now
        if reply.state not in waiting or claimed:
            raise ReplyNotHeld("Jawaban ini sudah atau sedang dikirim, jadi tidak dapat dibatalkan.")
        if not _call_off(reply, actor, now):
            raise AlreadyDone
        return reply


def _call_off(reply: Outbox, actor: Actor, now: datetime, **changes: object) -> bool:
    """Cancel a reply: the words with their unsent files, or one file alone."""
    if not change_state(reply, ReplyState.CANCELLED, actor, now, reason=_BY_HAND, **changes):
        return False
    call_off_files(reply, actor, now, _BY_HAND)
    count_if_whole(reply, now)
    return True
