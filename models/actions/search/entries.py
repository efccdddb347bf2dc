"""Makes the entries of complaints, messages, answers, notes and papers: by which words each is found, and by whom.

Protected complainants are masked before a text is stored; a destroyed or empty row has no entry.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.actions.core.identities import masks_of, masks_of_messages
from models.actions.search.file_texts import Words, words_of_messages, words_of_papers
from models.rules.core.declarations import Holds, Reader
from models.rules.core.moments import to_wib
from models.rules.privacy.masking import NO_MASK, Mask
from models.rules.retention.retention import DESTROYED
from models.rules.search.searching import Found, account_mark, fold, kind_mark, month_mark, reach_mark, section_mark
from models.rules.staff.roles import Section
from models.tables import (
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
from models.tables.core.declaring import columns_for, held_by
from models.tables.core.filled import filled

# What is searchable in a row even of a protected case, because the person is masked in its texts.
WORDS = tuple(kind for kind in Holds if kind is not Holds.IDENTITY)
_CASE_FACTS = (Complaint.section, Complaint.forwarded, Complaint.misconduct, Complaint.account)


@dataclass(frozen=True)
class Entry:
    """The entry of one row."""

    marks: str
    text: str


Made = dict[int, Entry]


def searched(row: Any, *kinds: Holds) -> list[str]:
    """Return the searchable text of a row, from its columns of these kinds."""
    columns = (column for column in columns_for(type(row), Reader.SEARCH) if held_by(column).holds in kinds)
    values = (str(getattr(row, column.name) or "") for column in columns)
    return [value for value in values if value not in ("", DESTROYED)]


def found_by(table: Any) -> list[Any]:
    """Return the columns needed to make a row's entry."""
    return [table.id, *columns_for(table, Reader.SEARCH)]


def entries_of_cases(ids: Collection[int]) -> Made:
    """Return the entries of complaints: what is told of each, and who complained."""
    case = (*_CASE_FACTS, *found_by(Complaint), Complaint.opened_at, Complaint.identity_protected)
    person = (Contact.identity_protected, Thread.id, *found_by(Contact), *found_by(Handle))
    query = Complaint.select(*case, *person).join_from(Complaint, Contact)
    rows = list(query.join_from(Complaint, Thread).join_from(Thread, Handle).where(Complaint.id.in_(ids)))
    masks = masks_of(row.id for row in rows if row.identity_protected)
    return {
        row.id: Entry(_marks(Found.KASUS, [row], row.account_id, row.opened_at), _text(_said(row), masks.get(row.id)))
        for row in rows
    }


def entries_of_messages(ids: Collection[int]) -> Made:
    """Return the entries of messages, each with its later versions and the words of its files."""
    columns = (*found_by(Message), Message.sent_at, Message.account)
    rows = list(Message.select(*columns).where(Message.id.in_(ids)))
    versions = _versions(row.id for row in rows)
    masks, cases = masks_of_messages(row.id for row in rows), _cases_of(row.id for row in rows)
    files = words_of_messages([row.id for row in rows])
    found = {}
    for row in rows:
        said = [*searched(row, *WORDS), *versions[row.id], *_told_in(files.get(row.id, ()))]
        text = _text(said, masks.get(row.id))
        if text:
            found[row.id] = Entry(_marks(Found.PESAN, cases[row.id], row.account_id, row.sent_at), text)
    return found


def entries_of_answers(ids: Collection[int]) -> Made:
    """Return the entries of the office's answers, without messages to officers' own telephones."""
    return _of_case_rows(Found.JAWABAN, Outbox, ids, Outbox.created_at)


def entries_of_notes(ids: Collection[int]) -> Made:
    """Return the entries of notes between colleagues."""
    return _of_case_rows(Found.CATATAN, CaseNote, ids, CaseNote.made_at)


def entries_of_papers(ids: Collection[int]) -> Made:
    """Return the entries of the papers of complaints: number, subject, addressee, and once issued all their words."""
    return _of_case_rows(Found.NASKAH, Document, ids, Document.drafted_at, words_of_papers(ids))


MAKERS = {
    Found.KASUS: entries_of_cases,
    Found.PESAN: entries_of_messages,
    Found.JAWABAN: entries_of_answers,
    Found.CATATAN: entries_of_notes,
    Found.NASKAH: entries_of_papers,
}


def _of_case_rows(
    kind: Found, table: Any, ids: Collection[int], moment: Any, files: Mapping[int, Iterable[Words]] | None = None
) -> Made:
    """Return the entries of rows that belong to one complaint each, with the moment they were written.

    `files`: the words of their files, by row.
    """
    columns = (*found_by(table), moment, Complaint.id, *_CASE_FACTS)
    listed = list(table.select(*columns).join(Complaint).where(table.id.in_(ids)))
    masks = masks_of({row.complaint.id for row in listed})
    found = {}
    for row in listed:
        said = [*searched(row, *WORDS), *_told_in((files or {}).get(row.id, ()))]
        text = _text(said, masks.get(row.complaint.id))
        if text:
            marks = _marks(kind, [row.complaint], row.complaint.account_id, getattr(row, moment.name))
            found[row.id] = Entry(marks, text)
    return found


def _told_in(files: Iterable[Words]) -> Iterator[str]:
    return (words.text for words in files)


def _said(case: Complaint) -> Iterator[str]:
    """Yield the words by which a complaint is found; none of them identifies a protected complainant."""
    yield from searched(case, *WORDS)
    if not (case.identity_protected or case.contact.identity_protected):
        for row in (case, case.contact, case.thread.handle):
            yield from searched(row, Holds.IDENTITY)


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
    """Whether the complaint's section sees it; persons it names are left out at reading (tables/privacy/visible)."""
    return bool(case.section and case.forwarded and not case.misconduct)


def _versions(messages: Iterable[int]) -> Mapping[int, list[str]]:
    rows = MessageVersion.select(MessageVersion.message, *found_by(MessageVersion))
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows.where(MessageVersion.message.in_(list(messages))).order_by(MessageVersion.number):
        found[row.message_id] += searched(row, *WORDS)
    return found


def _cases_of(messages: Iterable[int]) -> Mapping[int, list[Complaint]]:
    """Return the complaints that contain each message."""
    rows = ComplaintMessage.select(ComplaintMessage.message, Complaint.id, *_CASE_FACTS).join(Complaint)
    standing = ComplaintMessage.message.in_(list(messages)) & ComplaintMessage.undone_at.is_null()
    found: dict[int, list[Complaint]] = defaultdict(list)
    for row in rows.where(standing):
        found[row.message_id].append(row.complaint)
    return found
