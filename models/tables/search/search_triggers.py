"""The triggers that note what must be indexed: one row of a table each, for both databases.

They only note; what an entry says is made by models/actions/search. A trigger lost with its table, as SQLite
loses them when a column changes, is put back by every migration, and then everything is noted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.tables.core.database import database, is_sqlite

EVERYTHING, PERSON = "isi", "orang"


@dataclass(frozen=True)
class Watch:
    """One thing that is watched: a table, the columns whose change counts (none: a new row), and what is noted."""

    table: str
    what: str
    ref: str
    columns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name in the database."""
        return f"search_{self.table}_{self.what}_{'changed' if self.columns else 'new'}"

    @property
    def differs(self) -> str:
        """Return the condition that one of the columns really changed."""
        apart = "IS NOT" if is_sqlite() else "IS DISTINCT FROM"
        return " OR ".join(f'OLD."{column}" {apart} NEW."{column}"' for column in self.columns)


WATCHES = (
    Watch("message", "pesan", "id"),
    Watch("message", "pesan", "id", ("text",)),
    Watch("message_version", "pesan", "message_id"),
    Watch("message_version", "pesan", "message_id", ("text",)),
    Watch("complaint_message", "pesan", "message_id"),
    Watch("complaint_message", "pesan", "message_id", ("undone_at",)),
    Watch("complaint", "kasus", "id"),
    Watch(
        *("complaint", "kasus", "id"),
        ("number", "subject", "reported_party", "incident_place", "outside_number", "contact_id", "thread_id"),
    ),
    Watch(
        *("complaint", EVERYTHING, "id"),
        ("section", "forwarded", "misconduct", "identity_protected", "destroyed_at"),
    ),
    Watch("case_note", "catatan", "id"),
    Watch("case_note", "catatan", "id", ("text",)),
    Watch("document", "naskah", "id"),
    Watch("document", "naskah", "id", ("number", "subject", "recipient")),
    Watch("outbox", "jawaban", "id"),
    Watch("outbox", "jawaban", "id", ("text", "complaint_id")),
    Watch("contact", PERSON, "id", ("name", "email", "identity_protected", "joined_into_id")),
    Watch("handle", PERSON, "contact_id"),
    Watch("handle", PERSON, "contact_id", ("value", "display_name", "contact_id")),
)


def install() -> bool:
    """Put the triggers that are missing in place; return whether any was."""
    there = _there()
    missing = [watch for watch in WATCHES if watch.name not in there]
    for watch in missing:
        for sql in _sqlite(watch) if is_sqlite() else _postgres(watch):
            database.execute_sql(sql)
    return bool(missing)


def remove() -> None:
    """Take the triggers away; for a way back to a version that knows no search."""
    there = _there()
    for watch in WATCHES:
        if watch.name in there:
            place = "" if is_sqlite() else f' ON "{watch.table}"'
            database.execute_sql(f'DROP TRIGGER "{watch.name}"{place}')
        if not is_sqlite():
            database.execute_sql(f'DROP FUNCTION IF EXISTS "{watch.name}"()')


def missing() -> list[str]:
    """Name the triggers that are not in the database."""
    there = _there()
    return [watch.name for watch in WATCHES if watch.name not in there]


def note_everything() -> None:
    """Note all that can be found, to be indexed anew, in place of what was noted so far."""
    for sql in (
        "DELETE FROM search_due",
        f"INSERT INTO search_due (what, ref) SELECT '{EVERYTHING}', id FROM complaint",  # noqa: S608
        "INSERT INTO search_due (what, ref) SELECT 'pesan', id FROM message"
        " WHERE NOT EXISTS (SELECT 1 FROM complaint_message WHERE message_id = message.id)",
    ):
        database.execute_sql(sql)


def _there() -> set[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'" if is_sqlite() else "SELECT tgname FROM pg_trigger"
    return {name for (name,) in database.execute_sql(sql).fetchall()}


def _sqlite(watch: Watch) -> Iterator[str]:
    event = "INSERT" if not watch.columns else f"UPDATE OF {_listed(watch.columns)}"
    when = f" WHEN {watch.differs}" if watch.columns else ""
    noted = f"INSERT INTO search_due (what, ref) VALUES ('{watch.what}', NEW.\"{watch.ref}\")"  # noqa: S608
    yield f'CREATE TRIGGER "{watch.name}" AFTER {event} ON "{watch.table}"{when} BEGIN {noted}; END'


def _postgres(watch: Watch) -> Iterator[str]:
    """New rows are noted once a statement, which costs intake less than once a row."""
    if watch.columns:
        noted = f"INSERT INTO search_due (what, ref) VALUES ('{watch.what}', NEW.\"{watch.ref}\")"  # noqa: S608
        fires = f'AFTER UPDATE OF {_listed(watch.columns)} ON "{watch.table}" FOR EACH ROW WHEN ({watch.differs})'
    else:
        noted = f"INSERT INTO search_due (what, ref) SELECT '{watch.what}', \"{watch.ref}\" FROM fresh"  # noqa: S608
        fires = f'AFTER INSERT ON "{watch.table}" REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT'
    body = f"BEGIN {noted}; RETURN NULL; END"
    yield f'CREATE OR REPLACE FUNCTION "{watch.name}"() RETURNS trigger LANGUAGE plpgsql AS $note$ {body} $note$'
    yield f'CREATE TRIGGER "{watch.name}" {fires} EXECUTE FUNCTION "{watch.name}"()'


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
