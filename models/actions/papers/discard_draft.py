"""Discards a draft with a reason, wherever the case is by then; its words stay in the dossier."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import holder_now, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.give_number import cancel_number
from models.actions.core.office_facts import office_settings
from models.actions.core.recused_posts import recused_of
from models.actions.core.sent_papers import check_here
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.paper_rights import document_row, signing_delegates, signing_role
from models.rules.cases.sop import Stage
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.papers.documents import DocumentState
from models.rules.papers.unfinished import UNSIGNED, may_discard
from models.tables import Document, database


def discard_draft(
    document_id: int, reason: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Document:
    """Discard an unsigned paper of a case. Raises DocumentNotAllowed, AlreadyDone, NotVisible."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        row = document_row(document.type)
        if document.state not in UNSIGNED:
            raise AlreadyDone("Konsep ini sudah ditandatangani atau dibatalkan.")
        if case is None:
            raise DocumentNotAllowed("Konsep naskah kantor dibatalkan pada halamannya sendiri.")
        settings, stage, holder = office_settings(), Stage(case.stage), holder_now(case)
        signer = signing_role(case, row.code, settings)
        others = signing_delegates(case, row.code, settings, to_wib(now).date())
        where = (stage, signer, holder, recused_of(case))
        if not any(role in others or may_discard(row, role, *where) for role in actor.roles):
            raise DocumentNotAllowed(
                f"Konsep {row.title} dibuang oleh pengonsep atau penanda tangannya; sesudah tahapnya lewat, juga "
                "oleh yang memegang kasus ini."
            )
        check_here(document)
        if not reason.strip():
            raise DocumentNotAllowed("Tuliskan mengapa konsep ini dibuang lebih dahulu.")
        by = {"cancelled_by": actor.staff_id, "cancelled_at": now, "cancel_reason": storable(reason.strip())}
        Document.update({**by, "state": str(DocumentState.BATAL)}).where(Document.id == document.id).execute()
        cancel_number(document.id, storable(reason.strip()), actor)
        touch(case)
        event = AuditEvent("buang_konsep", f"document:{document.id}", document.state, str(DocumentState.BATAL))
        audit_trail.write(actor, now, event)
        return Document.get_by_id(document.id)
