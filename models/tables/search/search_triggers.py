"""The triggers that note what has to be indexed, for both databases; models/actions/search makes the entries.

The columns declare what is watched. Every migration installs again a trigger that is missing (SQLite drops them when
a column changes) or of another version, and then notes everything.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.rules.core.declarations import Reader
from models.tables.cases.complaint import Complaint
from models.tables.cases.course import CaseNote
from models.tables.core.database import database, is_sqlite
from models.tables.core.declaring import columns_for, sought_in
from models.tables.intake.message import Message, MessageVersion
from models.tables.intake.person import Contact, Handle
from models.tables.papers.document import Document
from models.tables.replies.outbox import Outbox
from models.tables.search.file_text import AttachmentText, PaperText

EVERYTHING, PERSON = "isi", "orang"


@dataclass(frozen=True)
class Watch:
    """One watched table: the columns whose change counts (none: every new row), and what is noted."""

    table: str
    what: str
    ref: str
    columns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the trigger's name in the database."""
        return f"search_{self.table}_{self.what}_{'changed' if self.columns else 'new'}"

    @property
    def differs(self) -> str:
        """Return the condition that one of the columns really changed."""
        apart = "IS NOT" if is_sqlite() else "IS DISTINCT FROM"
        return " OR ".join(f'OLD."{column}" {apart} NEW."{column}"' for column in self.columns)


def _found_by(table: Any) -> tuple[str, ...]:
    return tuple(column.column_name for column in columns_for(table, Reader.SEARCH))


def _sought_in(table: Any) -> tuple[str, ...]:
    """Return the columns whose values are masked in texts: changing one changes by what a text is found."""
    return tuple(column.column_name for column in sought_in(table))


_PERSON = tuple(dict.fromkeys((*_found_by(Contact), *_sought_in(Contact))))
_ACCOUNT = tuple(dict.fromkeys((*_found_by(Handle), *_sought_in(Handle))))
WATCHES = (
    Watch("message", "pesan", "id"),
    Watch("message", "pesan", "id", _found_by(Message)),
    Watch("message_version", "pesan", "message_id"),
    Watch("message_version", "pesan", "message_id", _found_by(MessageVersion)),
    Watch("attachment", "pesan", "message_id", ("state", "sha256")),  # a file that came, or went
    Watch("attachment_text", "pesan", "message_id", _found_by(AttachmentText)),
    Watch("complaint_message", "pesan", "message_id"),
    Watch("complaint_message", "pesan", "message_id", ("undone_at",)),
    Watch("complaint", "kasus", "id"),
    Watch("complaint", "kasus", "id", (*_found_by(Complaint), "contact_id", "thread_id")),
    Watch(
        *("complaint", EVERYTHING, "id"),
        ("section", "forwarded", "misconduct", "identity_protected", "destroyed_at", *_sought_in(Complaint)),
    ),
    Watch("case_note", "catatan", "id"),
    Watch("case_note", "catatan", "id", _found_by(CaseNote)),
    Watch("document", "naskah", "id"),
    Watch("document", "naskah", "id", (*_found_by(Document), "sha256")),
    Watch("paper_text", "naskah", "document_id", _found_by(PaperText)),
    Watch("outbox", "jawaban", "id"),
    Watch("outbox", "jawaban", "id", (*_found_by(Outbox), "complaint_id")),
    Watch("text_mark", EVERYTHING, "complaint_id"),
    Watch("text_mark", EVERYTHING, "complaint_id", ("undone_at",)),
    Watch("contact", PERSON, "id", (*_PERSON, "identity_protected", "joined_into_id")),
    Watch("handle", PERSON, "contact_id"),
    Watch("handle", PERSON, "contact_id", (*_ACCOUNT, "contact_id")),
)
_READ = (Complaint, Contact, Handle, Message, MessageVersion, CaseNote, Document, Outbox, AttachmentText, PaperText)


