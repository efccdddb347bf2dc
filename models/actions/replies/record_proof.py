"""Records an answer that reached the citizen another way: in the platform's app, by phone, letter or in person."""

import json
from datetime import datetime, timedelta

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import demand_answering, locked_case
from models.actions.core.form_key import spend_form_key
from models.actions.core.unread_news import Look, demand_look
from models.actions.replies.answer_substance import demand_substance
from models.actions.replies.delivery_grades import note_proof_grade
from models.actions.replies.reply_outcome import change_state, count_as_delivered
from models.rules.cases.sop import STAGES, Output, Stage
from models.rules.channels.channels import channel
from models.rules.channels.grades import DeliveryGrade, grade_of, is_enough, least_grade
from models.rules.channels.messages import Ack, Kind
from models.rules.core.errors import ReplyNotAllowed, RuleBroken, TextEmpty
from models.rules.core.moments import iso, to_wib
from models.rules.core.stored_moments import LONGEST_LEASE, is_ahead, is_impossible
from models.rules.core.texts import storable
from models.rules.intake.three_times import received_at
from models.rules.replies.delivery import OPEN_STATES, PURPOSES, Purpose, ReplyState, Way
from models.rules.replies.substance import says_something
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    DeliveryProof,
    Message,
    Outbox,
    StepOutput,
    database,
)

