"""Which files are to be read for the search, and what was read of them. Reading itself is not done here.

Files of protected cases and of cases about conduct are not read, and what was read of them before is deleted.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.rules.core.declarations import Holds, Reader
from models.rules.search.file_texts import (
    LONGEST_WAIT,
    MOST_TRIES,
    READ_TYPES,
    WORD_FILE,
    TextState,
    due_states,
    state_of,
    tried_again_at,
)
from models.tables import (
    Attachment,
    AttachmentText,
    Complaint,
    ComplaintMessage,
    Contact,
    Document,
    Handle,
    Message,
    PaperText,
    Thread,
    database,
)
from models.tables.core.bulk import insert_rows
from models.tables.core.declaring import columns_for, held_by
from models.tables.core.stored_moments import has_come

MOST_COUNTED = 1000
_CLAIMED_FOR = timedelta(minutes=30)  # far longer than the largest file takes; a killed program's file is due again


@dataclass(frozen=True)
class DueFile:
    """A file to be read: the row its words are kept in, and its name in the store."""

    table: type[AttachmentText] | type[PaperText]
    row: int
    sha256: str
    mime: str


@dataclass(frozen=True)
class Words:
    """The words of one file, as the search shows them."""

    text: str
    recognised: bool  # by a program that looked at pictures


def line_up(messages: Collection[int], papers: Collection[int]) -> None:
    """Make a row for each readable file of these messages and papers, and delete those of what is not read any more.

    Runs in the transaction that indexes them.
    """
    if messages:
        _line_up_attachments(messages)
    if papers:
        _line_up_papers(papers)


def _line_up_attachments(messages: Collection[int]) -> None:
    stored = (
        (Attachment.state == "tersimpan") & Attachment.sha256.is_null(False) & Attachment.mime.in_(list(READ_TYPES))
    )
    rows = Attachment.select(Attachment.id, Attachment.message).where(Attachment.message.in_(messages) & stored)
    wanted = dict(rows.tuples())
    kept = dict(
        AttachmentText.select(AttachmentText.attachment, AttachmentText.id)
        .where(AttachmentText.message.in_(messages))
        .tuples()
    )
    if not wanted and not kept:
        return
    hidden = hidden_messages(set(wanted.values()))
    open_ones = {attachment: message for attachment, message in wanted.items() if message not in hidden}
    _delete(AttachmentText, [row for attachment, row in kept.items() if attachment not in open_ones])
    fresh = [
        {"attachment": attachment, "message": message}
        for attachment, message in sorted(open_ones.items())
        if attachment not in kept
    ]
    insert_rows(AttachmentText, fresh)


def _line_up_papers(papers: Collection[int]) -> None:
    rows = Document.select(Document.id).join(Complaint).join(Contact)
    wanted = {
        paper
        for (paper,) in rows.where(Document.id.in_(papers) & Document.sha256.is_null(False) & ~_hides()).tuples()
    }
    kept = dict(PaperText.select(PaperText.document, PaperText.id).where(PaperText.document.in_(papers)).tuples())
    _delete(PaperText, [row for paper, row in kept.items() if paper not in wanted])
    insert_rows(PaperText, [{"document": paper} for paper in sorted(wanted - kept.keys())])


def _delete(table: type[AttachmentText] | type[PaperText], rows: list[int]) -> None:
    if rows:
        table.delete().where(table.id.in_(rows)).execute()


def _hides() -> Any:
    """Return the condition under which the files of a complaint are not read; Contact must be joined."""
    return Complaint.identity_protected | Complaint.misconduct | Contact.identity_protected


def hidden_messages(messages: Collection[int]) -> set[int]:
    """Return those of these messages whose files are not read: of a protected person, or in a case that hides."""
    if not messages:
        return set()
    linked = ComplaintMessage.select(ComplaintMessage.message).join(Complaint).join(Contact)
    standing = ComplaintMessage.message.in_(messages) & ComplaintMessage.undone_at.is_null() & _hides()
    written = Message.select(Message.id).join(Thread).join(Handle).join(Contact)
    theirs = Message.id.in_(messages) & Contact.identity_protected
    return {row for (row,) in [*linked.where(standing).tuples(), *written.where(theirs).tuples()]}


def with_files_of(people: Collection[int]) -> tuple[set[int], set[int]]:
    """Return the messages of these contacts that have stored files, and the papers issued in their cases."""
    if not people:
        return set(), set()
    messages = Attachment.select(Attachment.message).join(Message).join(Thread).join(Handle)
    theirs = messages.where(Handle.contact.in_(people) & Attachment.sha256.is_null(False))
    papers = Document.select(Document.id).join(Complaint)
    issued = papers.where(Complaint.contact.in_(people) & Document.sha256.is_null(False))
    return {row for (row,) in theirs.tuples()}, {row for (row,) in issued.tuples()}


def words_of_messages(messages: Collection[int]) -> Mapping[int, list[Words]]:
    """Return the words of these messages' files; none of a message whose files are not read."""
    columns = (AttachmentText.message, AttachmentText.state, *_searched(AttachmentText))
    rows = AttachmentText.select(*columns).where(AttachmentText.message.in_(messages) & (AttachmentText.text != ""))
    listed = list(rows.order_by(AttachmentText.id))
    hidden = hidden_messages({row.message_id for row in listed})
    found: dict[int, list[Words]] = defaultdict(list)
    for row in listed:
        if row.message_id not in hidden:
            found[row.message_id] += _words(row)
    return found


