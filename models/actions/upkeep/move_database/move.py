"""The move itself: all rows are carried, counted and hashed on both sides, verified there; only then it is done."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from peewee import DatabaseError, PeeweeException

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.retention.erasure.erase import is_ordered
from models.actions.upkeep.diagnose.agents import fresh_agents
from models.actions.upkeep.file_places import demand_fitting
from models.actions.upkeep.move_database.ends import (
    NotMoved,
    first_line,
    held,
    keys_hold,
    leave,
    make_room,
    on,
    put,
    taken,
    told,
    without_keys,
)
from models.actions.upkeep.move_database.rows import RowUnfit, Tally, rows_of, tally_of
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.upkeep.database_moves import MOVED
from models.tables import TABLES, BaseTable, FilePlace, KeptFile, database
from models.tables.core.database import close_database, is_sqlite, open_database
from models.tables.core.files.places import place_of
from models.tables.core.settings import Settings
from models.tables.core.trouble import RawError
from models.tables.search.search_words import is_indexed
from models.tables.upkeep import half_moved
from models.tables.upkeep.schema import make_tables, watch_rows

SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass
class Moved:
    """What a move did: rows, one hash over all tables, texts that held a NUL, and what verify says on both sides."""

    rows: int = 0
    sha256: str = ""
    altered: list[str] = field(default_factory=list)  # table, id and column of each
    failures: list[str] = field(default_factory=list)
    indexed: bool = True  # whether the new database finds words by an index
    old_marked: bool = True  # whether the old one is marked as left


def move_database(settings: Settings, to: str, now: datetime, tell: Callable[[str], None] = lambda _: None) -> Moved:
    """Move the office to the database of this address, empty so far. Raises NotMoved, FilesElsewhere.

    The old one is only read, and marked as left at the end. Killed anywhere before, the new one stays marked as half
    moved, and the next move begins anew.
    """
    engine = _refuse(settings, to, now)
    close_database()
    done, refused = list[Moved](), list[NotMoved]()
    try:
        with taken(settings.database_url) as source, held(source), taken(to) as target:
            try:
                moved = _carry(source, target, to, tell)
                with on(target):
                    _note(engine, moved, told(settings.database_url), now)
                moved.failures = _verified(source, target, settings, now)
                leave(source, to)
                with on(target):
                    half_moved.unmark()
                done.append(moved)
            except NotMoved as err:
                refused.append(_with_what_is_left(err, target, to))
                raise refused[0] from err
    except (PeeweeException, RawError) as err:
        _end_all_the_same(done, refused, err)
    finally:
        open_database(settings.database_url)
    return done[0]


def _with_what_is_left(err: NotMoved, target: Any, to: str) -> NotMoved:
    """Return a refusal with what stays of the move in the new database."""
    with suppress(PeeweeException, RawError), on(target):
        if half_moved.is_marked():
            return NotMoved(
                f"{err} What came into {told(to)} stays there and no program uses it: move again, or drop it,"
                " since it holds what the office does."
            )
    return err


def _end_all_the_same(done: list[Moved], refused: list[NotMoved], err: Exception) -> None:
    """Say what became of a move whose databases could not be let go as they should."""
    if refused:
        raise refused[0] from err
    if not done:
        raise err
    done[0].old_marked = False  # the office is in the new one, whatever became of the old


def _refuse(settings: Settings, to: str, now: datetime) -> str:
    """Raise NotMoved where this office cannot be moved there now; return the kind of the new database."""
    here, there = (SQLITE if is_sqlite() else POSTGRESQL), to.partition(":")[0].lower()
    there = POSTGRESQL if there == "postgres" else there
    if here == there:
        raise NotMoved(f"The office is on {here} already. To another one of the same kind: backup, then restore.")
    agents = fresh_agents(now, settings.lease_seconds + 10)
    if agents:
        raise NotMoved(f"The agent {agents[0]} is running. Stop both programs on every machine first.")
    demand_fitting(settings)
    if there == SQLITE:
        _refuse_files_elsewhere(settings)
    return there


def _refuse_files_elsewhere(settings: Settings) -> None:
    """Raise NotMoved where files are not in this office's folder here, the only place there is with SQLite."""
    if KeptFile.select().where(KeptFile.sha256.is_null(False)).exists():
        raise NotMoved("Files are kept in the database: run 'run_admin.py files move --to folder' first.")
    here = place_of(settings.files)
    other = next((place for place in FilePlace.select().order_by(FilePlace.id) if place != here), None)
    if other is not None:
        raise NotMoved(
            f"{other.host} keeps files in {other.path}, and with SQLite all are in {settings.files.place}: first run"
            " 'run_admin.py files move --to database' there, with its data folder, and '… --to folder' here."
        )


