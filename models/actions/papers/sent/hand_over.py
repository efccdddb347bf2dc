"""Hands a draft over to where it is signed; from then on its words stand still here until it is back."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.office_facts import office_settings
from models.actions.core.sent_papers import check_here, words_of
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.paper_rights import check_drafter, document_row, signing_role
from models.actions.papers.sign_document import check_ready, check_unsigned, way_of_draft
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.papers.signed_elsewhere import SentState
from models.rules.papers.signing_ways import row_of
from models.tables import Document, SentPaper, database

_MOST_NUMBER = 80


def hand_over(
    document_id: int, actor: Actor, now: datetime, *, number: str = "", form_key: str | None = None
) -> SentPaper:
    """Note that a draft is now where it is signed; `number`: already booked there. Raises DocumentNotAllowed …"""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document = check_can_go(document_id, actor, now)
        sent = SentPaper.create(
            document=document.id,
            way=way_of_draft(document),
            state=str(SentState.DI_LUAR),
            words=words_of(document),
            number=storable(number).strip()[:_MOST_NUMBER],
            sent_by=actor.staff_id,
            sent_at=now,
        )
        if document.complaint is not None:
            touch(document.complaint)
        said = f"{row_of(sent.way).elsewhere} {sent.number}".strip()
        audit_trail.write(actor, now, AuditEvent("serahkan_naskah", f"document:{document.id}", after=said))
        return sent


def check_can_go(document_id: int, actor: Actor, now: datetime) -> Document:
    """Return a draft, locked, if this person may hand it over as it is. Raises DocumentNotAllowed, AlreadyDone."""
    document, case = locked_paper(document_id, actor)
    row, settings = document_row(document.type), office_settings()
    check_unsigned(document)
    check_here(document)
    if not row_of(way_of_draft(document)).elsewhere:
        raise DocumentNotAllowed(
            f"{row.title} ini ditandatangani di atas kertas. Simpan konsepnya lagi bila berubah."
        )
    check_drafter(row, case, actor, settings, to_wib(now).date())
    check_ready(document, case, row, signing_role(case, row.code, settings), settings)
    return document
