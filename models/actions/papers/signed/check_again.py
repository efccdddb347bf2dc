"""Stores what a kept signed copy was found to be on a further look, as after roots changed."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.case_papers import count_issued
from models.actions.core.form_key import spend_form_key
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.signed.attach_signed_copy import columns_of
from models.actions.papers.signed.copy_rights import check_filer
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.copy_states import COPY_STATES, state_of
from models.rules.papers.judge_copy import Verdict
from models.tables import Document, database


def check_again(
    document_id: int, sha256: str, verdict: Verdict, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Document:
    """Store a verdict on the copy of this sha256. Raises DocumentNotAllowed where another lies there, NotVisible."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        check_filer(document, case, actor, now)
        if document.signed_copy != sha256:
            raise DocumentNotAllowed("Salinan bertanda tangan ini baru saja diganti. Muat ulang halamannya.")
        columns = columns_of(verdict, now)
        Document.update(columns).where(Document.id == document.id).execute()
        if case is not None:
            count_issued(case, document.id, actor, now)  # a copy may count only now
            touch(case)
        states = (document.signed_copy_state, str(columns["signed_copy_state"]))
        before, after = (COPY_STATES[state_of(one)].label for one in states)
        audit_trail.write(actor, now, AuditEvent("periksa_salinan_ttd", f"document:{document.id}", before, after))
        return Document.get_by_id(document.id)
