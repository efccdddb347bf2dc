"""Records an answer that reached the citizen another way: in the platform's app, by phone, letter or in person."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import demand_answering, locked_case
from models.actions.core.form_key import spend_form_key
from models.actions.replies.answer_substance import demand_substance
from models.actions.replies.reply_outcome import change_state, count_as_delivered
from models.rules.cases.sop import STAGES, Stage
from models.rules.channels.channels import channel
from models.rules.channels.messages import Kind
from models.rules.core.errors import ReplyNotAllowed, TextEmpty
from models.rules.core.texts import storable
from models.rules.replies.delivery import OPEN_STATES, PURPOSES, Purpose, ReplyState, Way
from models.tables import ChannelAccount, Complaint, ComplaintMessage, DeliveryProof, Message, Outbox, database


def record_proof(
    complaint_id: int,
    purpose: Purpose,
    way: Way,
    text: str,
    actor: Actor,
    now: datetime,
    *,
    message_id: int | None = None,
    sha256: str | None = None,
    version: int | None = None,
    form_key: str | None = None,
    sure: bool = False,
) -> DeliveryProof:
    """Record how and what was answered outside the outbox; the step that waited for it ends (SOP steps 3, 8).

    `sure`: a public reply unlike the decided answer is the answer all the same. Raises RuleBroken.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor, version)
        demand_answering(case, actor)
        _check_stage(purpose, case)
        words = _words(text, message := _own_message(case, message_id) if way is Way.APLIKASI_ASLI else None)
        confirmed = _demand_answer_in(message, case, purpose, sure)
        _withdraw_replies(case, purpose, actor, now)
        proof = DeliveryProof.create(
            complaint=case.id,
            purpose=str(purpose),
            way=str(way),
            text=words,
            message=message,
            sha256=sha256,
            made_by=actor.person_id,
            delivered_at=message.sent_at if message else now,
            made_at=now,
        )
        _note(case, way, confirmed, actor, now)
        count_as_delivered(case.id, purpose, f"proof:{proof.id}", actor.staff_id, now)
        return proof


def _note(case: Complaint, way: Way, confirmed: bool, actor: Actor, now: datetime) -> None:
    for event in ("catat_penyampaian", *(["pastikan_jawaban"] if confirmed else [])):
        audit_trail.write(actor, now, AuditEvent(event, f"complaint:{case.id}", after=str(way)))


def _words(text: str, message: Message | None) -> str:
    words = storable(text).strip() or (message.text if message else "")
    if not words:
        raise TextEmpty("Tuliskan apa yang disampaikan, kepada siapa, dan kapan.")
    return words


def _demand_answer_in(message: Message | None, case: Complaint, purpose: Purpose, sure: bool) -> bool:
    """Judge what was typed in the app by itself, not by what the officer writes of it; return as demand_substance."""
    if message is None:
        return False
    return demand_substance(case, purpose, message.text, message.kind == Kind.COMMENT, sure)


def _withdraw_replies(case: Complaint, purpose: Purpose, actor: Actor, now: datetime) -> None:
    """Cancel what waits in the outbox for the same purpose, so that the citizen is not answered twice.

    Raises ReplyNotAllowed while one may already be sent: its fate must be settled first.
    """
    same = (Outbox.complaint == case.id) & (Outbox.purpose == str(purpose)) & (Outbox.purpose != str(Purpose.LAIN))
    for reply in Outbox.select().where(same & Outbox.state.in_([str(state) for state in OPEN_STATES])):
        claimed = reply.lease_until is not None and reply.lease_until > now
        if reply.state not in (ReplyState.QUEUED, ReplyState.WAITING, ReplyState.PARKED) or claimed:
            raise ReplyNotAllowed(
                "Jawaban lewat kanal masih dipastikan terkirim atau tidak. Tunggu atau putuskan dahulu."
            )
        change_state(reply, ReplyState.CANCELLED, actor, now, reason="disampaikan dengan cara lain")


def _check_stage(purpose: Purpose, case: Complaint) -> None:
    row, stage = PURPOSES[purpose], Stage(case.stage)
    if case.lead_id is not None and not (row.by_agent or row.public):
        return  # whoever waits in a merged case may be told at any time
    if row.by_agent or row.public or row.stage not in (None, stage):
        raise ReplyNotAllowed(f"{row.label} tidak dapat dicatat pada tahap “{STAGES[stage].label}”.")


def _own_message(case: Complaint, message_id: int | None) -> Message | None:
    """Return the message typed in the platform's app that answers this complaint. Raises ReplyNotAllowed.

    None where no agent reads the channel: then only the officer knows what was typed there.
    """
    if not channel(ChannelAccount.get_by_id(case.account_id).kind).needs_agent:
        return None
    linked = (
        Message.select()
        .join(ComplaintMessage)
        .where(
            (ComplaintMessage.complaint == case.id)
            & ComplaintMessage.undone_at.is_null()
            & (Message.direction == "out")
            & (Message.origin == "aplikasi_asli")
        )
    )
    chosen = linked.where(Message.id == message_id) if message_id else linked.order_by(Message.sent_at.desc())
    message = chosen.first()
    if message is None:
        raise ReplyNotAllowed(
            "Belum ada balasan dari aplikasi asli pada percakapan ini. "
            "Balas dahulu di sana dan tunggu sampai tampil di percakapan, atau pilih cara lain."
        )
    return message