def install() -> bool:
    """Install the triggers that are missing or of another version; return whether there were any."""
    there = _there()
    stale = [watch for watch in WATCHES if _mark(watch) not in there.get(watch.name, "")]
    for watch in stale:
        if watch.name in there:
            database.execute_sql(_gone(watch))
        for sql in _sqlite(watch) if is_sqlite() else _postgres(watch):
            database.execute_sql(sql)
    return bool(stale)


def remove() -> None:
    """Remove the triggers, for going back to a version without search."""
    there = _there()
    for watch in WATCHES:
        if watch.name in there:
            database.execute_sql(_gone(watch))
        if not is_sqlite():
            database.execute_sql(f'DROP FUNCTION IF EXISTS "{watch.name}"()')


def missing() -> list[str]:
    """Return the names of the triggers that are missing or of another version."""
    there = _there()
    return [watch.name for watch in WATCHES if _mark(watch) not in there.get(watch.name, "")]


def note_everything() -> None:
    """Note everything searchable as due for indexing, replacing what was noted before."""
    for sql in (
        "DELETE FROM search_due",
        f"INSERT INTO search_due (what, ref) SELECT '{EVERYTHING}', id FROM complaint",  # noqa: S608
        "INSERT INTO search_due (what, ref) SELECT 'pesan', id FROM message"
        " WHERE NOT EXISTS (SELECT 1 FROM complaint_message WHERE message_id = message.id)",
    ):
        database.execute_sql(sql)


def _there() -> dict[str, str]:
    """Return the triggers in the database, each with its text."""
    if is_sqlite():
        return dict(database.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    sql = "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
    return dict(database.execute_sql(sql).fetchall())


def _mark(watch: Watch) -> str:
    """Return the version mark of a trigger: a hash of what it watches and of all columns that entries are made of.

    Changing whether a column is searchable thus has everything indexed again.
    """
    read = ";".join(f"{table._meta.table_name}:{','.join(_found_by(table))}" for table in _READ)
    version = hashlib.sha256(f"{watch.columns} {read}".encode()).hexdigest()[:16]
    return f"/* {version} */"


def _gone(watch: Watch) -> str:
    return f'DROP TRIGGER "{watch.name}"' + ("" if is_sqlite() else f' ON "{watch.table}"')


def _sqlite(watch: Watch) -> Iterator[str]:
    event = "INSERT" if not watch.columns else f"UPDATE OF {_listed(watch.columns)}"
    when = f" WHEN {watch.differs}" if watch.columns else ""
    noted = f"INSERT INTO search_due (what, ref) VALUES ('{watch.what}', NEW.\"{watch.ref}\")"  # noqa: S608
    yield f'CREATE TRIGGER "{watch.name}" AFTER {event} ON "{watch.table}"{when} BEGIN {_mark(watch)} {noted}; END'


def _postgres(watch: Watch) -> Iterator[str]:
    """Yield the statements for PostgreSQL; new rows are noted per statement, which costs intake less than per row."""
    if watch.columns:
        noted = f"INSERT INTO search_due (what, ref) VALUES ('{watch.what}', NEW.\"{watch.ref}\")"  # noqa: S608
        fires = f'AFTER UPDATE OF {_listed(watch.columns)} ON "{watch.table}" FOR EACH ROW WHEN ({watch.differs})'
    else:
        noted = f"INSERT INTO search_due (what, ref) SELECT '{watch.what}', \"{watch.ref}\" FROM fresh"  # noqa: S608
        fires = f'AFTER INSERT ON "{watch.table}" REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT'
    body = f"BEGIN {_mark(watch)} {noted}; RETURN NULL; END"
    yield f'CREATE OR REPLACE FUNCTION "{watch.name}"() RETURNS trigger LANGUAGE plpgsql AS $note$ {body} $note$'
    yield f'CREATE TRIGGER "{watch.name}" {fires} EXECUTE FUNCTION "{watch.name}"()'


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
