"""Puts a reply in the outbox, once per submission of the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import ModelSelect

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.answers.answers_standing import shut_accounts
from models.actions.core.answers.invitation_waiting import confirmed_claim
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import demand_answering, locked_case, stage_for_answers
from models.actions.core.office_facts import office_settings
from models.actions.core.unread_news import Look, demand_look
from models.actions.replies.answer_substance import demand_substance
from models.actions.replies.awaited_answers import has_just_left
from models.actions.replies.invite import invite, keep_invitation
from models.actions.replies.reply_reach import ReplyReach, is_used_up, reply_reach
from models.actions.replies.whole_answer import add_files
from models.rules.cases.sop import STAGES
from models.rules.channels.approved_texts import ApprovedText
from models.rules.channels.channels import Reach, channel, length
from models.rules.channels.messages import Kind, StoredFile
from models.rules.channels.reply_files import check_files
from models.rules.core.errors import BlankLeft, RefusedAlike, ReplyNotAllowed, SaidBefore, TextEmpty, TextTooLong
from models.rules.core.stored_moments import AHEAD
from models.rules.core.texts import storable, text_hash
from models.rules.privacy.public_text import private_facts
from models.rules.replies.blanks import blanks_in
from models.rules.replies.delivery import (
    NEVER_LEFT,
    OPEN_STATES,
    PURPOSES,
    SAME_WORDS_WITHIN,
    Purpose,
    ReplyState,
    may_go_out,
)
from models.tables import ChannelAccount, Complaint, Outbox, Thread, database


@dataclass(frozen=True)
class Choices:
    """What an officer chose beside the words.

    `private`: answer a comment in private. `linked`: the confirmed claim of an invitation, in whose conversation to
    answer. `invited_to`: the private account an invitation names. `sure`: a public text unlike the decided answer is
    the answer all the same. `repeated`: the same words again to this conversation are meant; None: nobody
    can be asked.
    """

    private: bool = False
    linked: int | None = None
    invited_to: int | None = None
    sure: bool = False
    repeated: bool | None = None


USUAL = Choices()


def queue_reply(
    complaint_id: int,
    text: str,
    purpose: Purpose,
    reply_key: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    choices: Choices = USUAL,
    leaves_at: datetime | None = None,
    files: Sequence[StoredFile] = (),
    approved: ApprovedText | None = None,
    look: Look | None = None,
) -> Outbox:
    """Queue a reply on the complaint's thread; the same key twice is one reply.

    `leaves_at`: the first moment at which the agent may send it; until then it can be taken back. `files`: stored
    files, sent after the words. `approved`: send it as a text the platform approved, even after its window closed.
    `look`: what of the case's news the form had shown, asked where the delivery ends a step.
    Raises BlankLeft, TextEmpty, TextTooLong (in the channel's measure), FileNotAllowed, NotTheAnswer,
    ReplyNotAllowed, SaidBefore, NotPermitted, NotVisible, StaleCase.
    """
    with database.atomic():
        if (known := Outbox.get_or_none(Outbox.reply_key == reply_key)) is not None:
            return known
        case = locked_case(complaint_id, actor, version)
        _demand(case, purpose, look, actor, now)
        thread, way = _way(case, choices, now)
        reply = Outbox(complaint=case.id, account=thread.account_id, thread=thread.id, reply_to=way.reply_to)
        reply.reply_key, reply.created_by_id, reply.created_at = reply_key, actor.staff_id, now
        reply.purpose, reply.private, reply.not_before = str(purpose), choices.private, leaves_at
        reply.approved = _approved(approved, way)
        check_files(way.reach.files, way.reach.no_files, files)
        _write(reply, case, storable(text), way, choices, actor)
        add_files(reply, files, now)
        return reply


def _demand(case: Complaint, purpose: Purpose, look: Look | None, actor: Actor, now: datetime) -> None:
    demand_answering(case, actor)
    demand_look(case, look if PURPOSES[purpose].move else None, actor, now)


def _write(reply: Outbox, case: Complaint, text: str, way: ReplyReach, choices: Choices, actor: Actor) -> None:
    """Store a reply with its words, and the invitation it carries. Raises what queue_reply raises."""
    purpose, now = Purpose(reply.purpose), reply.created_at
    _check_stage(case, purpose)
    invitation = invite(case, text, way, choices.invited_to, now) if PURPOSES[purpose].public else None
    reply.text = _checked(invitation.text if invitation else text, way)
    reply.text_hash = text_hash(reply.text)
    _check_alone(case, purpose, now)
    _check_said_before(reply, way.reach, choices)
    confirmed = demand_substance(case, purpose, reply.text, way.public, choices.sure)
    reply.save(force_insert=True)
    audit_trail.write(actor, now, AuditEvent("antre_jawaban", f"outbox:{reply.id}", after=reply.purpose))
    if confirmed:
        audit_trail.write(actor, now, AuditEvent("pastikan_jawaban", f"outbox:{reply.id}", after=reply.purpose))
    if invitation:
        keep_invitation(invitation, case, reply, now)


def _check_said_before(reply: Outbox, way: Reach, choices: Choices) -> None:
    """Raise SaidBefore where the same words went, or are going, to this conversation within the last ten minutes.

    Raises RefusedAlike where the platform refuses words that the account said before.
    """
    since, never = reply.created_at - SAME_WORDS_WITHIN, [str(state) for state in NEVER_LEFT]
    same = (Outbox.thread == reply.thread_id) & (Outbox.text_hash == reply.text_hash) & Outbox.state.not_in(never)
    lately = (Outbox.created_at > since) & (Outbox.created_at <= reply.created_at + AHEAD)
    if choices.repeated is not False:
        return
    if way.refuses_alike and _said_beside(reply).where(Outbox.state.not_in(never)).exists():
        raise RefusedAlike
    if Outbox.select().where(same & lately).exists():
        raise SaidBefore


def _said_beside(reply: Outbox) -> "ModelSelect[Outbox]":
    """Return the answers in public that say the same, wherever they stand: of an account's own words none may."""
    public = (Thread.kind == str(Kind.COMMENT)) & ~Outbox.private
    alike = (Outbox.account == reply.account_id) & (Outbox.text_hash == reply.text_hash)
    return Outbox.select().join(Thread, on=Outbox.thread == Thread.id).where(alike & public)


def _approved(approved: ApprovedText | None, way: ReplyReach) -> str:
    """Return the approved text as the outbox stores it. Raises ReplyNotAllowed where the channel has none."""
    if approved is None:
        return ""
    if not way.reach.approved:
        raise ReplyNotAllowed(f"Kanal {way.channel.label} tidak mengenal templat yang disetujui. Pakai cara lain.")
    return approved.write()


def is_on_its_way(case: Complaint, purpose: Purpose) -> bool:
    """Whether a reply of this purpose has no final state yet."""
    return bool(_states_on_its_way(case, purpose))


def _states_on_its_way(case: Complaint, purpose: Purpose) -> set[str]:
    states = [str(state) for state in OPEN_STATES]
    same = (Outbox.complaint == case.id) & (Outbox.purpose == str(purpose)) & Outbox.state.in_(states)
    return {state for (state,) in Outbox.select(Outbox.state).where(same).distinct().tuples()}


def _check_alone(case: Complaint, purpose: Purpose, now: datetime) -> None:
    """Raise ReplyNotAllowed where an earlier answer for this stage is still on its way (two officers)."""
    if has_just_left(case.id, purpose, now):
        raise ReplyNotAllowed(
            f"{PURPOSES[purpose].label} untuk kasus ini baru diserahkan ke kanal dan belum pasti diterima. "
            "Tunggu tandanya, atau sampaikan lewat cara lain lalu catat."
        )
    states = _states_on_its_way(case, purpose) if PURPOSES[purpose].stage is not None else set()
    if states == {ReplyState.PARKED}:
        raise ReplyNotAllowed(
            f"{PURPOSES[purpose].label} untuk kasus ini sudah mengantre dan berangkat saat pelapor menulis lagi. "
            "Sampaikan lewat cara lain lalu catat, atau batalkan dulu yang mengantre itu."
        )
    if states:
        raise ReplyNotAllowed(
            f"{PURPOSES[purpose].label} untuk kasus ini sudah mengantre atau sedang dikirim. "
            "Tunggu hasilnya, atau batalkan dulu yang belum terkirim."
        )


def _way(case: Complaint, choices: Choices, now: datetime) -> tuple[Thread, ReplyReach]:
    """Return the conversation and the chosen way of answering. Raises ReplyNotAllowed where there is no such way."""
    linked = choices.linked
    thread = Thread.get_by_id(case.thread_id) if linked is None else _linked_thread(case, linked)
    account = ChannelAccount.get_by_id(thread.account_id)
    way = reply_reach(thread, account, now, choices.private)
    if way is None or not way.reach.replies:
        label = channel(account.kind).label
        raise ReplyNotAllowed(f"Kanal {label} tidak dapat mengirim jawaban. Sampaikan lewat cara lain, lalu catat.")
    if account.id in shut_accounts(case):
        raise ReplyNotAllowed(
            f"Lewat {way.channel.label} jawaban kepada pelapor ini sudah dua kali tidak sampai. Sampaikan lewat cara "
            "lain lalu catat, atau minta Kasubsi Infokim menutup penyampaian sebagai tidak dapat dihubungi."
        )
    if way.reach.once and is_used_up(case, way):
        raise ReplyNotAllowed(
            f"{way.channel.label} hanya menerima satu pesan pribadi untuk satu komentar, dan itu sudah terpakai. "
            "Balas lewat komentar, atau tunggu warga menulis pesan."
        )
    return thread, way


def _linked_thread(case: Complaint, claim_id: int) -> Thread:
    """Return the private conversation confirmed for this case. Raises ReplyNotAllowed for any other."""
    claim = confirmed_claim(case.id)
    if claim is None or claim.id != claim_id:
        raise ReplyNotAllowed(
            "Percakapan itu belum dipastikan milik pelapor ini. Muat ulang halaman, lalu pilih lagi."
        )
    found: Thread = Thread.get_by_id(claim.thread_id)
    return found


def _checked(text: str, way: ReplyReach) -> str:
    """Return the text as it will be sent. Raises TextEmpty, BlankLeft, TextTooLong, ReplyNotAllowed."""
    stripped = text.strip()
    if not stripped:
        raise TextEmpty
    left = blanks_in(stripped)
    if left:
        raise BlankLeft(f"Masih ada isian kosong dalam teks: {', '.join(left)}. Lengkapi atau hapus dulu.")
    measure = way.reach.measure
    size = length(stripped, measure)
    if size > way.limit:
        raise TextTooLong(
            f"Teks {size} {measure}, batas {way.channel.label} {way.limit}. Kurangi {size - way.limit} {measure}."
        )
    if way.public:
        own = office_settings().get("telepon_publik", "").split(",")
        found = private_facts(stripped, own)
        if found:
            raise ReplyNotAllowed(
                f"Balasan ini terbaca semua orang, tetapi memuat {' dan '.join(found)}. "
                "Hapus bagian itu, atau jawab lewat pesan pribadi."
            )
    return stripped


def _check_stage(case: Complaint, purpose: Purpose) -> None:
    stage = stage_for_answers(case)
    if not may_go_out(purpose, stage, merged=case.lead_id is not None):
        raise ReplyNotAllowed(
            f"{PURPOSES[purpose].label} tidak dapat dikirim pada tahap “{STAGES[stage].label}”. Muat ulang halaman."
        )
