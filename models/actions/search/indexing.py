"""Keeps the search's index up to date, in small transactions, or rebuilds it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from peewee import Field, fn

from models.actions.core.identities import joined_people
from models.actions.search.entries import MAKERS, Made
from models.actions.search.file_texts import line_up, with_files_of
from models.rules.search.searching import Found
from models.tables import (
    CaseNote,
    Complaint,
    ComplaintMessage,
    Document,
    Handle,
    Message,
    Outbox,
    SearchDue,
    SearchEntry,
    Thread,
    database,
)
from models.tables.core.bulk import insert_rows
from models.tables.core.database import is_sqlite
from models.tables.search import search_words
from models.tables.search.search_triggers import EVERYTHING, PERSON, note_everything

# About so many entries per transaction, because officers' submissions wait for it.
AT_ONCE = 600
_ENTRIES = {EVERYTHING: 15}  # to a note; one to any other
# A turn of the agent ends after so many notes, so that its other work goes on.
A_TURN = 2000
_MANY = 500
# The number by which programs on PostgreSQL agree who is indexing.
_LOCK = 7_314_002
# What of a complaint has an entry of its own, by the column that leads to it.
OF_A_CASE: dict[Found, tuple[Field, Field]] = {
    Found.KASUS: (Complaint.id, Complaint.id),
    Found.PESAN: (ComplaintMessage.message, ComplaintMessage.complaint),
    Found.JAWABAN: (Outbox.id, Outbox.complaint),
    Found.CATATAN: (CaseNote.id, CaseNote.complaint),
    Found.NASKAH: (Document.id, Document.complaint),
}


def catch_up(most: int = A_TURN) -> int:
    """Index noted changes, oldest first, until about `most` are done; return how many were.

    Does nothing while another program is indexing. Each part is a transaction of its own.
    """
    done = 0
    while done < most and SearchDue.select(SearchDue.id).limit(1).exists():
        with database.atomic():
            count = _index_some(min(most - done, AT_ONCE)) if _alone() else 0
        if not count:
            break
        done += count
    return done


def index_everything() -> int:
    """Delete the index and rebuild it in parts; return the number of entries.

    Meanwhile what is not indexed yet is not found, which the notes say; killed, the agent goes on from them.
    """
    with database.atomic():
        search_words.empty()
        note_everything()
        noted = SearchDue.select(fn.MAX(SearchDue.id)).scalar() or 0
    for kind in Found:
        for some in all_rows(kind):
            with database.atomic():
                _line_up(kind, some)
                _write(kind, set(some), MAKERS[kind](some))
    with database.atomic():
        SearchDue.delete().where(SearchDue.id <= noted).execute()
        search_words.tidy()
    return int(SearchEntry.select().count())


def is_behind() -> bool:
    """Whether something is still to be indexed, so that a search may miss it."""
    return bool(SearchDue.select(SearchDue.id).limit(1).exists())


def forget(kind: Found, refs: Iterable[int]) -> None:
    """Delete the entries of deleted rows; the triggers note only what is new or changed."""
    for some in _parts(refs):
        _write(kind, set(some), {})


def _alone() -> bool:
    """Whether no other program is indexing; on SQLite the transaction ensures that."""
    if is_sqlite():
        return True
    (taken,) = database.execute_sql(f"SELECT pg_try_advisory_xact_lock({_LOCK})").fetchone()
    return bool(taken)


def _index_some(most: int) -> int:
    columns = (SearchDue.id, SearchDue.what, SearchDue.ref)
    due: dict[str, set[int]] = defaultdict(set)
    done: list[int] = []
    room = most
    for note, what, ref in SearchDue.select(*columns).order_by(SearchDue.id).limit(most).tuples():
        room -= _ENTRIES.get(what, 1)
        if room < 0 and done:
            break
        due[what].add(ref)
        done.append(note)
    SearchDue.delete().where(SearchDue.id.in_(done)).execute()
    _index(due)
    return len(done)


def _index(due: dict[str, set[int]]) -> None:
    for kind, refs in rows_noted(due).items():
        for some in _parts(refs):
            _line_up(kind, some)
            _write(kind, set(some), MAKERS[kind](some))


def _line_up(kind: Found, some: list[int]) -> None:
    """Have the files of these rows read, or what was read of them deleted, as their cases are now."""
    line_up(some if kind is Found.PESAN else (), some if kind is Found.NASKAH else ())


def rows_noted(due: Mapping[str, set[int]]) -> dict[Found, set[int]]:
    """Return the rows to index, by kind: for a noted complaint all in it, for a person his complaints and files."""
    people = {contact for group in joined_people(due.get(PERSON, set())).values() for contact in group}
    named, hidden = _cases_of_people(people)
    whole = due.get(EVERYTHING, set()) | hidden
    found = {kind: due.get(str(kind), set()) | _of_cases(kind, whole) for kind in Found}
    messages, papers = with_files_of(people)
    return {
        **found,
        Found.KASUS: found[Found.KASUS] | named,
        Found.PESAN: found[Found.PESAN] | messages,
        Found.NASKAH: found[Found.NASKAH] | papers,
    }


def all_rows(kind: Found) -> Iterator[list[int]]:
    """Yield the rows of a kind, some hundreds at a time."""
    table = Message if kind is Found.PESAN else OF_A_CASE[kind][0].model
    ids = [row for (row,) in table.select(table.id).order_by(table.id).tuples()]
    return (ids[place : place + _MANY] for place in range(0, len(ids), _MANY))


def _cases_of_people(people: set[int]) -> tuple[set[int], set[int]]:
    """Return these people's complaints, and the protected ones they wrote in, whose masks may have changed."""
    written = ComplaintMessage.select(ComplaintMessage.complaint).join(Message).join(Thread).join(Handle)
    named: set[int] = set()
    hidden: set[int] = set()
    for some in _parts(people):
        named |= {case for (case,) in Complaint.select(Complaint.id).where(Complaint.contact.in_(some)).tuples()}
        masked = Complaint.select(Complaint.id).where(Complaint.identity_protected)
        theirs = written.where(Handle.contact.in_(some) & ComplaintMessage.complaint.in_(masked))
        hidden |= {case for (case,) in theirs.distinct().tuples()}
    return named, hidden


