"""Looks through the texts of a protected case as an officer does who finds nothing more in them."""

from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.text_marks.unreviewed import unreviewed_texts
from models.actions.privacy.review_texts import confirm_review, may_review
from models.tables import Complaint


def look_through(complaint_id: int, actor: Actor, now: datetime) -> None:
    """Confirm whatever this person has to look through before the case goes on; nothing where nobody is protected."""
    case = Complaint.get_by_id(complaint_id)
    waiting = unreviewed_texts(case)
    if waiting and may_review(case, actor):
        confirm_review(case.id, [(one.message, one.version) for one in waiting], actor, now)
