"""Gathers what SRIKANDI's form asks about a draft, and which files go with it."""

import json
from dataclasses import dataclass
from datetime import date

from models.actions.core.actor import Actor
from models.actions.core.office_facts import office_settings, signer_on
from models.actions.papers.document_facts import linked_messages
from models.actions.papers.numbers.archive_codes import archive_codes, settings_on
from models.actions.papers.numbers.number_paper import classification_of
from models.actions.papers.paper_rights import document_row, signing_role
from models.actions.privacy.check_masked import names_protected
from models.rules.papers.documents import DocumentRow, DocumentState, paper_title, paraf_chain
from models.rules.papers.srikandi_form import SIFAT_SETTING, FormFacts, SifatList
from models.tables import Attachment, Complaint, Document, Message
from models.tables.core.filled import filled
from models.tables.privacy.visible import visible_message

# The memo that brings a complaint to a section takes along what the citizen sent; the recap's memo takes the recap.
_WITH_FILES_OF_THE_CASE = ("ND-TERUS",)
_WITH_PAPERS_OF_THE_MONTH = {"ND-REKAP": {"samar": "REKAP-SAMAR", "lengkap": "REKAP"}}


@dataclass(frozen=True)
class Enclosed:
    """What goes with a paper: stored files with their names, issued papers, and what is left to the officer."""

    files: tuple[tuple[str, str], ...] = ()  # name and sha256
    papers: tuple[Document, ...] = ()
    left_out: str = ""  # why files of the case are not in the package
    naming: tuple[Document, ...] = ()  # papers left out: they name a complainant who was protected since


def form_facts(
    document: Document, case: Complaint | None, number: str, enclosures: tuple[str, ...], day: date
) -> FormFacts:
    """Return what the form is filled from; `number`: booked there."""
    row, settings = document_row(document.type), office_settings()
    code = classification_of(row, settings_on(settings, day))
    meaning = archive_codes().in_force(day).get(code)
    chain = paraf_chain(row, signer := signing_role(case, row.code, settings))
    holders = ((signer_on(post, day)) for post in chain if post is not signer)
    return FormFacts(
        code=row.code,
        title=paper_title(document),
        facts=json.loads(document.facts),
        classification=f"{code} {meaning.meaning}" if meaning is not None else code,
        number=number,
        sifat_list=SifatList(settings.get(SIFAT_SETTING) or SifatList.KEAMANAN),
        initials=tuple(" – ".join(filter(None, (one.title_lines[-1], one.name))) for one in holders),
        enclosures=enclosures,
    )


def enclosed_with(document: Document, case: Complaint | None, actor: Actor) -> Enclosed:
    """Return what goes with a draft as far as this person may see it; nothing of a protected complainant's files."""
    signed = _issued(document, document_row(document.type))
    naming = tuple(paper for paper in signed if case is not None and names_protected(paper, case))
    papers = tuple(paper for paper in signed if paper not in naming)
    if case is None or document.type not in _WITH_FILES_OF_THE_CASE:
        return Enclosed(papers=papers, naming=naming)
    if case.identity_protected:
        return Enclosed(papers=papers, naming=naming, left_out="identitas pelapor dirahasiakan")
    ids = [row.id for row in linked_messages(case)]
    seen = {row.id for row in Message.select(Message.id).where(Message.id.in_(ids) & visible_message(actor.scope))}
    stored = Attachment.message.in_(ids) & (Attachment.state == "tersimpan") & Attachment.sha256.is_null(False)
    rows = list(Attachment.select().where(stored).order_by(Attachment.id))
    mine = [row for row in rows if row.message_id in seen]
    return Enclosed(
        files=tuple((row.filename or f"lampiran-{row.position}", filled(row.sha256)) for row in mine),
        papers=papers,
        left_out="sebagian pesannya tidak terbuka bagi Anda" if len(mine) < len(rows) else "",
    )


def _issued(document: Document, row: DocumentRow) -> list[Document]:
    """Return the newest signed paper of each type that this one takes along."""
    of_month = _WITH_PAPERS_OF_THE_MONTH.get(row.code, {}).get(str(json.loads(document.facts).get("annex")))
    codes = [*row.encloses, *([of_month] if of_month else [])]
    if document.complaint_id is None:
        mine = Document.complaint.is_null() & (Document.about == document.about)
    else:
        mine = Document.complaint == document.complaint_id
    signed = mine & (Document.state == str(DocumentState.DITANDATANGANI)) & Document.type.in_(codes)
    rows = Document.select().where(signed).order_by(Document.id) if codes else ()
    return list({paper.type: paper for paper in rows}.values())
