"""Makes the entries of complaints, messages, answers, notes and papers: what is found of each, and by whom.

A protected complainant is taken out before a text is kept, and what was destroyed or says nothing has no entry.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from models.actions.core.identities import masks_of, masks_of_messages
from models.rules.core.moments import to_wib
from models.rules.privacy.masking import NO_MASK, Mask
from models.rules.retention.retention import DESTROYED
from models.rules.search.searching import Found, account_mark, fold, kind_mark, month_mark, reach_mark, section_mark
from models.rules.staff.roles import Section
from models.tables import (
    BaseTable,
    CaseNote,
    Complaint,
    ComplaintMessage,
    Contact,
    Document,
    Handle,
    Message,
    MessageVersion,
    Outbox,
    Thread,
)
from models.tables.filled import filled

Row = TypeVar("Row", bound=BaseTable)
_CASE_FACTS = (Complaint.section, Complaint.forwarded, Complaint.misconduct, Complaint.account)


@dataclass(frozen=True)
class Entry:
    """What is found of one row."""

    marks: str
    text: str


Made = dict[int, Entry]


def entries_of_cases(ids: Collection[int]) -> Made:
    """Make the entries of complaints: number, subject, place, reported party, and who complained."""
    columns = (*_CASE_FACTS, Complaint.id, Complaint.number, Complaint.subject, Complaint.incident_place)
    more = (Complaint.reported_party, Complaint.outside_number, Complaint.opened_at, Complaint.identity_protected)
    person = (Contact.name, Contact.identity_protected, Handle.display_name, Handle.value, Handle.kind, Thread.id)
    query = Complaint.select(*columns, *more, *person).join_from(Complaint, Contact)
    rows = list(query.join_from(Complaint, Thread).join_from(Thread, Handle).where(Complaint.id.in_(ids)))
    masks = masks_of(row.id for row in rows if row.identity_protected)
    return {
        row.id: Entry(_marks(Found.KASUS, [row], row.account_id, row.opened_at), _text(_said(row), masks.get(row.id)))
        for row in rows
    }


def entries_of_messages(ids: Collection[int]) -> Made:
    """Make the entries of messages, each with its later texts."""
    columns = (Message.id, Message.text, Message.sent_at, Message.account)
    wanted = Message.id.in_(ids) & (Message.text != DESTROYED)
    rows = list(Message.select(*columns).where(wanted))
    versions = _versions(row.id for row in rows)
    masks, cases = masks_of_messages(row.id for row in rows), _cases_of(row.id for row in rows)
    found = {}
    for row in rows:
        text = _text([row.text, *versions[row.id]], masks.get(row.id))
        if text:
            found[row.id] = Entry(_marks(Found.PESAN, cases[row.id], row.account_id, row.sent_at), text)
    return found


def entries_of_answers(ids: Collection[int]) -> Made:
    """Make the entries of the office's answers; what went to an officer's own telephone is none."""
    rows = Outbox.select(Outbox.id, Outbox.text, Outbox.created_at, Complaint.id, *_CASE_FACTS).join(Complaint)
    wanted = Outbox.id.in_(ids) & (Outbox.text != DESTROYED)
    return _of_case_rows(Found.JAWABAN, rows.where(wanted), "complaint", lambda row: (row.created_at, [row.text]))


def entries_of_notes(ids: Collection[int]) -> Made:
    """Make the entries of notes between colleagues."""
    rows = CaseNote.select(CaseNote.id, CaseNote.text, CaseNote.made_at, Complaint.id, *_CASE_FACTS).join(Complaint)
    return _of_case_rows(
        Found.CATATAN, rows.where(CaseNote.id.in_(ids)), "complaint", lambda row: (row.made_at, [row.text])
    )


def entries_of_papers(ids: Collection[int]) -> Made:
    """Make the entries of the papers of complaints: number, subject and addressee."""
    columns = (Document.id, Document.number, Document.subject, Document.recipient, Document.drafted_at)
    rows = Document.select(*columns, Complaint.id, *_CASE_FACTS).join(Complaint).where(Document.id.in_(ids))
    return _of_case_rows(
        Found.NASKAH,
        rows,
        "complaint",
        lambda row: (row.drafted_at, [row.number or "", row.subject, row.recipient]),
    )


MAKERS = {
    Found.KASUS: entries_of_cases,
    Found.PESAN: entries_of_messages,
    Found.JAWABAN: entries_of_answers,
    Found.CATATAN: entries_of_notes,
    Found.NASKAH: entries_of_papers,
}


def _of_case_rows(
    kind: Found, rows: Iterable[Row], case: str, said: Callable[[Row], tuple[datetime, list[str]]]
) -> Made:
    listed = list(rows)
    masks = masks_of({getattr(row, case).id for row in listed})
    found = {}
    for row in listed:
        owner, (at, texts) = getattr(row, case), said(row)
        text = _text(texts, masks.get(owner.id))
        if text:
            found[row.id] = Entry(_marks(kind, [owner], owner.account_id, at), text)
    return found


def _said(case: Complaint) -> Iterator[str]:
    """Yield what a complaint is found by; who is protected is found by nothing of his own."""
    yield from (case.number, case.subject, case.incident_place, case.reported_party, case.outside_number)
    if not (case.identity_protected or case.contact.identity_protected):
        yield from (case.contact.name, case.thread.handle.display_name, case.thread.handle.value)


def _text(texts: Iterable[str], mask: Mask | None) -> str:
    hidden = mask or NO_MASK
    return fold(" \n ".join(hidden(text) for text in dict.fromkeys(texts) if text))


def _marks(kind: Found, cases: Iterable[Complaint], account: int, at: datetime) -> str:
    listed = list(cases)
    reached = {reach_mark(Section(filled(case.section))) for case in listed if _reaches(case)}
    meant = {section_mark(case.section) for case in listed if case.section}
    day: date = to_wib(at).date()
    return "".join([kind_mark(kind), *sorted(reached), *sorted(meant), account_mark(account), month_mark(day)])


def _reaches(case: Complaint) -> bool:
    """Whether its section sees a complaint; whom it names is asked when it is read (tables/privacy/visible)."""
    return bool(case.section and case.forwarded and not case.misconduct)


def _versions(messages: Iterable[int]) -> Mapping[int, list[str]]:
    rows = MessageVersion.select(MessageVersion.message, MessageVersion.text)
    found: dict[int, list[str]] = defaultdict(list)
    wanted = MessageVersion.message.in_(list(messages)) & (MessageVersion.text != DESTROYED)
    for message, text in rows.where(wanted).order_by(MessageVersion.number).tuples():
        found[message].append(text)
    return found


def _cases_of(messages: Iterable[int]) -> Mapping[int, list[Complaint]]:
    """Return the complaints each message stands in."""
    rows = ComplaintMessage.select(ComplaintMessage.message, Complaint.id, *_CASE_FACTS).join(Complaint)
    standing = ComplaintMessage.message.in_(list(messages)) & ComplaintMessage.undone_at.is_null()
    found: dict[int, list[Complaint]] = defaultdict(list)
    for row in rows.where(standing):
        found[row.message_id].append(row.complaint)
    return found
