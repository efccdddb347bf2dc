"""The originals of a case, and the trace of a dossier: which files belong to it, who had it made, with which hash."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from models.actions import audit_trail
from models.actions.actor import Actor
from models.actions.document_facts import linked_messages
from models.actions.dossier_facts import issued_papers
from models.rules.documents import DocumentState
from models.tables import Attachment, Complaint, DeliveryProof, database


@dataclass(frozen=True)
class CaseFile:
    """One file of a case: in which folder of the archive, by what name, what it is, and where it lies."""

    folder: str
    name: str
    kind: str
    sha256: str


def case_files(case: Complaint) -> list[CaseFile]:
    """Give every original of a case: what came with messages, what was issued, what came back signed, every proof."""
    return [*_attachments(case), *_papers(case), *_proofs(case)]


def _attachments(case: Complaint) -> Iterator[CaseFile]:
    ids = [row.id for row in linked_messages(case)]
    rows = Attachment.select().where(Attachment.message.in_(ids) & Attachment.sha256.is_null(False))
    for row in rows.order_by(Attachment.id):
        yield CaseFile("lampiran", row.filename or f"lampiran-{row.position}", "lampiran pesan", row.sha256)


def _papers(case: Complaint) -> Iterator[CaseFile]:
    for row in issued_papers(case):
        cancelled = "_BATAL" if row.state == DocumentState.BATAL else ""
        stem = "_".join(part for part in (row.type, (row.number or "").replace("/", "-")) if part) + cancelled
        yield CaseFile("naskah", f"{stem}.docx", "naskah terbit", row.sha256)
        if row.signed_copy:
            yield CaseFile("naskah", f"{stem}_ttd.pdf", "salinan bertanda tangan", row.signed_copy)


def _proofs(case: Complaint) -> Iterator[CaseFile]:
    mine = (DeliveryProof.complaint == case.id) & DeliveryProof.sha256.is_null(False)
    for row in DeliveryProof.select().where(mine).order_by(DeliveryProof.id):
        yield CaseFile("bukti", f"bukti-{row.purpose}-{row.way}", "bukti penyampaian", row.sha256)


def trace_dossier(case: Complaint, content: str, actor: Actor, now: datetime) -> None:
    """Write into the trail that somebody had the dossier made, with the hash of what it holds."""
    with database.atomic():
        audit_trail.write(actor, now, audit_trail.Deed("susun_berkas_perkara", f"complaint:{case.id}", after=content))
