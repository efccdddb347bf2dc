"""Gathers everything the office keeps about the person of a case, to be handed to him (UU 27/2022).

His conversations, cases, answers and files; no internal memos, other persons' words or officers' private data.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.actions.core.actor import Actor
from models.actions.core.office_facts import office_settings
from models.actions.intake.join_contacts import person_of
from models.actions.privacy.unmask_identity import open_look
from models.rules.cases.identification import KIND_LABELS, ComplaintKind
from models.rules.cases.sop import STAGES, Stage
from models.rules.channels.channels import channel
from models.rules.core.declarations import Reader
from models.rules.core.moments import iso
from models.rules.privacy.personal_data import FIELDS
from models.rules.replies.delivery import WAY_LABELS, Way
from models.tables import (
    Attachment,
    Category,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    Contact,
    DataCorrection,
    DataHandout,
    DeliveryProof,
    Document,
    Handle,
    Message,
    MessageVersion,
    Survey,
    Thread,
)
from models.tables.core.declaring import columns_for, held_by
from models.tables.core.filled import filled
from models.tables.privacy.visible import hidden_messages, visible

Rows = list[dict[str, object]]
# Papers written to the complainant himself; nota dinas are the office's own.
_TO_HIM = ("SURAT",)


@dataclass(frozen=True)
class OwnFile:
    """A file of the hand-out: its name in the archive and its sha256."""

    name: str
    sha256: str


def person_facts(case: Complaint, actor: Actor, now: datetime) -> tuple[dict[str, object], list[OwnFile]]:
    """Return everything about the person behind a case and his files, without what is hidden from this officer.

    Cases in which his identity is protected and not open to the officer are left out too; the file says how many.
    """
    people = person_of(case.contact_id)
    shut = _shut(people, actor, now)
    conversations, files = _conversations(people, actor, shut)
    cases, letters = _cases(people, actor, shut)
    facts: dict[str, object] = {
        "kantor": office_settings().get("nama_kantor", ""),
        "permintaan": case.number,
        "data_diri": _known(people),
        "akun": _handles(people),
        "percakapan": conversations,
        "pengaduan": cases,
        "pembetulan": _corrections(people),
        "salinan_diserahkan": _handouts(people),
        "pengaduan_rahasia_tidak_disertakan": len(shut),
        "berkas": [file.name for file in (*files, *letters)],
    }
    return facts, [*files, *letters]


def _handed(row: Any) -> dict[str, object]:
    """Return what a row's columns declare to be handed out, under the labels they declare."""
    columns = columns_for(type(row), Reader.HAND_OUT)
    return {held_by(column).handed_as or column.name: _plainly(getattr(row, column.name)) for column in columns}