def words_of_papers(papers: Collection[int]) -> Mapping[int, list[Words]]:
    """Return the words of these papers; none of a paper of a case that hides."""
    columns = (PaperText.document, PaperText.state, *_searched(PaperText))
    rows = PaperText.select(*columns).join(Document).join(Complaint).join(Contact)
    found: dict[int, list[Words]] = defaultdict(list)
    for row in rows.where(PaperText.document.in_(papers) & (PaperText.text != "") & ~_hides()):
        found[row.document_id] += _words(row)
    return found


def _searched(table: Any) -> list[Any]:
    return [column for column in columns_for(table, Reader.SEARCH) if held_by(column).holds is not Holds.IDENTITY]


def _words(row: AttachmentText | PaperText) -> Iterator[Words]:
    for column in _searched(type(row)):
        yield Words(str(getattr(row, column.name)), row.state == TextState.RECOGNISED)


def claim_next(now: datetime, can_recognise: bool, but: Collection[str] = ()) -> DueFile | None:
    """Return the file to be read next, kept from other programs for half an hour; None where none is due.

    Each claim counts as a try, so that a file over which the program is ended each time is given up.
    Papers come first, and the newest. `but`: files that do not lie on this PC.
    """
    states = [str(state) for state in due_states(can_recognise)]
    papers = PaperText.select(PaperText.id, Document.sha256).join(Document)
    files = AttachmentText.select(AttachmentText.id, Attachment.sha256, Attachment.mime).join(Attachment)
    for row, sha256 in _due(papers, PaperText, Document, now, states, but).tuples():
        return _claimed(DueFile(PaperText, row, sha256, WORD_FILE), now)
    for row, sha256, mime in _due(files, AttachmentText, Attachment, now, states, but).tuples():
        return _claimed(DueFile(AttachmentText, row, sha256, mime), now)
    return None


def _claimed(due: DueFile, now: datetime) -> DueFile | None:
    free = (due.table.id == due.row) & has_come(due.table.next_try_at, now, LONGEST_WAIT)
    with database.atomic():
        claim = {"next_try_at": now + _CLAIMED_FOR, "tries": due.table.tries + 1}
        mine = due.table.update(claim).where(free).execute()
    return due if mine else None


def drop_hidden(due: DueFile) -> bool:
    """Whether the case of a file hides by now; then its row is deleted, as the next indexing would."""
    if due.table is PaperText:
        rows = PaperText.select(PaperText.id).join(Document).join(Complaint).join(Contact)
        hidden = bool(rows.where((PaperText.id == due.row) & _hides()).exists())
    else:
        mine = AttachmentText.select(AttachmentText.message).where(AttachmentText.id == due.row).tuples()
        hidden = bool(hidden_messages({message for (message,) in mine}))
    if hidden:
        with database.atomic():
            _delete(due.table, [due.row])
    return hidden


