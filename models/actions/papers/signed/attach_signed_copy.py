"""Files the returned signed PDF of a paper, unchanged, with what it was found to be; a wrong one is replaced."""

from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.case_papers import count_issued
from models.actions.core.form_key import spend_form_key
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.signed.copy_rights import check_filer, marks_of
from models.actions.papers.signed.keep_roots import as_far_as_trusted
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed
from models.rules.core.texts import storable
from models.rules.papers.copy_states import CopyState
from models.rules.papers.documents import DocumentState
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.signed_copy import check_belongs
from models.tables import Complaint, Document, PdfCopy, ReplacedCopy, database
from models.tables.core.filled import filled

MOST_REASON = 300
NOT_LOOKED_AT = Verdict(CopyState.BELUM)


@dataclass(frozen=True)
class Returned:
    """A PDF that came back: its text, what was typed off a scan, why it replaces another, what it was found to be."""

    text: str
    typed: str = ""
    reason: str = ""
    verdict: Verdict = NOT_LOOKED_AT


def check_signed_copy(document_id: int, came: Returned, actor: Actor, now: datetime) -> None:
    """Raise what attach_signed_copy would raise, before the file is stored."""
    with database.atomic():
        document, case = locked_paper(document_id, actor)
        _check(document, case, came, actor, now)


def attach_signed_copy(
    document_id: int, sha256: str, came: Returned, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Document:
    """File a stored PDF as the signed copy of a paper; with a reason, in the place of the one that is there.

    Raises DocumentNotAllowed, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        _check(document, case, came, actor, now)
        check_new(document, sha256)
        before = document.signed_copy
        if before:
            _set_aside(document, came.reason, actor, now)
        copy = {"signed_copy": sha256, "signed_copy_by": actor.staff_id, "signed_copy_at": now}
        Document.update(copy | columns_of(came.verdict, now)).where(Document.id == document.id).execute()
        if case is not None:
            count_issued(case, document.id, actor, now)
            touch(case)
        event = "ganti_salinan_ttd" if before else "salinan_ttd"
        audit_trail.write(actor, now, AuditEvent(event, f"document:{document.id}", before or "", sha256))
        return Document.get_by_id(document.id)


def columns_of(verdict: Verdict, now: datetime) -> dict[str, object]:
    """Return a verdict as the columns of a paper hold it, as far as the office still trusts what it rests on."""
    looked = verdict.state is not CopyState.BELUM
    return {
        "signed_copy_state": str(as_far_as_trusted(verdict)),
        "signed_copy_signer": storable(verdict.signer),
        "signed_copy_time": verdict.signed_at,
        "signed_copy_checked": now if looked else None,
        "signed_copy_roots": " ".join(verdict.roots),
        "signed_copy_difference": storable(verdict.difference),
    }


def _set_aside(document: Document, reason: str, actor: Actor, now: datetime) -> None:
    ReplacedCopy.create(
        document=document.id,
        sha256=filled(document.signed_copy),
        filed_by=document.signed_copy_by_id,
        filed_at=document.signed_copy_at,
        state=document.signed_copy_state,
        signer=document.signed_copy_signer,
        signed_at=document.signed_copy_time,
        replaced_by=actor.staff_id,
        replaced_at=now,
        reason=reason.strip()[:MOST_REASON],
    )


def check_new(document: Document, sha256: str) -> None:
    """Raise where these bytes are the program's own, another paper's copy, or the ones that are there.

    Raises DocumentNotAllowed, AlreadyDone.
    """
    if PdfCopy.select().where(PdfCopy.sha256 == sha256).exists():
        raise DocumentNotAllowed(
            "PDF ini dibuat Aduan dan belum ditandatangani siapa pun. Unggah pindaian lembar yang sudah "
            "ditandatangani, atau PDF yang dikembalikan layanan tanda tangan."
        )
    if document.signed_copy == sha256:
        raise AlreadyDone("PDF ini sudah menjadi salinan bertanda tangan naskah ini.")
    others = Document.select().where((Document.signed_copy == sha256) & (Document.id != document.id))
    other = others.first()
    if other is not None:
        raise DocumentNotAllowed(f"PDF ini sudah menjadi salinan naskah {other.number or other.type}.")


def _check(document: Document, case: Complaint | None, came: Returned, actor: Actor, now: datetime) -> None:
    check_filer(document, case, actor, now)
    if document.state != DocumentState.DITANDATANGANI:
        raise DocumentNotAllowed("Salinan bertanda tangan hanya untuk naskah yang sudah ditandatangani.")
    if document.signed_copy and not came.reason.strip():
        raise AlreadyDone("Salinan bertanda tangan naskah ini sudah ada. Tulis alasan bila hendak menggantinya.")
    check_belongs(marks_of(document, case), came.text, came.typed)
