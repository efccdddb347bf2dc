"""Puts an officer's initials (paraf) on a draft, or returns it with a comment, before it is signed."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.office_facts import office_settings
from models.actions.core.sent_papers import check_here
from models.actions.papers.initials.given import missing_parafs, returned
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.own.own_words import unsaid_on
from models.actions.papers.paper_rights import answers_for, document_row, signing_role
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.papers.documents import DocumentRow, DocumentState, paraf_chain
from models.rules.staff.roles import ROLES, Role
from models.tables import Complaint, Document, Paraf, database

_UNSIGNED = (DocumentState.KONSEP, DocumentState.DIPARAF)


def initial_document(document_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> Document:
    """Put one's initials on a draft, in the chain's order. Raises DocumentNotAllowed, AlreadyDone, NotVisible."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = _open_paper(document_id, actor)
        row = document_row(document.type)
        missing = missing_parafs(document, row, signing_role(case, row.code, office_settings()))
        if not actor.among(missing):
            raise DocumentNotAllowed(_not_his_turn(row, missing))
        if returned(document) is not None:
            raise DocumentNotAllowed("Konsep ini dikembalikan. Perbaiki dan simpan konsepnya, lalu paraf.")
        if unsaid := unsaid_on(document):
            raise DocumentNotAllowed(f"Belum diisi: {', '.join(unsaid)}. Lengkapi konsepnya, simpan, lalu paraf.")
        if not actor.among(missing[:1]):
            raise DocumentNotAllowed(f"Paraf {ROLES[missing[0]].label} lebih dahulu.")
        _write(document, actor, missing[0], now, returned_with=None)
        if len(missing) == 1:
            Document.update(state=str(DocumentState.DIPARAF)).where(Document.id == document.id).execute()
        _after(document, case, actor, now, "paraf")
        return Document.get_by_id(document.id)


def return_document(
    document_id: int, comment: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Document:
    """Return a draft to its drafter with a comment; only those who initial or sign it may."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = _open_paper(document_id, actor)
        row = document_row(document.type)
        settings = office_settings()
        chain = paraf_chain(row, signing_role(case, row.code, settings))
        if not actor.among(chain) and not answers_for(row, case, actor, settings, to_wib(now).date()):
            raise DocumentNotAllowed(f"{row.title} hanya dapat dikembalikan oleh yang memaraf atau menandatangani.")
        if not comment.strip():
            raise DocumentNotAllowed("Tuliskan apa yang harus diperbaiki, lalu kembalikan.")
        _write(document, actor, actor.as_post(*chain), now, returned_with=storable(comment.strip()))
        Document.update(state=str(DocumentState.KONSEP)).where(Document.id == document.id).execute()
        _after(document, case, actor, now, "kembalikan_naskah")
        return Document.get_by_id(document.id)


def _open_paper(document_id: int, actor: Actor) -> tuple[Document, Complaint | None]:
    document, case = locked_paper(document_id, actor)
    if document.state not in [str(state) for state in _UNSIGNED]:
        raise AlreadyDone("Naskah ini sudah ditandatangani atau dibatalkan.")
    check_here(document)
    return document, case


def _write(document: Document, actor: Actor, post: Role | None, now: datetime, returned_with: str | None) -> None:
    Paraf.create(
        document=document.id,
        version=document.version,
        role=str(post),
        staff=actor.person_id,
        at=now,
        returned=returned_with is not None,
        comment=returned_with or "",
    )


def _after(document: Document, case: Complaint | None, actor: Actor, now: datetime, event: str) -> None:
    if case is not None:
        touch(case)
    audit_trail.write(actor, now, AuditEvent(event, f"document:{document.id}", after=document.type))


def _not_his_turn(row: DocumentRow, missing: tuple[Role, ...]) -> str:
    if not missing:
        return f"{row.title} tidak menunggu paraf lagi."
    return f"{row.title} menunggu paraf {ROLES[missing[0]].label}."
