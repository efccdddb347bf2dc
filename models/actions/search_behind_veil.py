"""Searches what protected complainants wrote: only what the veil leaves is found, so no name can be tried out."""

from collections.abc import Iterable

from models.actions.identities import veils_of
from models.tables import Complaint, ComplaintMessage, Message, Outbox


def cases_behind_veil(text: str) -> list[int]:
    """Give the protected cases whose subject or messages contain a text that is no part of who complained."""
    subjects = Complaint.select(Complaint.id, Complaint.subject)
    about = subjects.where(Complaint.identity_protected & Complaint.subject.contains(text)).tuples()
    said = _said(text)
    left = _left(text, [*about, *((case, words) for _message, case, words in said)])
    return sorted({case for case, _words in left})


def messages_behind_veil(text: str) -> list[int]:
    """Give the messages of protected cases that contain a text that is no part of who complained."""
    said = _said(text)
    left = set(_left(text, [(case, words) for _message, case, words in said]))
    hidden = {message for message, case, words in said if (case, words) not in left}
    return sorted({message for message, _case, _words in said} - hidden)


def answers_behind_veil(text: str) -> list[int]:
    """Give the answers in protected cases that contain a text that is no part of who complained."""
    rows = Outbox.select(Outbox.id, Outbox.complaint, Outbox.text).join(Complaint)
    found = list(rows.where(Complaint.identity_protected & Outbox.text.contains(text)).tuples())
    left = set(_left(text, [(case, words) for _answer, case, words in found]))
    return sorted(answer for answer, case, words in found if (case, words) in left)


def _said(text: str) -> list[tuple[int, int, str]]:
    rows = ComplaintMessage.select(ComplaintMessage.message, ComplaintMessage.complaint, Message.text)
    here = Message.text.contains(text) & ComplaintMessage.undone_at.is_null() & Complaint.identity_protected
    return list(rows.join(Message).switch(ComplaintMessage).join(Complaint).where(here).tuples())


def _left(text: str, found: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Keep the hits that are still hits when the veil is drawn."""
    hits = list(found)
    veils, wanted = veils_of({case for case, _words in hits}), text.casefold()
    return [(case, words) for case, words in hits if case in veils and wanted in veils[case](words).casefold()]
