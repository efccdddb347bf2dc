"""Puts a reply in the outbox, once per press of the button."""

from datetime import datetime

from models.actions import audit_trail
from models.actions.actor import Actor
from models.actions.case import locked_case
from models.actions.intake.echoes import text_hash
from models.rules import permissions
from models.rules.channels import channel, length
from models.rules.delivery import OPEN_STATES, PURPOSES, Purpose
from models.rules.errors import ReplyNotAllowed, TextEmpty, TextTooLong
from models.rules.permissions import Deed
from models.rules.sop import STAGES, Stage
from models.rules.texts import storable
from models.tables import ChannelAccount, Complaint, Outbox, database


def queue_reply(
    complaint_id: int,
    text: str,
    purpose: Purpose,
    reply_key: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
) -> Outbox:
    """Queue a reply on the complaint's own thread; the same key twice is one reply.

    Raises TextEmpty, TextTooLong (the channel's measure), ReplyNotAllowed, DeedNotAllowed, NotVisible, StaleCase.
    """
    with database.atomic():
        known = Outbox.get_or_none(Outbox.reply_key == reply_key)
        if known is not None:
            return known
        if actor.role is not None:
            permissions.check(actor.role, Deed.WRITE_REPLY)
        case = locked_case(complaint_id, actor, version)
        account = ChannelAccount.get_by_id(case.account_id)
        kept = _checked(storable(text), case, account, purpose)
        _check_alone(case, purpose)
        reply = Outbox.create(
            reply_key=reply_key,
            complaint=case.id,
            account=account.id,
            thread=case.thread_id,
            purpose=str(purpose),
            text=kept,
            text_hash=text_hash(kept),
            created_by=actor.staff_id,
            created_at=now,
        )
        audit_trail.write(actor, now, audit_trail.Deed("antre_jawaban", f"outbox:{reply.id}", after=str(purpose)))
        return reply


def is_on_its_way(case: Complaint, purpose: Purpose) -> bool:
    """Say whether a reply of this purpose has not yet come to its end."""
    states = [str(state) for state in OPEN_STATES]
    same = (Outbox.complaint == case.id) & (Outbox.purpose == str(purpose)) & Outbox.state.in_(states)
    return bool(Outbox.select().where(same).exists())


def _check_alone(case: Complaint, purpose: Purpose) -> None:
    """Refuse a second answer of the kind the stage waits for while the first is still on its way (two officers)."""
    if PURPOSES[purpose].stage is not None and is_on_its_way(case, purpose):
        raise ReplyNotAllowed(
            f"{PURPOSES[purpose].label} untuk kasus ini sudah mengantre atau sedang dikirim. "
            "Tunggu hasilnya, atau batalkan dulu yang belum terkirim."
        )


def _checked(text: str, case: Complaint, account: ChannelAccount, purpose: Purpose) -> str:
    stripped = text.strip()
    row = channel(account.kind)
    if not stripped:
        raise TextEmpty
    if not row.replies:
        raise ReplyNotAllowed(
            f"Kanal {row.label} tidak dapat mengirim jawaban. Sampaikan lewat cara lain, lalu catat."
        )
    size = length(stripped, row.measure)
    if size > row.limit:
        raise TextTooLong(
            f"Teks {size} {row.measure}, batas {row.label} {row.limit}. Kurangi {size - row.limit} {row.measure}."
        )
    wanted = PURPOSES[purpose].stage
    stage = Stage(case.stage)
    if (wanted is not None and wanted is not stage) or not STAGES[stage].open:
        raise ReplyNotAllowed(
            f"{PURPOSES[purpose].label} tidak dapat dikirim pada tahap “{STAGES[stage].label}”. Muat ulang halaman."
        )
    return stripped
