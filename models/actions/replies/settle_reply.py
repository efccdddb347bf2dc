"""Settles a reply that has not ended after an officer looked at the phone: sent, send again, or cancel. Audited."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from peewee import ModelSelect

from models.actions.core.actor import AGENT, Actor
from models.actions.core.case import demand_answering, is_visible
from models.actions.replies.delivery_grades import mark_sent
from models.actions.replies.reply_outcome import call_off_files, change_state, count_if_whole
from models.rules.core.errors import AlreadyDone, NotVisible, ReplyNotHeld
from models.rules.core.stored_moments import LONGEST_LEASE, is_ahead
from models.rules.replies.delivery import ENDED, ReplyState
from models.rules.staff.permissions import Permission
from models.tables import Outbox, database
from models.tables.core.database import is_sqlite


class Verdict(StrEnum):
    """What the officer saw."""

    SENT = "sent"
    RESEND = "resend"
    CANCEL = "cancel"


VERDICT_LABELS = {Verdict.SENT: "Sudah terkirim", Verdict.RESEND: "Kirim ulang", Verdict.CANCEL: "Batalkan"}

_BY_HAND = "dibatalkan petugas"
_IN_FLIGHT = "Jawaban ini sedang dikirim. Tunggu sebentar sampai pengirimannya berakhir, lalu tetapkan."
_DIED = "agen berhenti di tengah pengiriman"
_ALIKE_IN_FLIGHT = (
    "Jawaban lain dengan kata-kata yang sama sedang dikirim ke percakapan ini. Tunggu sebentar, lihat lagi di "
    "telepon, lalu tetapkan."
)
_ALIKE_SENT = (
    "Sementara itu jawaban lain dengan kata-kata yang sama tercatat terkirim. Muat ulang halaman, hitung lagi di "
    "telepon, lalu tetapkan."
)


def settle_reply(reply_key: str, verdict: Verdict, actor: Actor, now: datetime, alike: int | None = None) -> Outbox:
    """Settle a reply that has not ended; one in flight only after its lease.

    `alike` says of how many answers of the same words the officer knew that they are sent; None where nobody asked.
    Raises ReplyNotHeld where it has ended or is in flight, or where one message could be taken for two answers;
    NotVisible where it does not exist.
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
        if verdict is Verdict.SENT:
            _demand_own_message(reply, alike, now)
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


def alike_sent(reply: Outbox) -> list[datetime]:
    """Return when other answers of the same words were sent to a reply's conversation, newest first (UTC)."""
    return _sent_at(reply, list(_alike(reply)))


def _demand_own_message(reply: Outbox, known: int | None, now: datetime) -> None:
    """Raise ReplyNotHeld where the message that was seen may be that of another answer of the same words."""
    query = _alike(reply)
    rows = list(query if is_sqlite() else query.for_update())  # of two officers the second sees what the first said
    if any(row.state not in ENDED and is_in_flight(row, now) for row in rows if row.id != reply.id):
        raise ReplyNotHeld(_ALIKE_IN_FLIGHT)
    if known is not None and known != len(_sent_at(reply, rows)):
        raise ReplyNotHeld(_ALIKE_SENT)


def _alike(reply: Outbox) -> "ModelSelect[Outbox]":
    same = (Outbox.thread == reply.thread_id) & (Outbox.text_hash == reply.text_hash)
    return Outbox.select().where(same & (Outbox.private == reply.private)).order_by(Outbox.id)


def _sent_at(reply: Outbox, rows: list[Outbox]) -> list[datetime]:
    sent = [row for row in rows if row.id != reply.id and row.state == ReplyState.SENT]
    return sorted((row.sent_at for row in sent if row.sent_at is not None), reverse=True)


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
