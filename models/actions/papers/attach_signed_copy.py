"""Files the returned signed PDF of a paper, unchanged, after checking that it belongs to that paper."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.case_papers import count_issued, files_the_case
from models.actions.core.form_key import spend_form_key
from models.actions.core.office_facts import office_settings
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.paper_rights import answers_for, document_row
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.figures.months import month_label
from models.rules.papers.documents import DocumentState, may_file_copy
from models.rules.papers.signed_copy import check_belongs
from models.tables import Complaint, Document, PdfCopy, database


def check_signed_copy(document_id: int, text: str, typed: str, actor: Actor, now: datetime) -> None:
    """Raise what attach_signed_copy would raise, before the file is stored."""
    with database.atomic():
        document, case = locked_paper(document_id, actor)
        _check(document, case, text, typed, actor, now)


def attach_signed_copy(
    document_id: int, sha256: str, text: str, typed: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Document:
    """File a stored PDF as the signed copy of a paper. `text` is the PDF's text, `typed` the number read off a scan.

    Raises DocumentNotAllowed, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        _check(document, case, text, typed, actor, now)
        if PdfCopy.select().where(PdfCopy.sha256 == sha256).exists():
            raise DocumentNotAllowed(
                "PDF ini dibuat Aduan dan belum ditandatangani siapa pun. Unggah pindaian lembar yang sudah "
                "ditandatangani."
            )
        other = Document.select().where((Document.signed_copy == sha256) & (Document.id != document.id)).first()
        if other is not None:
            raise DocumentNotAllowed(f"PDF ini sudah menjadi salinan naskah {other.number or other.type}.")
        copy = {"signed_copy": sha256, "signed_copy_by": actor.staff_id, "signed_copy_at": now}
        Document.update(copy).where(Document.id == document.id).execute()
        if case is not None:
            count_issued(case, document.id, actor, now)
            touch(case)
        audit_trail.write(actor, now, AuditEvent("salinan_ttd", f"document:{document.id}", after=sha256))
        return Document.get_by_id(document.id)


def signed_by_hand(document: Document, actor: Actor) -> bool:
    """Whether this person himself signed the paper, whatever posts he holds now."""
    return document.signed_by_id is not None and document.signed_by_id == actor.staff_id


def marks_of(document: Document, case: Complaint | None) -> tuple[str, ...]:
    """Return the marks a copy must show: the paper's number or, without one, its case, or its month and title."""
    row, own = document_row(document.type), (document.number,) if document.number else ()
    if row.numbered:
        return own
    if case is not None:
        return (*own, case.number)
    month = () if row.agenda else (month_label(document.about),)
    return (*own, *month, row.title)


def _check(document: Document, case: Complaint | None, text: str, typed: str, actor: Actor, now: datetime) -> None:
    row = document_row(document.type)
    signs = signed_by_hand(document, actor) or answers_for(row, case, actor, office_settings(), to_wib(now).date())
    if not may_file_copy(row, actor.role, signs, case is not None and files_the_case(case, actor)):
        raise DocumentNotAllowed(
            "Salinan bertanda tangan diunggah oleh pengonsep, pemaraf, penanda tangannya, atau yang mengarsipkan."
        )
    if document.state != DocumentState.DITANDATANGANI:
        raise DocumentNotAllowed("Salinan bertanda tangan hanya untuk naskah yang sudah ditandatangani.")
    if document.signed_copy:
        raise AlreadyDone("Salinan bertanda tangan naskah ini sudah ada.")
    check_belongs(marks_of(document, case), text, typed)
