"""What a search finds, newest first, and never more than the person may see; only this module reads entries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import SQL, ColumnBase, ModelSelect, OperationalError, fn

from models.actions.search.indexing import OF_A_CASE, catch_up
from models.rules.core.dashes import plain_hyphens
from models.rules.core.moments import from_wib
from models.rules.papers.numbering import COMPLAINT_SERIES, complaint_number
from models.rules.privacy.visibility import Scope
from models.rules.search.searching import (
    Found,
    Wanted,
    account_mark,
    months_between,
    reach_mark,
    read_wanted,
    section_mark,
)
from models.tables import (
    CaseNote,
    Complaint,
    ComplaintMessage,
    Document,
    Message,
    NumberSeries,
    Outbox,
    SearchDue,
    SearchEntry,
)
from models.tables.core.database import is_sqlite
from models.tables.privacy.visible import hidden_messages, hides_nothing, visible
from models.tables.search.search_triggers import EVERYTHING
from models.tables.search.search_words import NEWEST, begins_with, entries_with

# The rows an entry is of, and when each came to be.
_ROWS: dict[Found, tuple[Any, Any]] = {
    Found.KASUS: (Complaint, Complaint.opened_at),
    Found.NASKAH: (Document, Document.drafted_at),
    Found.PESAN: (Message, Message.sent_at),
    Found.JAWABAN: (Outbox, Outbox.created_at),
    Found.CATATAN: (CaseNote, CaseNote.made_at),
}
_FULL_NUMBER = re.compile(r"(?i)^adu-\d{4}-\d{6}$")
_SHORT_NUMBER = re.compile(r"^\d{1,6}$")
# A search indexes so many notes at most before it answers; the agent indexes the rest.
_INDEXED = 300


@dataclass(frozen=True)
class Narrowed:
    """The filters of a search: an account, a section, open or closed cases, days (WIB, both included)."""

    account: int | None = None
    section: str = ""
    state: str = ""  # terbuka, selesai
    since: date | None = None
    until: date | None = None
    echoes: bool = True  # our own answers as the platform shows them, beside the answers themselves

    @property
    def by_rows(self) -> bool:
        """Whether a filter is asked of the rows, not of the index alone."""
        return bool(self.of_cases or self.since or self.until)

    @property
    def of_cases(self) -> bool:
        """Whether a filter can only be answered by complaints."""
        return bool(self.section or self.state)


NOT_NARROWED = Narrowed()


def numbered(text: str) -> Any | None:
    """Return the condition for a whole number or its last digits; None where the text is neither."""
    text = plain_hyphens(text)
    if _FULL_NUMBER.match(text):
        return Complaint.number == text.upper()
    if not _SHORT_NUMBER.match(text):
        return None
    years = NumberSeries.select(NumberSeries.year).where(NumberSeries.unit == COMPLAINT_SERIES).tuples()
    return Complaint.number.in_([complaint_number(year, int(text)) for (year,) in years])


def index_what_is_new() -> None:
    """Index the latest changes first, unless the database is busy."""
    try:
        catch_up(_INDEXED)
    except OperationalError:
        return  # the agent, or the next search, indexes it


def find(
    kind: Found,
    wanted: Wanted,
    scope: Scope,
    narrowed: Narrowed = NOT_NARROWED,
    before: int | None = None,
    most: int = 20,
) -> list[tuple[int, int]]:
    """Return what holds the words and may be seen, newest first: entry and row of each, with ids below `before`."""
    if scope.nothing or not wanted:
        return []
    scope = simplest(scope)
    looked_at = NEWEST if wanted.short or narrowed.by_rows else most + 20
    while True:
        entries = entries_with(kind, wanted, _marks(scope, narrowed), before, looked_at)
        query = _seen(kind, entries, scope, narrowed)
        if wanted.short:
            return list(_begun(query.limit(NEWEST), wanted).limit(most).tuples())
        found = list(query.limit(most).tuples())
        # PostgreSQL looked at the newest alone; what the filters leave may be older.
        if len(found) == most or not narrowed.by_rows or is_sqlite() or entries.count() < looked_at:
            return found
        looked_at *= 10


def hits(kind: Found, wanted: Wanted, scope: Scope, most: int) -> "ModelSelect[SearchEntry]":
    """Return the query of the newest `most` rows that hold the words, by the index.

    Its marks keep hidden hits from taking the places of visible ones; the caller narrows the rows to what may be
    seen.
    """
    looked_at = NEWEST if wanted.short else most
    query = entries_with(kind, wanted, _marks(scope, NOT_NARROWED), most=looked_at)
    query = query.where(*_not_hidden_since(kind)).limit(looked_at)
    return (_begun(query, wanted) if wanted.short else query).select(SearchEntry.ref)


def found_by(text: str, scope: Scope) -> ColumnBase:
    """Return the condition over Complaint for a text typed into the queue's search: a number, or words.

    Words are looked for in complaints and their messages, in the newest hits of each; the queue decides visibility.
    """
    by_number = numbered(text)
    if by_number is not None:
        return by_number
    wanted = read_wanted(text)
    if scope.nothing or not wanted:
        return SQL("1 = 0")
    index_what_is_new()
    cases, messages = (hits(kind, wanted, scope, NEWEST) for kind in (Found.KASUS, Found.PESAN))
    links = ComplaintMessage.select(ComplaintMessage.complaint)
    said = links.where(ComplaintMessage.message.in_(messages) & ComplaintMessage.undone_at.is_null())
    scope = simplest(scope)
    if scope.hides:
        said = said.where(ComplaintMessage.message.not_in(hidden_messages(scope)))
    # One list of both: as two conditions the words would be looked for twice over.
    return Complaint.id.in_(said | Complaint.select(Complaint.id).where(Complaint.id.in_(cases)))


def simplest(scope: Scope) -> Scope:
    """Return the scope without what hides single cases if none is hidden now, so that no hit need be checked."""
    return replace(scope, person=None, outside_lane=False) if hides_nothing(scope) else scope


def _marks(scope: Scope, narrowed: Narrowed) -> list[list[str]]:
    """Return the marks that narrow the search in the index, so that hidden hits cost no time and reveal nothing."""
    groups = [] if scope.everything else [[reach_mark(section) for section in sorted(scope.sections)]]
    if narrowed.account is not None:
        groups.append([account_mark(narrowed.account)])
    if narrowed.section:
        groups.append([section_mark(narrowed.section)])
    if narrowed.since and narrowed.until and narrowed.since <= narrowed.until:
        groups.append(months_between(narrowed.since, narrowed.until))
    return groups


def _seen(
    kind: Found, query: "ModelSelect[SearchEntry]", scope: Scope, narrowed: Narrowed
) -> "ModelSelect[SearchEntry]":
    """Join each entry's row, and keep only what may be seen and fits the filters now."""
    table, at = _ROWS[kind]
    query = query.join_from(SearchEntry, table, on=(table.id == SearchEntry.ref)).where(*_days(at, narrowed))
    query = query.where(*_not_hidden_since(kind))
    if kind is Found.PESAN:
        return query.where(*_seen_messages(scope, narrowed))
    if table is not Complaint:
        query = query.join_from(table, Complaint)
    return query.where(visible(scope), *_of_cases(narrowed))


