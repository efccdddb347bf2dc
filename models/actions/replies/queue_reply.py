"""Puts a reply in the outbox, once per submission of the form."""

from collections.abc import Sequence
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import demand_answering, locked_case, stage_for_answers
from models.actions.core.office_facts import office_settings
from models.actions.replies.reply_reach import ReplyReach, reply_reach
from models.actions.replies.whole_answer import add_files
from models.rules.cases.sop import STAGES
from models.rules.channels.approved_texts import ApprovedText
from models.rules.channels.channels import channel, length
from models.rules.channels.messages import StoredFile
from models.rules.channels.reply_files import check_files
from models.rules.core.errors import BlankLeft, ReplyNotAllowed, TextEmpty, TextTooLong
from models.rules.core.texts import storable, text_hash
from models.rules.privacy.public_text import private_facts
from models.rules.replies.blanks import blanks_in
from models.rules.replies.delivery import OPEN_STATES, PURPOSES, Purpose, ReplyState, may_go_out
from models.tables import ChannelAccount, Complaint, Outbox, Thread, database


def queue_reply(
    complaint_id: int,
    text: str,
    purpose: Purpose,
    reply_key: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    private: bool = False,
    leaves_at: datetime | None = None,
    files: Sequence[StoredFile] = (),
    approved: ApprovedText | None = None,
) -> Outbox:
    """Queue a reply on the complaint's thread; the same key twice is one reply.

    `private`: answer a comment in private. `leaves_at`: the first moment at which the agent may send it; until then
    it can be taken back. `files`: stored files, sent after the words. `approved`: send it as a text the platform
    approved, even after its window closed. Raises BlankLeft, TextEmpty, TextTooLong (in the channel's measure),
    FileNotAllowed, ReplyNotAllowed, NotPermitted, NotVisible, StaleCase.
    """
    with database.atomic():
        if (known := Outbox.get_or_none(Outbox.reply_key == reply_key)) is not None:
            return known
        case = locked_case(complaint_id, actor, version)
        demand_answering(case, actor)
        way = _way(case, private, now)
        kept = _checked(storable(text), way)
        check_files(way.reach.files, way.reach.no_files, files)
        as_approved = _approved(approved, way)
        _check_stage(case, purpose)
        _check_alone(case, purpose)
        reply = Outbox(complaint=case.id, account=case.account_id, thread=case.thread_id, reply_to=way.reply_to)
        reply.reply_key, reply.created_by_id, reply.created_at = reply_key, actor.staff_id, now
        reply.purpose, reply.private, reply.not_before = str(purpose), private, leaves_at
        reply.text, reply.text_hash, reply.approved = kept, text_hash(kept), as_approved
        reply.save(force_insert=True)
        audit_trail.write(actor, now, AuditEvent("antre_jawaban", f"outbox:{reply.id}", after=str(purpose)))
        add_files(reply, files, now)
        return reply


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


def _check_alone(case: Complaint, purpose: Purpose) -> None:
    """Raise ReplyNotAllowed where an earlier answer for this stage is still on its way (two officers)."""
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


def _way(case: Complaint, private: bool, now: datetime) -> ReplyReach:
    """Return the chosen way of answering. Raises ReplyNotAllowed where the channel does not have it."""
    thread, account = Thread.get_by_id(case.thread_id), ChannelAccount.get_by_id(case.account_id)
    way = reply_reach(thread, account, now, private)
    if way is None or not way.reach.replies:
        label = channel(account.kind).label
        raise ReplyNotAllowed(f"Kanal {label} tidak dapat mengirim jawaban. Sampaikan lewat cara lain, lalu catat.")
    if way.reach.once and _answered_before(case, way):
        raise ReplyNotAllowed(
            f"{way.channel.label} hanya menerima satu pesan pribadi untuk satu komentar, dan itu sudah terpakai. "
            "Balas lewat komentar, atau tunggu warga menulis pesan."
        )
    return way


def _answered_before(case: Complaint, way: ReplyReach) -> bool:
    gone = [str(ReplyState.CANCELLED), str(ReplyState.REFUSED)]
    same = (Outbox.account == case.account_id) & Outbox.private & (Outbox.reply_to == way.reply_to)
    return bool(Outbox.select().where(same & Outbox.state.not_in(gone)).exists())


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
