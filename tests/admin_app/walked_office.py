"""Six cases for walking every address: whose identity, words and numbers must not show to whom."""

import io
import json
import re
import zipfile
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from flask import Flask

from models.actions.core.own_types.catalogue import row_of_type
from models.actions.papers.draft_document import draft_document
from models.actions.privacy.protect_identity import mask_drafts
from models.rules.cases.sop import Output, Stage
from models.rules.channels.messages import Author, HandleKind
from models.rules.staff.roles import Role, Section
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    ConflictParty,
    Contact,
    DeliveryProof,
    Document,
    Gap,
    History,
    MessageVersion,
    Notice,
    Outbox,
    ReportPhoto,
    Staff,
    StepOutput,
    Unmasking,
)
from tests.admin_app.samples import attachment_of, paper_of, picture, reply_file_of, reply_of, waiting_file_of
from tests.office import NOW, actor, citizen_message, take_in
from tests.own_types import RECORD
from tests.own_types import keep as keep_types

# A paper of the office's own that may be begun before the case is with its section.
OWN = replace(RECORD, stages=(*RECORD.stages, Stage.PENERUSAN_KASUBSI), drafters=(Role.KASUBSI_INFOKIM,))


@dataclass
class WalkedCase:
    """One case with everything on it. `identity` names the citizen in every spelling, `words` the story."""

    case: Complaint
    name: str
    phone: str
    story: str
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> tuple[str, ...]:
        """Every string that tells who the citizen is, his number in several spellings."""
        digits = self.phone[2:]
        return (
            *self.name.split(),
            digits,
            f"0{digits}",
            f"{digits[:3]}-{digits[3:]}",
            f"{self.name.split()[0]}@contoh.id",
        )

    @property
    def others(self) -> str:
        """Whom the citizen tells of beside himself; no contact is called so."""
        return (
            f"suami saya Bambang {self.name.split()[1]}wan, NIK 2171 0155 {self.phone[-4:]} 0003, "
            f"paspor C {' '.join(self.phone[-7:])}, hp 0858-{self.phone[-4:]}-1234"
        )

    @property
    def others_told(self) -> tuple[str, ...]:
        """Every string that tells who they are."""
        last = self.phone[-4:]
        return (
            f"{self.name.split()[1]}wan",
            f"0155 {last} 0003",
            f"C {' '.join(self.phone[-7:])}",
            f"0858-{last}-1234",
        )

    @property
    def traces(self) -> tuple[str, ...]:
        """Every string that tells of the case at all."""
        return (*self.identity, self.case.number, self.case.public_id, self.story)


def walked_case(
    account: ChannelAccount,
    app: Flask,
    name: str,
    phone: str,
    story: str,
    section: Section | None,
    *,
    protected: bool = False,
    misconduct: bool = False,
    suspected: bool = False,
) -> WalkedCase:
    """Make a case on a section's desk with messages, files, papers, answers, looks and notices full of the name."""
    others = WalkedCase(Complaint(), name, phone, story).others
    said = f"Saya {name}, telepon 0{phone[2:]} atau {phone[2:5]}-{phone[5:]}. {story}, {others}"
    message = citizen_message(said, phone, author=Author(HandleKind.PHONE, f"+{phone}", name))
    take_in(account, message)
    case = Complaint.select().order_by(Complaint.id.desc()).first()
    Contact.update(name=name, email=f"{name.split()[0]}@contoh.id", address=f"Jalan {name}").where(
        Contact.id == case.contact_id
    ).execute()
    moved = {"stage": "analisa_seksi", "step": 5, "section": str(section), "forwarded": True} if section else {}
    if misconduct:
        moved |= {"stage": "disposisi", "misconduct": True, "security_class": "R", "confidential": True}
    if suspected:
        moved |= {"kind": "", "category": "", "conduct": "usulan"}
    texts = {
        "subject": f"{story} {name}, {others}",
        "reported_party": f"dilaporkan {name}, {others}",
        "incident_place": f"rumah {name}, {others}",
    }
    Complaint.update({"kind": "pengaduan", "category": "paspor", **texts, **moved}).where(
        Complaint.id == case.id
    ).execute()
    found = WalkedCase(Complaint.get_by_id(case.id), name, phone, story)
    _furnish(found, app)
    if protected:
        Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
        found.case = Complaint.get_by_id(case.id)
        mask_drafts(found.case)
        _signed_papers(found, app)
    return found


