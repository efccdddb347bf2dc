"""Cancels a paper with a reason; a signed one keeps its number, which is never used again."""

from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import outputs_of, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.law.undo_outputs import undo_outputs
from models.actions.core.office_facts import office_settings
from models.actions.core.sent_papers import check_here
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.paper_rights import answers_for, document_row
from models.rules.cases.sop import Stage
from models.rules.clocks.law_met import NASKAH_BATAL
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.papers.documents import ENDED, DocumentRow, DocumentState
from models.rules.papers.unfinished import enclosed_in
from models.tables import Complaint, Document, IssuedNumber, StepOutput, database


def cancel_document(
    document_id: int, reason: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Document:
    """Cancel a paper, as its signer while the case is on his desk. Raises DocumentNotAllowed, AlreadyDone."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        _check(document, case, actor, reason, to_wib(now).date())
        by = {"cancelled_by": actor.staff_id, "cancel_reason": reason.strip()}
        state = {"state": str(DocumentState.BATAL), "cancelled_at": now}
        Document.update({**by, **state}).where(Document.id == document.id).execute()
        holder = f"document:{document.id}"
        IssuedNumber.update({**by, "cancelled": True}).where(IssuedNumber.holder == holder).execute()
        if case is not None:
            undo_outputs(case.id, StepOutput.reference == holder, NASKAH_BATAL, actor, now)
            touch(case)
        audit_trail.write(actor, now, AuditEvent("batal", holder, document.state, str(DocumentState.BATAL)))
        return Document.get_by_id(document.id)


def _check(document: Document, case: Complaint | None, actor: Actor, reason: str, day: date) -> None:
    row = document_row(document.type)
    if document.state in ENDED:
        raise AlreadyDone
    check_here(document)
    on_desk = case is None or Stage(case.stage) in row.stages
    if not answers_for(row, case, actor, office_settings(), day) or not on_desk:
        raise DocumentNotAllowed(f"{row.title} hanya dapat dibatalkan penanda tangannya, sebelum kasus diteruskan.")
    if not reason.strip():
        raise DocumentNotAllowed("Tuliskan alasan pembatalan naskah lebih dahulu.")
    if case is not None and document.state == DocumentState.DITANDATANGANI:
        _check_not_enclosed(row, case)


def _check_not_enclosed(row: DocumentRow, case: Complaint) -> None:
    enclosing = enclosed_in(row.code, outputs_of(case))
    if enclosing is not None:
        raise DocumentNotAllowed(
            f"{row.title} menjadi lampiran {enclosing.title} yang sudah ditandatangani. Batalkan dahulu "
            f"{enclosing.title} itu."
        )
