"""Settles a reply that has not ended after an officer looked at the phone: sent, send again, or cancel. Audited."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from models.actions.core.actor import AGENT, Actor
from models.actions.core.case import demand_answering, is_visible
from models.actions.replies.delivery_grades import mark_sent
from models.actions.replies.reply_outcome import call_off_files, change_state, count_if_whole
from models.rules.core.errors import AlreadyDone, NotVisible, ReplyNotHeld
from models.rules.core.stored_moments import LONGEST_LEASE, is_ahead
from models.rules.replies.delivery import ENDED, ReplyState
from models.rules.staff.permissions import Permission
from models.tables import Outbox, database


class Verdict(StrEnum):
    """What the officer saw."""

    SENT = "sent"
    RESEND = "resend"
    CANCEL = "cancel"


VERDICT_LABELS = {Verdict.SENT: "Sudah terkirim", Verdict.RESEND: "Kirim ulang", Verdict.CANCEL: "Batalkan"}

_BY_HAND = "dibatalkan petugas"
_IN_FLIGHT = "Jawaban ini sedang dikirim. Tunggu sebentar sampai pengirimannya berakhir, lalu tetapkan."
_DIED = "agen berhenti di tengah pengiriman"


def settle_reply(reply_key: str, verdict: Verdict, actor: Actor, now: datetime) -> Outbox:
    """Settle a reply that has not ended; one in flight only after its lease.

    Raises ReplyNotHeld where it has ended or is in flight, NotVisible where it does not exist.
    """
    with database.atomic():
        actor.demand(Permission.SETTLE_REPLY)
        reply = Outbox.get_or_none(Outbox.reply_key == reply_key)
        if reply is None or (reply.complaint and not is_visible(reply.complaint, actor)):
            raise NotVisible(f"Tidak ada jawaban dengan kunci {reply_key}.")
        if reply.state in ENDED:
            raise ReplyNotHeld
        if is_in_flight(reply, now):
            raise ReplyNotHeld(_IN_FLIGHT)
        if reply.state == ReplyState.SENDING:
            change_state(reply, ReplyState.UNKNOWN, AGENT, now, reason=_DIED)
        if not _settle(reply, verdict, actor, now):
            raise AlreadyDone
        return reply


def is_in_flight(reply: Outbox, now: datetime) -> bool:
    """Whether an agent holds a reply at this moment, about to send it or waiting for the platform's answer."""
    return is_ahead(reply.lease_until, now, LONGEST_LEASE)


def may_be_settled(reply: Outbox, now: datetime) -> bool:
    """Whether a person may settle a reply now."""
    return reply.state not in ENDED and not is_in_flight(reply, now)


def _settle(reply: Outbox, verdict: Verdict, actor: Actor, now: datetime) -> bool:
    settled: dict[str, Any] = {"settled_by": actor.staff_id, "settled_at": now, "faults": 0}
    if verdict is Verdict.SENT:
        return mark_sent(reply, reply.external_id, actor, now, "dipastikan petugas", **settled)
    if verdict is Verdict.CANCEL:
        return _call_off(reply, actor, now, **settled)
    settled |= {"not_before": None, "reason": ""}
    if reply.state == ReplyState.QUEUED:  # it stands in the queue already: it only need not wait any longer
        same = (Outbox.id == reply.id) & (Outbox.state == str(reply.state))
        return bool(Outbox.update(settled).where(same & (Outbox.lease_token == reply.lease_token)).execute())
    return change_state(reply, ReplyState.QUEUED, actor, now, **settled)


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
        if reply.state not in waiting or is_in_flight(reply, now):
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
