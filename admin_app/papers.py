"""Papers as files: previews of drafts, signing, and the file that was issued. Word is reached through docgen only."""

import hashlib
import json
from datetime import datetime

from docgen.errors import DocumentError
from docgen.render import render, shipped_template
from models.actions.actor import Actor
from models.actions.sign_document import record_issued, sign_document
from models.rules.documents import DocumentState
from models.rules.errors import DocumentNotAllowed, NotVisible
from models.tables import Document
from models.tables.file_store import keep, read
from models.tables.settings import Settings


def preview(document: Document) -> bytes:
    """Render a paper from its facts as they stand; raises DocumentNotAllowed with the sentence for staff."""
    try:
        return render(document.type, json.loads(document.facts))
    except DocumentError as err:
        raise DocumentNotAllowed(err.sentence) from err


def sign(
    document_id: int,
    actor: Actor,
    now: datetime,
    settings: Settings,
    *,
    number: str | None = None,
    form_key: str | None = None,
) -> Document:
    """Sign a paper and file what was issued.

    It is rendered once before, because a number given to a paper that cannot be made would be lost.
    """
    draft = Document.get_or_none(Document.id == document_id)
    if draft is None:
        raise NotVisible
    if draft.state in (DocumentState.KONSEP, DocumentState.DIPARAF):
        preview(draft)
    signed = sign_document(document_id, actor, now, number=number, form_key=form_key)
    issued(signed, settings)
    return Document.get_by_id(document_id)


def issued(document: Document, settings: Settings) -> bytes:
    """Give the file of a paper: the one that was issued, or the draft as it stands.

    A signed paper whose file was not written yet (the power went right after signing) is made from its stored facts.
    """
    if document.sha256:
        return read(settings.files_dir, document.sha256)
    content = preview(document)
    if document.state == DocumentState.DITANDATANGANI:
        template = hashlib.sha256(shipped_template(document.type)).hexdigest()
        record_issued(document.id, keep(settings.files_dir, content), template)
    return content


def file_name(document: Document) -> str:
    """Name the file for downloading: type, case number, and its own number where it has one."""
    about = document.complaint.number if document.complaint_id else document.about
    parts = [document.type, about, (document.number or "").replace("/", "-")]
    return "_".join(part for part in parts if part) + ".docx"
