"""The original files of a case, and the audit of its dossier: who had it made or took it away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.papers.document_facts import linked_messages
from models.actions.papers.dossier.dossier_records import issued_papers
from models.rules.core.errors import RuleBroken
from models.rules.papers.copy_states import COPY_STATES, state_of
from models.rules.papers.documents import ENDED
from models.rules.replies.delivery import ReplyState
from models.rules.staff.permissions import Permission
from models.tables import (
    Attachment,
    Complaint,
    DeliveryProof,
    Document,
    Message,
    Outbox,
    ReplacedCopy,
    ReplyFile,
    ReportPhoto,
    SentPaper,
    database,
)
from models.tables.core.filled import filled
from models.tables.privacy.visible import visible_message

MADE, TAKEN = "susun_berkas_perkara", "unduh_berkas_perkara"


class DossierNotAllowed(RuleBroken):
    """Berkas perkara ini memuat percakapan yang tidak terbuka bagi Anda. Minta petugas lain menyusunnya."""


@dataclass(frozen=True)
class CaseFile:
    """One file of a case: its folder and name in the archive, what it is, and its stored file, empty without one."""

    folder: str
    name: str
    kind: str
    sha256: str


def case_files(case: Complaint) -> list[CaseFile]:
    """Return every original of a case: files of messages, issued and returned papers, proofs."""
    return [*_attachments(case), *_answer_files(case), *_photos(case), *_papers(case), *_proofs(case)]


def check_dossier(case: Complaint, actor: Actor) -> None:
    """Raise NotPermitted, or DossierNotAllowed where a message of the case is hidden from this person."""
    actor.demand(Permission.PRINT_DOSSIER)
    ids = [row.id for row in linked_messages(case)]
    seen = Message.select().where(Message.id.in_(ids) & visible_message(actor.scope)).count()
    if seen != len(ids):
        raise DossierNotAllowed


def _attachments(case: Complaint) -> Iterator[CaseFile]:
    """Return the files of the messages; one that was never fetched lacks, one that was destroyed is gone by right."""
    ids = [row.id for row in linked_messages(case)]
    rows = Attachment.select().where(Attachment.message.in_(ids) & (Attachment.state != "dimusnahkan"))
    for row in rows.order_by(Attachment.id):
        yield CaseFile("lampiran", row.filename or f"lampiran-{row.position}", "lampiran pesan", row.sha256 or "")


def _answer_files(case: Complaint) -> Iterator[CaseFile]:
    """Return the files that were sent; a platform's copy, fetched back, is among the attachments."""
    sent = (Outbox.complaint == case.id) & (Outbox.state == str(ReplyState.SENT)) & ReplyFile.sha256.is_null(False)
    rows = ReplyFile.select(ReplyFile).join(Outbox, on=ReplyFile.reply).where(sent)
    for row in rows.order_by(ReplyFile.id):
        yield CaseFile("lampiran", row.filename, "lampiran jawaban", filled(row.sha256))


def _photos(case: Complaint) -> Iterator[CaseFile]:
    kept = (ReportPhoto.complaint == case.id) & ReportPhoto.removed_at.is_null()
    for row in ReportPhoto.select().where(kept).order_by(ReportPhoto.id):
        yield CaseFile("penelitian", f"foto-{row.id}.jpg", "foto penelitian lapangan", row.sha256)


def _papers(case: Complaint) -> Iterator[CaseFile]:
    for row in issued_papers(case):
        cancelled = f"_{row.state.upper()}" if row.state in ENDED else ""
        stem = "_".join(part for part in (row.type, (row.number or "").replace("/", "-")) if part) + cancelled
        yield CaseFile("naskah", f"{stem}.docx", "naskah terbit", filled(row.sha256))
        if row.signed_copy:
            kind = f"salinan bertanda tangan ({COPY_STATES[state_of(row.signed_copy_state)].label})"
            yield CaseFile("naskah", f"{stem}_ttd.pdf", kind, row.signed_copy)
        yield from _returned(row, stem)
        for old in ReplacedCopy.select().where(ReplacedCopy.document == row.id).order_by(ReplacedCopy.id):
            yield CaseFile(
                "naskah", f"{stem}_ttd_diganti_{old.id}.pdf", "salinan bertanda tangan, diganti", old.sha256
            )


def _returned(paper: Document, stem: str) -> Iterator[CaseFile]:
    """Yield the PDFs that came back for a paper and did not become its copy."""
    back = (SentPaper.document == paper.id) & SentPaper.sha256.is_null(False)
    for row in SentPaper.select().where(back).order_by(SentPaper.id):
        if row.sha256 != paper.signed_copy:
            name = f"{stem}_kembali_{row.id}.pdf"
            yield CaseFile("naskah", name, "PDF yang kembali, tidak dipakai", filled(row.sha256))


def _proofs(case: Complaint) -> Iterator[CaseFile]:
    mine = (DeliveryProof.complaint == case.id) & DeliveryProof.sha256.is_null(False)
    for row in DeliveryProof.select().where(mine).order_by(DeliveryProof.id):
        yield CaseFile("bukti", f"bukti-{row.purpose}-{row.way}", "bukti penyampaian", filled(row.sha256))


def trace_dossier(
    case: Complaint, event: str, content: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> None:
    """Record in the audit trail that somebody had the dossier made or took it away, with its hash.

    Raises AlreadyDone where the form was sent before.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        check_dossier(case, actor)
        audit_trail.write(actor, now, AuditEvent(event, f"complaint:{case.id}", after=content))
