"""Who may file, replace or check again the signed copy of a paper, and by which marks a copy is known as its own."""

from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.case_papers import files_the_case
from models.actions.core.office_facts import office_settings
from models.actions.papers.paper_rights import answers_for, document_row
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.figures.months import month_label
from models.rules.papers.documents import may_file_copy
from models.tables import Complaint, Document


def check_filer(document: Document, case: Complaint | None, actor: Actor, now: datetime) -> None:
    """Raise DocumentNotAllowed where this person has nothing to do with the signed copy of this paper."""
    row = document_row(document.type)
    signs = signed_by_hand(document, actor) or answers_for(row, case, actor, office_settings(), to_wib(now).date())
    if not may_file_copy(row, actor.role, signs, case is not None and files_the_case(case, actor)):
        raise DocumentNotAllowed(
            "Salinan bertanda tangan diunggah oleh pengonsep, pemaraf, penanda tangannya, atau yang mengarsipkan."
        )


def signed_by_hand(document: Document, actor: Actor) -> bool:
    """Whether this person himself signed the paper, whatever posts he holds now."""
    return document.signed_by_id is not None and document.signed_by_id == actor.staff_id


def marks_of(document: Document, case: Complaint | None) -> tuple[str, ...]:
    """Return the marks a copy must show: the paper's number or, without one, its case, or its month and title."""
    row, own = document_row(document.type), (document.number,) if document.number else ()
    if row.numbered:
        return own
    if case is not None:
        return (*own, case.number)
    month = () if row.agenda else (month_label(document.about),)
    return (*own, *month, row.title)
