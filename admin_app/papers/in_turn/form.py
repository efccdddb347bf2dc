"""The form a draft is signed in: its words with today's date, block and letterhead, and to whom it was shown so.

Only hashes are kept, no words: whoever signs what was not shown to him in this very form is asked to look.
"""

import json
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from flask import Response

from admin_app.papers.makeable import wording_of
from admin_app.papers.page_frame import framed_pdf
from admin_app.papers.papers import preview, template_in_use
from admin_app.papers.pdf_copies import converted
from models.actions.core.actor import Actor
from models.actions.core.office_facts import office_settings
from models.actions.papers.document_facts import way_facts
from models.actions.papers.in_turn.shown import note_shown
from models.actions.papers.locked_paper import CHANGED
from models.actions.papers.numbers.number_paper import booked_number
from models.actions.papers.paper_rights import signing_role
from models.actions.papers.sign_document import block_on, way_of_draft
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.papers.signing_ways import row_of
from models.tables import Document
from models.tables.core.settings import Settings

NOT_SHOWN = "Halamannya belum tampil di layar Anda. Lihat dahulu, centang, lalu tanda tangani."


@dataclass(frozen=True)
class Form:
    """A draft as this person would sign it now, nothing of it stored, the mark of exactly this form, its number."""

    paper: Document
    mark: str
    booked: str


def form_of(document_id: int, actor: Actor, settings: Settings, now: datetime) -> Form:
    """Return a draft in the form it is signed in. Raises DocumentNotAllowed where this person cannot sign it."""
    return form_on(Document.get_by_id(document_id), actor, settings, now)


def form_on(paper: Document, actor: Actor, settings: Settings, now: datetime) -> Form:
    """Return the same of a draft that was read just now, whose row stays as it is."""
    case = paper.complaint if paper.complaint_id else None
    facts, code, day = json.loads(paper.facts), paper.type, to_wib(now).date()
    given = block_on(facts, signing_role(case, code, office_settings()), actor, code, day)
    given |= way_facts(way_of_draft(paper)) if row_of(way_of_draft(paper)).service else {}
    number = booked_number(paper)
    given |= {"date": day.isoformat()} | ({"number": number} if number else {})
    formed = copy(paper)
    formed.__data__ = paper.__data__ | {"facts": json.dumps(facts | given, ensure_ascii=False)}
    template = template_in_use(code, settings, paper.own_version)
    return Form(formed, wording_of(code, formed.facts, template.content).hex(), number)


def pdf_of_form(document_id: int, mark: str, actor: Actor, settings: Settings, now: datetime) -> bytes:
    """Return the PDF of a draft in the form of this mark, and note to whom it was sent.

    A page fetches the next ones ahead: that a paper stood on the screen before its tick is the page's to see to.
    Raises DocumentNotAllowed where it changed since, cannot be signed, or its PDF is still being made.
    """
    form = form_of(document_id, actor, settings, now)
    if form.mark != mark:
        raise DocumentNotAllowed(CHANGED)
    made = converted(preview(form.paper, settings, now), settings, now, issued_paper=False)
    note_shown(document_id, mark, actor.person_id, now)
    return made


def framed_form(
    document_id: int, mark: str, addresses: tuple[str, str], actor: Actor, settings: Settings, now: datetime
) -> Response:
    """Return the pages of that form for a frame inside our page. `addresses`: the frame's own, and its PDF's."""
    return framed_pdf(lambda: pdf_of_form(document_id, mark, actor, settings, now), *addresses, now)
