"""What stands where a backup is to be restored: nobody else at work, what is there kept or set aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import peewee

from models.actions.upkeep.backup import sqlite_copy
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.keys import keys_before_restore
from models.actions.upkeep.diagnose.agents import fresh_agents
from models.actions.upkeep.in_use import is_in_use
from models.tables import AgentHeartbeat, database
from models.tables.core.database import close_database, is_sqlite, sqlite_path
from models.tables.core.settings import Settings
from models.tables.upkeep.alone import BACKING_UP, alone
from models.tables.upkeep.schema import applied, refuse_moved, refuse_too_old


class RestoreRefused(Exception):
    """A backup cannot be restored now; the English sentence tells the operator why and what to do."""


class RowsDiffer(RestoreRefused):
    """A table would have another number of rows than the backup counted."""


@contextmanager
def to_itself(now: datetime, replace: bool) -> Iterator[list[str]]:
    """Hold a connection past the fence, and what planned backups and drills hold, so that none begins meanwhile.

    Yields notes for the operator: a damaged SQLite file is set aside first. Raises RestoreRefused.
    """
    if is_sqlite():  # the lock is a file: taken before the database's own is touched
        with _no_backup():
            notes = _set_damaged_aside(now, replace)
            with database.connection_context(), database.obj.lifted():
                yield notes
    else:
        with database.connection_context(), database.obj.lifted(), _no_backup():
            yield []


@contextmanager
def _no_backup() -> Iterator[None]:
    with alone(BACKING_UP) as mine:
        if not mine:
            raise RestoreRefused(
                "A planned backup or a restore drill is at work. Let it end, or stop it (aduan-backup.timer and "
                "aduan-backup), then restore. Nothing was changed."
            )
        yield


def make_way(settings: Settings, now: datetime, replace: bool) -> list[str]:
    """Refuse while somebody works, and back up what will be replaced; return notes for the operator."""
    there = database.get_tables()
    if not there:
        return []
    refuse_moved()
    refuse_too_old(applied())
    # A restore that broke off into an empty database left the tables of the files alone.
    agents = fresh_agents(now, settings.lease_seconds + 10) if AgentHeartbeat._meta.table_name in there else []
    if agents:
        raise RestoreRefused(f"The agent {agents[0]} is running. Stop it first, then restore.")
    if not is_in_use():
        return []
    if not replace:
        raise RestoreRefused("This database holds an office's work already. To replace it, add --replace.")
    kept = settings.data_dir / f"before-restore-{now:%Y%m%dT%H%M%S}.zip"
    made = back_up(kept, settings, now, keys=keys_before_restore(settings))
    short = f", without {len(made.lacking)} files that were not whole here" if made.lacking else ""
    sealed = f", encrypted for the recovery key {made.recovery}" if made.recovery else ""
    return [f"What was there before is kept in {kept}{sealed}{short}."]


def _set_damaged_aside(now: datetime, replace: bool) -> list[str]:
    """Rename a damaged SQLite file, so that a specialist can still read what is left in it."""
    if not is_sqlite() or not sqlite_path().exists():
        return []
    path = sqlite_path()
    try:
        sqlite_copy.check_whole(path)
    except peewee.DatabaseError:
        if not replace:
            raise
    else:
        return []
    close_database()  # a parked connection would go on with the file that is set aside
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            _set_aside(part, path.with_name(f"{path.name}.damaged-{now:%Y%m%dT%H%M%S}{suffix}"))
    return [f"The database was damaged; it is set aside as {path.name}.damaged-… Restart the back office."]


def _set_aside(part: Path, target: Path) -> None:
    try:
        part.rename(target)
    except PermissionError as err:  # Windows moves no file that another program has open
        raise RestoreRefused(
            f"{part} is in use. Stop the back office, the agent and the watcher first, then restore."
        ) from err