def _carry(source: Any, target: Any, to: str, tell: Callable[[str], None]) -> Moved:
    """Make the tables anew, fill them, and compare each with the old one as the new database gives it back."""
    with on(source):
        _refuse_unwhole()
    with on(target):
        make_room(to)
        make_tables()
        without_keys()
    moved, whole = Moved(), hashlib.sha256()
    carried = {table: _copied(source, target, table, moved) for table in TABLES}
    with on(target):
        keys_hold()
    for table, tally in carried.items():
        name = table._meta.table_name
        if _found(target, table) != tally:
            raise NotMoved(f"{name} is not the same in {told(to)}: nothing was moved. Begin anew.")
        moved.rows += tally.rows
        whole.update(f"{name} {tally.rows} {tally.sha256}\n".encode())
        if tally.rows:
            tell(f"{name}: {tally.rows} rows, {tally.sha256}")
    moved.sha256 = whole.hexdigest()
    return moved


def _refuse_unwhole() -> None:
    """Raise NotMoved where the open database's file is damaged, or still to be rewritten for what was destroyed.

    An order carried out on the new file would be called erased in the old one, where nobody looks any more.
    """
    if is_sqlite() and database.execute_sql("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise NotMoved("The old database's file is damaged: restore a backup (restore FILE), then move.")
    if is_ordered():
        raise NotMoved("What was destroyed still stands in the old database's file: run 'run_admin.py erase' first.")


def _demand_all(source: Any, table: type[BaseTable], tally: Tally) -> None:
    """Raise NotMoved where the old database has other rows than came: an order of ids that is damaged passes over."""
    name = table._meta.table_name
    (there,) = source.execute_sql(f'SELECT COUNT(*) FROM "{name}"').fetchone()  # noqa: S608 - our own name
    if there != tally.rows:
        raise NotMoved(
            f"Of {name}, {tally.rows} of {there} rows could be read in the old database: restore a backup."
        )


def _copied(source: Any, target: Any, table: type[BaseTable], moved: Moved) -> Tally:
    """Copy a table; return the tally of what was read from the old one."""
    tally = Tally()
    try:
        put(target, table, tally.through(rows_of(source, table, moved.altered)))
    except RowUnfit as err:
        raise NotMoved(f"In the old database, {err} The office works on there.") from err
    except DatabaseError as err:
        raise NotMoved(f"The new database takes no rows of {table._meta.table_name}: {first_line(err)}") from err
    _demand_all(source, table, tally)
    return tally


def _found(target: Any, table: type[BaseTable]) -> Tally:
    try:
        return tally_of(rows_of(target, table))
    except RowUnfit as err:
        raise NotMoved(f"In the new database, {err}") from err


def _note(engine: str, moved: Moved, old: str, now: datetime) -> None:
    """Put up what keeps the search up to date, and audit the move in the new database."""
    watch_rows()
    moved.indexed = is_indexed()
    if not is_sqlite():
        database.execute_sql("ANALYZE")  # rows that came in at once are planned for as none
    with database.atomic():
        said = f"{engine}: {moved.rows} baris, sha256 {moved.sha256}"
        if moved.altered:
            said += f"; NUL menjadi U+FFFD: {', '.join(moved.altered)}"
        audit_trail.write(OPERATOR, now, AuditEvent(MOVED, "database", before=old, after=said))


def _verified(source: Any, target: Any, settings: Settings, now: datetime) -> list[str]:
    """Return what verify says of the new database. Raises NotMoved where it says that not of the old one as well."""
    with on(target):
        found = verify(settings.files, settings.attempts_log, now)
    if not found.uncut:
        return []
    with on(source):
        before = verify(settings.files, settings.attempts_log, now)
    if worse := sorted(found.uncut - before.uncut):
        raise NotMoved(f"verify fails on the new database, and not on the old one: {worse[0]}")
    return found.failures