_LONG_AGO = timedelta(days=3650)  # before any case of the office


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
    told_at: datetime | None = None,
    look: Look | None = None,
) -> DeliveryProof:
    """Record how and what was answered outside the outbox; the step that waited for it ends (SOP steps 3, 8).

    `sure`: a public reply unlike the decided answer is the answer all the same. `told_at`: when the citizen had it,
    as whoever records it vouches; None: now. Raises RuleBroken.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor, version)
        _check(purpose, case, look, actor, now)
        message = _own_message(case, message_id, purpose, now) if way is Way.APLIKASI_ASLI else None
        words, at = _words(text, message, purpose), _moment(case, purpose, message, told_at, now)
        confirmed = _demand_answer_in(message, case, purpose, sure)
        _withdraw_replies(case, purpose, actor, now)
        proof = DeliveryProof(complaint=case.id, purpose=str(purpose), way=str(way), text=words, message=message)
        proof.sha256, proof.made_by_id, proof.delivered_at, proof.made_at = sha256, actor.person_id, at, now
        _keep(proof, message, actor)
        _note(case, f"{way} {iso(at)}", confirmed, actor, now)
        count_as_delivered(case.id, purpose, f"proof:{proof.id}", actor.staff_id, now, proof.delivered_at)
        return proof


def _keep(proof: DeliveryProof, message: Message | None, actor: Actor) -> None:
    """Store a proof with its grade: the platform's tick of what was typed in its app, else the officer's word."""
    proof.save(force_insert=True)
    ticked = grade_of(Ack(message.ack)) if message is not None and message.ack else DeliveryGrade.VOUCHED
    note_proof_grade(proof, ticked, proof.delivered_at, actor, proof.made_at)


def _note(case: Complaint, told: str, confirmed: bool, actor: Actor, now: datetime) -> None:
    for event in ("catat_penyampaian", *(["pastikan_jawaban"] if confirmed else [])):
        audit_trail.write(actor, now, AuditEvent(event, f"complaint:{case.id}", after=told))


def answerable_since(case: Complaint, purpose: Purpose, now: datetime) -> datetime:
    """Return the moment before which nothing can have been this answer: for the decided one, when it was decided.

    Where a wrong clock said when that was, nothing is too early: it would be until then.
    """
    since = _begun_at(case, purpose)
    return now - _LONG_AGO if is_impossible(since, now) else since


def _begun_at(case: Complaint, purpose: Purpose) -> datetime:
    if purpose is not Purpose.JAWABAN:
        return case.recorded_at or case.opened_at
    wanted = (Output.NASKAH_JAWABAN, Output.IDENTIFIKASI)  # older cases may lack the text of the answer
    mine = (StepOutput.complaint == (case.lead_id or case.id)) & ~StepOutput.undone
    rows = StepOutput.select(StepOutput.kind, StepOutput.made_at).where(
        mine & StepOutput.kind.in_([str(kind) for kind in wanted])
    )
    made = dict(rows.order_by(StepOutput.id.desc()).tuples())  # of each kind the first
    return next((made[str(kind)] for kind in wanted if str(kind) in made), case.recorded_at or case.opened_at)


def _moment(
    case: Complaint, purpose: Purpose, message: Message | None, told_at: datetime | None, now: datetime
) -> datetime:
    """Return when the citizen had the answer. Raises RuleBroken for a time at which he cannot have had it."""
    if message is not None:
        return received_at(message.sent_at, message.received_at)
    at, since = told_at or now, answerable_since(case, purpose, now)
    if at > now:
        raise RuleBroken("Waktu penyampaian ada di masa depan. Isi waktu ketika jawabannya benar-benar disampaikan.")
    # Typed to the minute.
    if at < since.replace(second=0, microsecond=0):
        raise RuleBroken(
            f"Waktu penyampaian lebih awal daripada jawabannya ditetapkan ({to_wib(since):%d-%m-%Y %H.%M}). "
            "Periksa lagi waktunya."
        )
    return max(at, since)


def _words(text: str, message: Message | None, purpose: Purpose) -> str:
    words = storable(text).strip() or (message.text if message else "")
    if not words:
        raise TextEmpty("Tuliskan apa yang disampaikan, dan kepada siapa.")
    if message is None and PURPOSES[purpose].answers and not says_something(words):
        raise TextEmpty(
            "Catatan ini tidak menyebut apa yang disampaikan. Tuliskan isi jawaban yang diterima pelapor."
        )
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
        claimed = is_ahead(reply.lease_until, now, LONGEST_LEASE)
        if reply.state not in (ReplyState.QUEUED, ReplyState.WAITING, ReplyState.PARKED) or claimed:
            raise ReplyNotAllowed(
                "Jawaban lewat kanal masih dipastikan terkirim atau tidak. Tunggu atau putuskan dahulu."
            )
        change_state(reply, ReplyState.CANCELLED, actor, now, reason="disampaikan dengan cara lain")


def _check(purpose: Purpose, case: Complaint, look: Look | None, actor: Actor, now: datetime) -> None:
    demand_answering(case, actor)
    demand_look(case, look if PURPOSES[purpose].move else None, actor, now)
    row, stage = PURPOSES[purpose], Stage(case.stage)
    if case.lead_id is not None and not (row.by_agent or row.public):
        return  # whoever waits in a merged case may be told at any time
    if row.by_agent or row.public or row.stage not in (None, stage):
        raise ReplyNotAllowed(f"{row.label} tidak dapat dicatat pada tahap “{STAGES[stage].label}”.")


def _own_message(case: Complaint, message_id: int | None, purpose: Purpose, now: datetime) -> Message | None:
    """Return the message typed in the platform's app that answers this complaint. Raises ReplyNotAllowed.

    Not one typed before there was an answer, taken back since, or not there at the platform.

    None where no agent reads the channel: then only the officer knows what was typed there.
    """
    account = ChannelAccount.get_by_id(case.account_id)
    row = channel(account.kind)
    if not row.needs_agent:
        return None
    reach = row.reach(Kind(case.thread.kind))
    least = least_grade(reach.shows if reach else DeliveryGrade.ACCEPTED, json.loads(account.settings))
    there = ["", *(str(ack) for ack in Ack if is_enough(grade_of(ack), least))]  # empty: the platform shows none
    linked = (
        Message.select()
        .join(ComplaintMessage)
        .where(
            (ComplaintMessage.complaint == case.id)
            & ComplaintMessage.undone_at.is_null()
            & (Message.direction == "out")
            & (Message.origin == "aplikasi_asli")
            & Message.withdrawn_at.is_null()
            & Message.ack.in_(there)
        )
    )
    if purpose is Purpose.JAWABAN:
        decided = answerable_since(case, purpose, now)
        linked = linked.where(Message.sent_at >= decided.replace(second=0, microsecond=0))
    chosen = linked.where(Message.id == message_id) if message_id else linked.order_by(Message.sent_at.desc())
    message = chosen.first()
    if message is None:
        raise ReplyNotAllowed(
            "Belum ada balasan dari aplikasi asli yang dapat menjadi jawabannya pada percakapan ini: ditulis sesudah "
            "jawabannya ditetapkan, tidak ditarik, dan diterima platform. "
            "Balas dahulu di sana dan tunggu sampai tampil di percakapan, atau pilih cara lain."
        )
    return message