def _plainly(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _shut(people: list[int], actor: Actor, now: datetime) -> list[int]:
    mine = Complaint.contact.in_(people) & Complaint.identity_protected & visible(actor.scope)
    ids = [key for (key,) in Complaint.select(Complaint.id).where(mine).order_by(Complaint.id).tuples()]
    return [key for key in ids if open_look(key, actor, now) is None]


def _known(people: list[int]) -> Rows:
    rows = Contact.select().where(Contact.id.in_(people)).order_by(Contact.id)
    return [_handed(contact) | {"tercatat": iso(contact.created_at)} for contact in rows]


def _handles(people: list[int]) -> Rows:
    rows = Handle.select().where(Handle.contact.in_(people)).order_by(Handle.id)
    return [{"jenis_akun": row.kind, **_handed(row), "sejak": iso(row.first_seen_at)} for row in rows]


def _conversations(people: list[int], actor: Actor, shut: list[int]) -> tuple[Rows, list[OwnFile]]:
    query = Thread.select(Thread, ChannelAccount).join(ChannelAccount).switch(Thread).join(Handle)
    threads = {row.id: row for row in query.where(Handle.contact.in_(people)).order_by(Thread.id)}
    secret = ComplaintMessage.select(ComplaintMessage.message).where(ComplaintMessage.complaint.in_(shut))
    mine = Message.thread.in_(list(threads)) & Message.id.not_in(hidden_messages(actor.scope))
    mine &= Message.id.not_in(secret)
    messages = list(Message.select().where(mine).order_by(Message.thread, Message.sent_at, Message.id))
    ids = [message.id for message in messages]
    versions: dict[int, list[object]] = defaultdict(list)
    for row in MessageVersion.select().where(MessageVersion.message.in_(ids)).order_by(MessageVersion.number):
        versions[row.message_id] += _handed(row).values()
    files: dict[int, list[OwnFile]] = defaultdict(list)
    kept = Attachment.message.in_(ids) & Attachment.sha256.is_null(False)
    for place, file in enumerate(Attachment.select().where(kept).order_by(Attachment.id), 1):
        files[file.message_id].append(OwnFile(f"lampiran/{place:03}_{_plain(file.filename)}", filled(file.sha256)))
    told: dict[int, Rows] = defaultdict(list)
    for message in messages:
        told[message.thread_id].append(_message(message, versions[message.id], files[message.id]))
    talks: Rows = [
        {"kanal": channel(row.account.kind).label, "akun_kantor": row.account.label, "pesan": told[key]}
        for key, row in threads.items()
        if told[key]
    ]
    return talks, [file for message in messages for file in files[message.id]]


def _message(row: Message, versions: list[object], files: list[OwnFile]) -> dict[str, object]:
    return {
        "waktu": iso(row.sent_at),
        "dari": "Anda" if row.direction == "in" else "Kantor",
        **_handed(row),
        "diubah_menjadi": versions,
        "ditarik": iso(row.withdrawn_at),
        "lampiran": [file.name for file in files],
    }


def _cases(people: list[int], actor: Actor, shut: list[int]) -> tuple[Rows, list[OwnFile]]:
    labels = {row.key: row.label for row in Category.select()}
    mine = Complaint.contact.in_(people) & visible(actor.scope) & Complaint.id.not_in(shut)
    rows = list(Complaint.select().where(mine).order_by(Complaint.opened_at, Complaint.id))
    ids = [row.id for row in rows]
    scores = {row.complaint_id: row for row in Survey.select().where(Survey.complaint.in_(ids))}
    told: dict[int, Rows] = defaultdict(list)
    for proof in DeliveryProof.select().where(DeliveryProof.complaint.in_(ids)).order_by(DeliveryProof.id):
        way = WAY_LABELS[Way(proof.way)]
        told[proof.complaint_id].append({"waktu": iso(proof.delivered_at), "lewat": way, **_handed(proof)})
    letters = _letters(ids)
    cases = [_case(row, labels, scores.get(row.id), told[row.id], letters.get(row.id, [])) for row in rows]
    return cases, [file for some in letters.values() for file in some]


def _letters(ids: list[int]) -> dict[int, list[OwnFile]]:
    issued = Document.complaint.in_(ids) & Document.type.in_(_TO_HIM) & Document.sha256.is_null(False)
    signed = issued & (Document.state == "ditandatangani")
    found: dict[int, list[OwnFile]] = defaultdict(list)
    for place, row in enumerate(Document.select().where(signed).order_by(Document.id), 1):
        own = OwnFile(f"surat/{place:03}_surat-jawaban.docx", filled(row.sha256))
        found[filled(row.complaint_id)].append(own)
    return found


def _case(
    row: Complaint, labels: dict[str, str], score: Survey | None, told: Rows, letters: list[OwnFile]
) -> dict[str, object]:
    return {
        "nomor": row.number,
        "diterima": iso(row.opened_at),
        "jenis": KIND_LABELS[ComplaintKind(row.kind)] if row.kind else "",
        "kategori": labels.get(row.category, ""),
        **_handed(row),
        "identitas_dirahasiakan": row.identity_protected,
        "keadaan": STAGES[Stage(row.stage)].label,
        "selesai": iso(row.closed_at),
        "kepuasan": score.answer if score else None,
        "jawaban_lewat_cara_lain": told,
        "surat": [file.name for file in letters],
    }


def _corrections(people: list[int]) -> Rows:
    rows = DataCorrection.select().where(DataCorrection.contact.in_(people)).order_by(DataCorrection.id)
    return [{"waktu": iso(row.made_at), "data": FIELDS[row.field].label, **_handed(row)} for row in rows]


def _handouts(people: list[int]) -> Rows:
    rows = DataHandout.select().where(DataHandout.contact.in_(people)).order_by(DataHandout.id)
    return [{"waktu": iso(row.made_at), "sidik": row.sha256} for row in rows]


def _plain(name: str) -> str:
    """Return a file's name without anything a PC would take for a folder or command."""
    kept = "".join(sign if sign.isalnum() or sign in "._- " else "_" for sign in name).strip("._ ")
    return kept[-80:] or "berkas"
