"""Hands a draft over to where it is signed; from then on its words stand still here until it is back."""

import json
from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.office_facts import office_settings
from models.actions.core.sent_papers import check_here, kept_way, words_of
from models.actions.papers.drafts.shortfalls import check_ready
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.paper_rights import check_drafter, document_row, signing_role
from models.actions.papers.sign_document import check_unsigned, way_of_draft
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.papers.signed_elsewhere import SentState
from models.rules.papers.signing_ways import row_of
from models.tables import Document, SentPaper, database

_MOST_NUMBER = 80


@dataclass(frozen=True)
class MadeWord:
    """The Word file made of a draft to be handed over: of which words, and from which template (None: shipped)."""

    words: str  # sha256 of the draft's facts
    sha256: str
    template_sha256: str
    template_id: int | None = None


def hand_over(
    document_id: int, made: MadeWord, actor: Actor, now: datetime, *, number: str = "", form_key: str | None = None
) -> SentPaper:
    """Note that a draft is now where it is signed, as this stored file; `number`: already booked there.

    Raises DocumentNotAllowed, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document = check_can_go(document_id, actor, now)
        if words_of(document) != made.words:
            raise DocumentNotAllowed("Konsep ini baru saja diubah. Baca lagi konsepnya, lalu serahkan.")
        _keep_letterhead(document, now)
        sent = SentPaper.create(
            document=document.id,
            way=way_of_draft(document),
            state=str(SentState.DI_LUAR),
            words=words_of(document),
            post=str(signing_role(document.complaint, document.type, office_settings())),
            word=made.sha256,
            template=made.template_id,
            template_sha256=made.template_sha256,
            number=storable(number).strip()[:_MOST_NUMBER],
            sent_by=actor.staff_id,
            sent_at=now,
        )
        if document.complaint is not None:
            touch(document.complaint)
        said = f"{row_of(sent.way).elsewhere} {sent.number}".strip()
        audit_trail.write(actor, now, AuditEvent("serahkan_naskah", f"document:{document.id}", after=said))
        return sent


def check_may_go(document_id: int, actor: Actor, now: datetime) -> None:
    """Raise what hand_over would raise of the draft and this person, before its file is made and stored."""
    with database.atomic():
        check_can_go(document_id, actor, now)


def _keep_letterhead(document: Document, now: datetime) -> None:
    """Note in a draft the letterhead of its Word file, as a signature here does: a later one is not signed there."""
    facts = json.loads(document.facts) | {"kop": letterhead_facts(to_wib(now).date())}
    document.facts = json.dumps(facts, ensure_ascii=False)
    Document.update(facts=document.facts).where(Document.id == document.id).execute()


def check_can_go(document_id: int, actor: Actor, now: datetime) -> Document:
    """Return a draft, locked, if this person may hand it over as it is. Raises DocumentNotAllowed, AlreadyDone."""
    document, case = locked_paper(document_id, actor)
    row, settings = document_row(document.type), office_settings()
    check_unsigned(document)
    check_here(document)
    if not row_of(way_of_draft(document)).elsewhere:
        raise DocumentNotAllowed(
            f"{row.title} ini ditandatangani di atas kertas. "
            + (
                "Buang konsep ini, lalu buat yang baru."
                if kept_way(document)
                else "Simpan lagi konsepnya bila berubah."
            )
        )
    check_drafter(row, case, actor, settings, to_wib(now).date())
    check_ready(document, case, row, signing_role(case, row.code, settings), settings)
    return document