def _furnish(walked: WalkedCase, app: Flask) -> None:
    case, said = walked.case, f"{walked.name} {walked.phone} {walked.story}, {walked.others}"
    pengelola = Staff.get(Staff.username == "pengelola")
    message = ComplaintMessage.get(ComplaintMessage.complaint == case.id).message
    MessageVersion.create(message=message, number=1, text=f"diubah: {said}", seen_at=NOW)
    reply = reply_of(case, text=f"Yth. {said}")
    Outbox.update(reason=f"gagal untuk {walked.phone}").where(Outbox.id == reply.id).execute()
    files = app.config["ADUAN"].files
    attachment = attachment_of(case, app, filename=f"KTP {walked.name} {walked.others}.jpg")
    proof = DeliveryProof.create(
        complaint=case, purpose="lain", way="telepon", text=f"menelepon {said}", sha256=attachment.sha256,
        made_by=pengelola, delivered_at=NOW, made_at=NOW,
    )  # fmt: skip
    for kind in (Output.IDENTIFIKASI_SEKSI, Output.LAPORAN, Output.NASKAH_JAWABAN):
        StepOutput.create(
            complaint=case, kind=str(kind), step=5, round=1, text=f"tentang {said}", made_by=pengelola, made_at=NOW
        )
    History.create(
        complaint=case, move="teruskan_ke_seksi", from_stage="penerusan_kasubsi", to_stage=case.stage,
        actor=pengelola, at=NOW, reason=f"karena {said}",
    )  # fmt: skip
    gap = Gap.create(
        account=case.account_id, thread_external_id=case.thread.external_id, why="lama terputus", noticed_at=NOW
    )
    photo = ReportPhoto.create(
        complaint=case, sha256=files.keep(picture((41, 31))), caption=f"rumah {walked.name}", made_by=pengelola,
        made_at=NOW,
    )  # fmt: skip
    for person in Staff.select():
        Notice.create(
            staff=person, complaint=case.id, kind="peringatan", text=f"{case.number}: hampir terlambat.",
            key=f"{case.id}:{person.id}", made_at=NOW,
        )  # fmt: skip
    draft = _draft(walked)
    walked.rows = {
        "message": message.id, "reply": reply.id, "attachment": attachment.public_id, "proof": proof.id,
        "photo": photo.id, "gap": gap.id, "document": draft.public_id,
        "reply_file": reply_file_of(reply, app, f"surat {walked.name}.jpg").public_id,
        "waiting_file": waiting_file_of(case, app, f"konsep {walked.name}.jpg").public_id,
    }  # fmt: skip


def _draft(walked: WalkedCase) -> Document:
    head = actor(Role.KASUBSI_INFOKIM)
    stage = walked.case.stage
    Complaint.update(stage="penerusan_kasubsi").where(Complaint.id == walked.case.id).execute()
    paper = draft_document(walked.case.id, "ND-TERUS", head, NOW)
    if row_of_type(OWN.code) is None:
        keep_types(OWN)
    draft_document(walked.case.id, OWN.code, head, NOW, changes=_answers(walked))
    Complaint.update(stage=stage).where(Complaint.id == walked.case.id).execute()
    return paper


def _answers(walked: WalkedCase) -> dict[str, str]:
    """Return answers to a paper of an own type that name the citizen in every kind of place."""
    said = f"{walked.name} {walked.phone} {walked.story}, {walked.others}"
    names = ("isian_nama", "isian_simpulan", "isian_tanya_jawab.0.0", "isian_tanya_jawab.1.1")
    return dict.fromkeys(names, f"diperiksa {said}")


def _signed_papers(walked: WalkedCase, app: Flask) -> None:
    paper = paper_of(walked.case, app)
    Document.update(facts=json.dumps({}), subject=f"Penerusan {walked.case.number}").where(
        Document.id == paper.id
    ).execute()


def warn_a_colleague(walked: WalkedCase) -> None:
    """Queue what the clock writes to an officer's telephone: no case's answer, but it numbers one."""
    case = walked.case
    Outbox.create(
        reply_key=f"peringatan-{case.id}", account=case.account_id, thread=case.thread_id, purpose="lain",
        text=f"• {case.number}: hampir terlambat", text_hash="0" * 64, created_at=NOW,
    )  # fmt: skip


def name_viewer(walked: WalkedCase, role: Role) -> None:
    """Name one person in a case, and nobody else."""
    ConflictParty.delete().where(ConflictParty.complaint == walked.case.id).execute()
    person = Staff.get(Staff.username == str(role))
    ConflictParty.create(complaint=walked.case, staff=person, why=f"keluarga {walked.name}", named_at=NOW)


def grant(walked: WalkedCase, role: Role) -> Unmasking:
    """Let one person see who stands behind a case."""
    person = Staff.get(Staff.username == str(role))
    return Unmasking.create(
        complaint=walked.case, asked_by=person, motive="Menelepon pelapor.", asked_at=NOW, granted=True,
        decided_at=NOW, ends_at=NOW + timedelta(hours=8),
    )  # fmt: skip


def everything_said(answer: Any) -> str:
    """Return all the text an answer carries: page, headers, JSON, and what is inside a Word file or an archive."""
    headers = " ".join(f"{key}: {value}" for key, value in answer.headers.items())
    content: bytes = answer.get_data()
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [package.read(name) for name in package.namelist() if name.endswith((".xml", ".json", ".txt"))]
        return headers + " ".join(re.sub(r"<[^>]+>", "", part.decode("utf-8", "replace")) for part in parts)
    return headers + content.decode("utf-8", "replace")