def release(due: DueFile) -> None:
    """Give a claimed file back unread, which was no fault of its own."""
    _write(due, {"next_try_at": None, "tries": due.table.tries - 1})


def _due(query: Any, table: Any, named: Any, now: datetime, states: list[str], but: Collection[str]) -> Any:
    due = table.state.in_(states)
    due &= has_come(table.next_try_at, now, LONGEST_WAIT) & (table.tries < MOST_TRIES)
    due &= named.sha256.is_null(False)
    if but:
        due &= named.sha256.not_in(list(but))
    return query.where(due).order_by(table.id.desc()).limit(1)


def keep_words(
    due: DueFile, text: str, now: datetime, *, pages: int, whole: bool, recognised: bool, needs_program: bool
) -> None:
    """Keep what was read of a file, unless it was destroyed or hidden meanwhile.

    Nothing from pages that were missed is no proof that there are no words: that counts as a failure.
    """
    if drop_hidden(due):
        return
    if not (text.strip() or whole or needs_program):
        keep_failure(due, now)
        return
    state = state_of(text, recognised=recognised, needs_program=needs_program)
    _write(
        due, {"state": str(state), "text": text, "pages": pages, "whole": whole, "read_at": now, "next_try_at": None}
    )


def keep_unreadable(due: DueFile, now: datetime) -> None:
    """Keep that a file cannot be read: damaged, locked, or too large."""
    _write(due, {"state": str(TextState.FAILED), "text": "", "whole": False, "read_at": now, "next_try_at": None})


def keep_failure(due: DueFile, now: datetime) -> None:
    """Keep that this PC failed with a file; it is tried again later, and given up after the last time."""
    row = due.table.get_or_none(due.table.id == due.row)
    if row is None:
        return
    again = tried_again_at(row.tries, now)
    state = row.state if again else str(TextState.FAILED)
    _write(due, {"next_try_at": again, "state": state, "whole": again is not None})


def _write(due: DueFile, changes: Mapping[str, object]) -> None:
    """Write to the row of a file, unless it names another file by now."""
    named, key = (Document, PaperText.document) if due.table is PaperText else (Attachment, AttachmentText.attachment)
    with database.atomic():
        still = named.select(named.id).where(named.sha256 == due.sha256)
        due.table.update(changes).where((due.table.id == due.row) & key.in_(still)).execute()


def count_unread(can_recognise: bool) -> int:
    """Return how many files are still to be read; more than a thousand of a kind are not counted."""
    states = [str(state) for state in due_states(can_recognise)]
    return sum(
        table.select(table.id)
        .where(table.state.in_(states) & (table.tries < MOST_TRIES))
        .limit(MOST_COUNTED + 1)
        .count()
        for table in (PaperText, AttachmentText)
    )


def lacks_program() -> bool:
    """Whether a file's words stay unknown because there was no program to recognise them."""
    return any(
        table.select(table.id).where(table.state == str(TextState.NEEDS_PROGRAM)).limit(1).exists()
        for table in (PaperText, AttachmentText)
    )


def hidden_rows() -> Iterator[str]:
    """Yield the words of files that should not be there: of protected cases, of conduct, of what was destroyed."""
    for some in _in_parts(AttachmentText.select(AttachmentText.message).where(AttachmentText.text != "")):
        for message in sorted(hidden_messages(set(some))):
            yield f"message {message}"
    rows = PaperText.select(PaperText.document).join(Document).join(Complaint).join(Contact)
    for (paper,) in rows.where((PaperText.text != "") & _hides()).tuples():
        yield f"document {paper}"


def _in_parts(query: Any) -> Iterable[list[int]]:
    rows = [row for (row,) in query.distinct().tuples()]
    return (rows[start : start + 500] for start in range(0, len(rows), 500))