def _begun(newest: "ModelSelect[SearchEntry]", wanted: Wanted) -> "ModelSelect[SearchEntry]":
    """Return those of the newest entries in which each short word begins a word."""
    those = SearchEntry.id.in_(newest.select(SearchEntry.id))
    begun = SearchEntry.select(SearchEntry.id, SearchEntry.ref).where(those & begins_with(wanted))
    return begun.order_by(SearchEntry.id.desc())


def _not_hidden_since(kind: Found) -> Iterator[ColumnBase]:
    """Leave out complaints protected since their entries were made, which may still name somebody."""
    noted = SearchDue.select(SearchDue.ref).where(SearchDue.what == EVERYTHING)
    if not noted.limit(1).exists():
        return
    cases = Complaint.alias()
    hidden = cases.select(cases.id).where(cases.identity_protected & cases.id.in_(noted))
    row, case = OF_A_CASE[kind]
    yield SearchEntry.ref.not_in(hidden if kind is Found.KASUS else row.model.select(row).where(case.in_(hidden)))


def _seen_messages(scope: Scope, narrowed: Narrowed) -> Iterator[Any]:
    if narrowed.account is not None:
        yield Message.account == narrowed.account
    if not narrowed.echoes:
        yield Message.origin != "aduan"
    if scope.hides:
        yield Message.id.not_in(hidden_messages(scope))
    if not scope.everything or narrowed.of_cases:
        here = (ComplaintMessage.message == Message.id) & ComplaintMessage.undone_at.is_null() & visible(scope)
        asked = Narrowed(section=narrowed.section, state=narrowed.state)
        linked = ComplaintMessage.select(SQL("1")).join(Complaint).where(here, *_of_cases(asked))
        yield fn.EXISTS(linked)


def _of_cases(narrowed: Narrowed) -> Iterator[Any]:
    if narrowed.account is not None:
        yield Complaint.account == narrowed.account
    if narrowed.section:
        yield Complaint.section == narrowed.section
    if narrowed.state:
        yield Complaint.open == (narrowed.state == "terbuka")


def _days(at: Any, narrowed: Narrowed) -> Iterator[Any]:
    if narrowed.since:
        yield at >= _midnight(narrowed.since)
    if narrowed.until:
        yield at < _midnight(narrowed.until + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return from_wib(datetime.combine(day, time()))
