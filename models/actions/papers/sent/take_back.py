"""Takes a paper back from where it was to be signed: to be corrected, or to be signed on paper."""

import json
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.sent_papers import MOST_REASON, check_none_late, open_of, words_of
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.sent.sent_rights import check_handler
from models.actions.papers.sign_document import check_unsigned, way_of_draft
from models.actions.privacy.protect_identity import mask_drafts
from models.rules.core.errors import DocumentNotAllowed, ReasonMissing
from models.rules.core.texts import storable
from models.rules.papers.signed_elsewhere import SentState
from models.rules.papers.signing_ways import row_of
from models.rules.papers.unfinished import ON_PAPER
from models.tables import Document, SentPaper, database


def take_back(
    document_id: int, reason: str, actor: Actor, now: datetime, *, on_paper: bool, form_key: str | None = None
) -> Document:
    """Take a draft back, with a reason; `on_paper`: it is signed by hand from now on, also where it never left.

    Raises DocumentNotAllowed, ReasonMissing, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        check_unsigned(document)
        sent, way = open_of([document.id]).get(document.id), way_of_draft(document)
        check_handler(document, case, sent, actor, now)
        check_none_late(document)
        if not row_of(way).elsewhere or (sent is None and not on_paper):
            raise DocumentNotAllowed("Naskah ini tidak sedang diserahkan ke mana pun. Muat ulang halamannya.")
        if sent is not None and row_of(sent.way).service:
            raise DocumentNotAllowed("Naskah ini sedang di layanan tanda tangan. Pastikan dahulu apa jadinya.")
        if not reason.strip():
            raise ReasonMissing("Tuliskan mengapa naskah ini diambil kembali.")
        _end(document, sent, way, reason, on_paper, actor, now)
        if on_paper:
            facts = json.loads(document.facts) | {"mode": ON_PAPER}
            changed = Document.update(facts=json.dumps(facts, ensure_ascii=False))
            changed.where(Document.id == document.id).execute()
        if case is not None:
            touch(case)
            if case.identity_protected:
                mask_drafts(case)  # which left it as it was while it was away
        event = "naskah_ke_kertas" if on_paper else "ambil_kembali_naskah"
        audit_trail.write(actor, now, AuditEvent(event, f"document:{document.id}", row_of(way).elsewhere, ""))
        return Document.get_by_id(document.id)


def _end(
    document: Document, sent: SentPaper | None, way: str, reason: str, on_paper: bool, actor: Actor, now: datetime
) -> None:
    state, why = SentState.KERTAS if on_paper else SentState.DITARIK, storable(reason).strip()[:MOST_REASON]
    if sent is None:
        words = words_of(document)
        sent = SentPaper.create(document=document.id, way=way, words=words, state=str(state))
    ended = {"state": str(state), "ended_by": actor.staff_id, "ended_at": now, "reason": why}
    SentPaper.update(ended).where(SentPaper.id == sent.id).execute()
