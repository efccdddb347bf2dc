"""Drafts a paper of a case: its facts are gathered, an officer may change the wording, nothing has a number yet."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime

from models.actions import audit_trail
from models.actions.actor import Actor
from models.actions.case import locked_case, spend_form_key, touch
from models.actions.document_facts import letter_facts, signing_role
from models.actions.office_facts import office_settings
from models.actions.sheet_facts import sheet_facts
from models.rules.documents import DOCUMENTS, DocumentRow, DocumentState, may_draft
from models.rules.errors import DocumentNotAllowed
from models.rules.roles import ROLES
from models.rules.sop import STAGES, Stage
from models.rules.texts import storable
from models.tables import Complaint, Document, database

# What an officer may word himself; everything else comes from the case and the office.
WORDING = ("hal", "sifat", "request", "findings", "legal_basis", "answer")


def draft_document(
    complaint_id: int,
    code: str,
    actor: Actor,
    now: datetime,
    *,
    changes: Mapping[str, str] | None = None,
    version: int | None = None,
    form_key: str | None = None,
) -> Document:
    """Draft a paper, or draft it anew where a draft is there already. Raises DocumentNotAllowed, StaleCase …"""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor, version)
        row = _offered(case, code, actor)
        facts = gather_facts(case, row, now)
        facts |= {key: storable(text) for key, text in (changes or {}).items() if key in WORDING and key in facts}
        values = {
            "facts": json.dumps(facts, ensure_ascii=False),
            "recipient": str(facts.get("yth", "")),
            "subject": str(facts.get("hal", row.title)),
            "drafted_by": actor.staff_id,
            "drafted_at": now,
        }
        document = _draft_of(case, code)
        if document is None:
            document = Document.create(public_id=str(uuid.uuid4()), complaint=case.id, type=code, **values)
        else:
            Document.update({**values, "version": Document.version + 1}).where(Document.id == document.id).execute()
        touch(case)
        audit_trail.write(actor, now, audit_trail.Deed("konsep", f"document:{document.id}", after=code))
        return Document.get_by_id(document.id)


def gather_facts(case: Complaint, row: DocumentRow, now: datetime) -> dict[str, object]:
    """Gather the facts of a paper as they are now."""
    return letter_facts(case, row.code, now) if row.numbered else sheet_facts(case, row.code, now)


def _draft_of(case: Complaint, code: str) -> Document | None:
    drafts = (Document.complaint == case.id) & (Document.type == code) & (Document.state == str(DocumentState.KONSEP))
    return Document.select().where(drafts).order_by(Document.id.desc()).first()


def _offered(case: Complaint, code: str, actor: Actor) -> DocumentRow:
    if code not in DOCUMENTS:
        raise DocumentNotAllowed(f"Jenis naskah “{code}” tidak dikenal.")
    row = DOCUMENTS[code]
    signer = signing_role(case, code, office_settings())
    if actor.role is None or not may_draft(row, actor.role, Stage(case.stage), signer):
        who = ROLES[actor.role].label if actor.role else actor.username
        raise DocumentNotAllowed(
            f"{row.title} tidak dapat dibuat oleh {who} pada tahap “{STAGES[Stage(case.stage)].label}”."
        )
    return row
