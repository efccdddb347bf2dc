"""Finds the rows that came only of practising: those that depend on the sample channels or were filed in practice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from peewee import ColumnBase, Field, ForeignKeyField, IntegerField

from models.tables import (
    TABLES,
    Audit,
    BaseTable,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    Contact,
    Handle,
    Message,
    Staff,
    Thread,
)

Rows = dict[type[BaseTable], set[int]]  # table -> ids
_AT_ONCE = 500
# Columns that name a case without being a key to it.
_LOOSE = tuple(
    (table, table._meta.fields["complaint"])
    for table in TABLES
    if isinstance(table._meta.fields.get("complaint"), IntegerField)
)


def sample_rows() -> Rows:
    """Return the ids of every practice row by table, staff and officials excepted."""
    found: Rows = defaultdict(set)
    accounts = ids_of(ChannelAccount, ChannelAccount.sample == True)  # noqa: E712 - a condition of the query
    _gather(found, ChannelAccount, accounts)
    cases = _filed_in_practice() - found[Complaint]
    messages = _messages_of(cases)
    threads = {row for (row,) in Complaint.select(Complaint.thread).where(Complaint.id.in_(cases)).tuples()}
    _gather(found, Complaint, cases)
    _gather(found, Message, messages)
    _gather(found, Thread, {row for row in threads if not _is_used(row, found)})
    _people(found)
    for table, column in _LOOSE:
        found[table] |= ids_within(table, column, found[Complaint])
    return found


def ids_of(table: type[BaseTable], condition: ColumnBase) -> set[int]:
    """Return the ids of the rows that meet a condition."""
    return {key for (key,) in table.select(table.id).where(condition).tuples()}


def ids_within(table: type[BaseTable], column: ColumnBase, wanted: Iterable[int]) -> set[int]:
    """Return the ids of the rows whose column refers to one of these."""
    return {key for some in in_parts(wanted) for key in ids_of(table, column.in_(some))}


def in_parts(keys: Iterable[int]) -> Iterator[list[int]]:
    """Yield ids in parts small enough for a query."""
    ordered = sorted(keys)
    for place in range(0, len(ordered), _AT_ONCE):
        yield ordered[place : place + _AT_ONCE]


def loosened(table: type[BaseTable]) -> list[ForeignKeyField]:
    """Return a table's columns that refer to the table itself; they are emptied, never followed."""
    return [key for key, aim in table._meta.refs.items() if aim is table and key.null]


def keys_to(table: type[BaseTable], aim: type[BaseTable]) -> list[ForeignKeyField]:
    """Return a table's columns by which its rows depend on another table's."""
    hanging = [key for key, other in table._meta.refs.items() if other is aim]
    return hanging if table is not aim else [key for key in hanging if not key.null]


def _gather(found: Rows, table: type[BaseTable], keys: set[int]) -> None:
    """Add rows and all rows that depend on them."""
    fresh = keys - found[table]
    if not fresh:
        return
    found[table] |= fresh
    for other in TABLES:
        for key in keys_to(other, table):
            _gather(found, other, ids_within(other, key, fresh))


def _filed_in_practice() -> set[int]:
    """Return the cases that an account of practice filed by hand."""
    trainees = [name for (name,) in Staff.select(Staff.username).where(Staff.sample == True).tuples()]  # noqa: E712
    filed = Audit.select(Audit.subject).where((Audit.event == "catat_pengaduan") & Audit.actor.in_(trainees))
    messages = {int(subject.rpartition(":")[2]) for (subject,) in filed.tuples()}
    first: set[int] = set()
    for some in in_parts(messages):
        linked = ComplaintMessage.select(ComplaintMessage.complaint).where(ComplaintMessage.message.in_(some))
        first |= {case for (case,) in linked.tuples()}
    return {case for case in first if _messages_of({case}) <= messages}


def _messages_of(cases: set[int]) -> set[int]:
    rows: set[int] = set()
    for some in in_parts(cases):
        linked = ComplaintMessage.select(ComplaintMessage.message).where(ComplaintMessage.complaint.in_(some))
        rows |= {message for (message,) in linked.tuples()}
    return rows


def _is_used(thread: int, found: Rows) -> bool:
    """Whether a conversation holds more than practice messages."""
    words = ids_of(Message, Message.thread == thread) - found[Message]
    return bool(words or ids_of(Complaint, Complaint.thread == thread) - found[Complaint])


def _people(found: Rows) -> None:
    """Add the names and persons who have nothing but practice left."""
    handles = {row for some in in_parts(found[Thread]) for row in _column(Thread, Thread.handle, some)}
    handles |= {row for some in in_parts(found[Message]) for row in _column(Message, Message.author, some)}
    persons = {row for some in in_parts(handles) for row in _column(Handle, Handle.contact, some)}
    persons |= {row for some in in_parts(found[Complaint]) for row in _column(Complaint, Complaint.contact, some)}
    _gather(found, Handle, {row for row in handles if not _names_more(row, found)})
    _gather(found, Contact, {row for row in persons if not _is_more(row, found)})


def _column(table: type[BaseTable], column: Field, keys: list[int]) -> set[int]:
    rows = table.select(column).where(table.id.in_(keys)).tuples()
    return {value for (value,) in rows if value is not None}


def _names_more(handle: int, found: Rows) -> bool:
    words = ids_of(Message, Message.author == handle) - found[Message]
    return bool(words or ids_of(Thread, Thread.handle == handle) - found[Thread])


def _is_more(contact: int, found: Rows) -> bool:
    names = ids_of(Handle, Handle.contact == contact) - found[Handle]
    joined = ids_of(Contact, Contact.joined_into == contact)
    return bool(names or joined or ids_of(Complaint, Complaint.contact == contact) - found[Complaint])
