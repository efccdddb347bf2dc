"""Allows pages and old papers that name a protected complainant only to persons with an open look at his identity."""

import json
from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.identities import mask_of
from models.actions.privacy.protect_identity import masked_facts
from models.actions.privacy.unmask_identity import open_look
from models.rules.core.errors import NotPermitted
from models.tables import Complaint, Document


def check_identity_open(case: Complaint, actor: Actor, now: datetime) -> None:
    """Raise NotPermitted where a page that names the complainant is closed to this person now."""
    if case.identity_protected and open_look(case.id, actor, now) is None:
        raise NotPermitted(
            "Halaman ini menyebut pelapor yang identitasnya dirahasiakan. "
            "Minta melihat identitas lewat Kerahasiaan pada kasusnya, lalu buka lagi."
        )


def check_masked(paper: Document, actor: Actor, now: datetime, case: Complaint | None = None) -> None:
    """Raise NotPermitted where a paper names a protected complainant this person may not see.

    `case`: the paper's, read just now; otherwise it is read.
    """
    if case is None and paper.complaint_id:
        case = Complaint.get_or_none(Complaint.id == paper.complaint_id)
    if case is None or not case.identity_protected or open_look(case.id, actor, now) is not None:
        return
    if names_protected(Document.get_by_id(paper.id), case):
        raise NotPermitted(
            "Naskah ini ditandatangani atau diserahkan sebelum identitas pelapor dirahasiakan dan masih menyebutnya. "
            "Minta melihat identitas lewat Kerahasiaan, lalu buka lagi."
        )


def names_protected(paper: Document, case: Complaint) -> bool:
    """Whether a paper names the complainant of its case, who is protected now."""
    facts = json.loads(paper.facts)
    return bool(case.identity_protected) and masked_facts(facts, mask_of(case)) != facts
