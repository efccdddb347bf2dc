"""What a search in the queue means: a number, the complainant's name or handle, or words of the complaint."""

import re
from typing import Any

from models.actions.search_behind_veil import cases_behind_veil
from models.tables import Complaint, ComplaintMessage, Contact, Handle, Message

_FULL_NUMBER = re.compile(r"(?i)^adu-\d{4}-\d{6}$")
_SHORT_NUMBER = re.compile(r"^\d{1,6}$")


def numbered(text: str) -> Any | None:
    """Give the condition for a number, full or its last digits; None where the text is none."""
    if _FULL_NUMBER.match(text):
        return Complaint.number == text.upper()
    return Complaint.number.endswith(f"-{text.zfill(6)}") if _SHORT_NUMBER.match(text) else None


def found_by(text: str) -> Any:
    """Give the condition over Complaint (joined with Contact and Handle) for a text typed in the search box.

    A number finds its complaint; anything else is looked for in name, handle, subject and the messages' words, with
    `%` and `_` taken as written. A protected complainant's case is found by what the veil leaves of its words.
    """
    by_number = numbered(text)
    if by_number is not None:
        return by_number
    said = (
        ComplaintMessage.select(ComplaintMessage.complaint)
        .join(Message)
        .where(Message.text.contains(text) & ComplaintMessage.undone_at.is_null())
    )
    named = Contact.name.contains(text) | Handle.display_name.contains(text) | Handle.value.contains(text)
    spoken = named | Complaint.subject.contains(text) | Complaint.id.in_(said)
    shown = spoken & (Complaint.identity_protected == False)  # noqa: E712
    return shown | Complaint.id.in_(cases_behind_veil(text))
