"""The triggers that note what has to be indexed, for both databases; models/actions/search makes the entries.

The columns declare what is watched. Every migration installs again a trigger that is missing (SQLite drops them when
a column changes) or of another version, and then notes everything.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from models.rules.core.declarations import Reader
from models.tables.cases.complaint import Complaint
from models.tables.cases.course import CaseNote
from models.tables.core.database import database, is_sqlite
from models.tables.core.declaring import columns_for, sought_in
from models.tables.core.noting import triggers
from models.tables.core.noting.triggers import Trigger, differs, listed
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
    return triggers.install(map(_trigger, WATCHES))


def remove() -> None:
    """Remove the triggers, for going back to a version without search."""
    triggers.remove(map(_trigger, WATCHES))


def missing() -> list[str]:
    """Return the names of the triggers that are missing or of another version."""
    return triggers.missing(map(_trigger, WATCHES))


def note_everything() -> None:
    """Note everything searchable as due for indexing, replacing what was noted before."""
    for sql in (
        "DELETE FROM search_due",
        f"INSERT INTO search_due (what, ref) SELECT '{EVERYTHING}', id FROM complaint",  # noqa: S608
        "INSERT INTO search_due (what, ref) SELECT 'pesan', id FROM message"
        " WHERE NOT EXISTS (SELECT 1 FROM complaint_message WHERE message_id = message.id)",
    ):
        database.execute_sql(sql)


def _mark(watch: Watch) -> str:
    """Return the version mark of a trigger: a hash of what it watches and of all columns that entries are made of.

    Changing whether a column is searchable thus has everything indexed again.
    """
    read = ";".join(f"{table._meta.table_name}:{','.join(_found_by(table))}" for table in _READ)
    version = hashlib.sha256(f"{watch.columns} {read}".encode()).hexdigest()[:16]
    return f"/* {version} */"


def _trigger(watch: Watch) -> Trigger:
    """Return a watch as a trigger; on PostgreSQL new rows are noted per statement, which costs intake less."""
    does = f"INSERT INTO search_due (what, ref) VALUES ('{watch.what}', NEW.\"{watch.ref}\")"  # noqa: S608
    each = "" if is_sqlite() else " FOR EACH ROW"
    if watch.columns:
        when = f"WHEN ({differs(watch.columns)})"
        fires = f'AFTER UPDATE OF {listed(watch.columns)} ON "{watch.table}"{each} {when}'
    else:
        fires = f'AFTER INSERT ON "{watch.table}"'
        if not is_sqlite():
            does = f"INSERT INTO search_due (what, ref) SELECT '{watch.what}', \"{watch.ref}\" FROM fresh"  # noqa: S608
            fires += " REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT"
    return Trigger(watch.name, watch.table, _mark(watch), fires, does)
