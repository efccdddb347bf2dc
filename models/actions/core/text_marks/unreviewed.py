"""Which texts of a protected case nobody looked through yet: each wording of each message a citizen wrote in it."""

from dataclasses import dataclass
from typing import Any

from models.rules.channels.messages import Direction
from models.tables import Complaint, ComplaintMessage, Message, MessageVersion, TextReview
from models.tables.core.prepared import prepared


@dataclass(frozen=True)
class Wording:
    """One wording of a message: the first one is number 0."""

    message: int
    version: int
    text: str = ""


def unreviewed_texts(case: Complaint) -> list[Wording]:
    """Return the wordings still to be looked through, in order; no query where nobody is protected."""
    return [one for one, seen in texts_of(case.id) if not seen] if case.identity_protected else []


def texts_of(case: int) -> list[tuple[Wording, bool]]:
    """Return every wording of what citizens wrote in a case, and whether somebody looked it through."""
    seen = {(message, version) for message, version in _reviewed(case)}
    later: dict[int, list[tuple[int, str]]] = {}
    for message, version, text in _later(case):
        later.setdefault(message, []).append((version, text))
    found = [
        Wording(message, version, text)
        for message, first in _first(case)
        for version, text in ((0, first), *later.get(message, ()))
    ]
    return [(one, (one.message, one.version) in seen) for one in found if one.text.strip()]


@prepared
def _first(case: int) -> Any:
    rows = Message.select(Message.id, Message.text).join(ComplaintMessage)
    return rows.where(_written_in(case)).order_by(Message.sent_at, Message.id).tuples()


@prepared
def _later(case: int) -> Any:
    columns = (MessageVersion.message, MessageVersion.number, MessageVersion.text)
    rows = MessageVersion.select(*columns).join(Message).join(ComplaintMessage)
    return rows.where(_written_in(case)).order_by(MessageVersion.number).tuples()


@prepared
def _reviewed(case: int) -> Any:
    return TextReview.select(TextReview.message, TextReview.version).where(TextReview.complaint == case).tuples()


def _written_in(case: int) -> Any:
    here = (ComplaintMessage.complaint == case) & ComplaintMessage.undone_at.is_null()
    return here & (Message.direction == str(Direction.IN))