def _of_cases(kind: Found, cases: set[int]) -> set[int]:
    row, case = OF_A_CASE[kind]
    return {ref for some in _parts(cases) for (ref,) in row.model.select(row).where(case.in_(some)).tuples()}


def _write(kind: Found, refs: set[int], made: Made) -> None:
    """Replace the entries of these rows by the new ones; unchanged entries are not written."""
    mine = (SearchEntry.kind == str(kind)) & SearchEntry.ref.in_(refs)
    columns = (SearchEntry.ref, SearchEntry.marks, SearchEntry.text)
    there = {ref: (marks, text) for ref, marks, text in SearchEntry.select(*columns).where(mine).tuples()}
    gone = refs & (there.keys() - made.keys())
    if gone:
        SearchEntry.delete().where((SearchEntry.kind == str(kind)) & SearchEntry.ref.in_(gone)).execute()
    for ref in sorted(made.keys() & there.keys()):
        entry = made[ref]
        if there[ref] != (entry.marks, entry.text):
            one = (SearchEntry.kind == str(kind)) & (SearchEntry.ref == ref)
            SearchEntry.update(marks=entry.marks, text=entry.text).where(one).execute()
    new = [
        {"kind": str(kind), "ref": ref, "marks": made[ref].marks, "text": made[ref].text}
        for ref in sorted(made.keys() - there.keys())
    ]
    insert_rows(SearchEntry, new)


def _parts(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    return (ordered[place : place + _MANY] for place in range(0, len(ordered), _MANY))
