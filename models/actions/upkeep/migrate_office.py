"""Brings an office to this version of the program: backed up as it was, then schema, starting data, old rows."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from peewee import PeeweeException

from models.actions.clocks.recompute_steps import follow_calendar
from models.actions.figures.settle_months import settle_months
from models.actions.office.load_starting_data import load_starting_data
from models.actions.retention.destruction.closed_months import drop_subjects
from models.actions.retention.destruction.destroyed import empty_again
from models.actions.upkeep.agent_roles import keep_rights
from models.actions.upkeep.backup.archive import ArchiveBroken
from models.actions.upkeep.backup.back_up import BackupMade, back_up
from models.actions.upkeep.backup.keys import keys_where_there
from models.actions.upkeep.backup.ledgers import put_beside
from models.actions.upkeep.in_use import is_in_use
from models.actions.upkeep.last_backup import note_backup
from models.actions.upkeep.settle_receipts import settle_receipts
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import Settings
from models.tables.core.trouble import RawError
from models.tables.upkeep.agent_role import drop_views
from models.tables.upkeep.migration_lock import one_at_a_time
from models.tables.upkeep.schema import migrate, pending

_FAILURES = (OSError, ArchiveBroken, SecretLost, PeeweeException, RawError, zipfile.BadZipFile)


class MigrateRefused(Exception):
    """The office was not migrated and nothing was changed; the English sentence says why and what to do."""


@dataclass(frozen=True)
class Migrated:
    """What was done: the migrations, the backup made before them, and how old rows were settled."""

    applied: list[str]
    backup: BackupMade | None = None
    sealed_anew: tuple[str, ...] = ()
    without_subjects: tuple[str, ...] = ()
    emptied: int = 0


def migrate_office(
    settings: Settings, now: datetime, waits: Callable[[], object], with_backup: bool = True
) -> Migrated:
    """Bring the open office to this version, one caller at a time; `waits` is called where another is at it.

    An office in use is backed up in full before its schema changes. Raises MigrateRefused, SchemaNewer, SchemaOlder.
    """
    with one_at_a_time(waits):
        kept = _kept_before(settings, now) if with_backup and pending() and is_in_use() else None
        drop_views()
        names = migrate()
        load_starting_data(now)
        if kept:
            note_backup(kept, settings.files, now)
            put_beside(kept.path, settings, now)
        follow_calendar(now)  # a holiday of a new version of the calendar library moves what runs
        settle_receipts(now)
        done = Migrated(names, kept, tuple(settle_months(now)), tuple(drop_subjects(now)), empty_again(now))
        keep_rights()
        return done


def _kept_before(settings: Settings, now: datetime) -> BackupMade:
    place = settings.data_dir / f"before-migrate-{now:%Y%m%dT%H%M%S}.zip"
    try:
        return back_up(place, settings, now, keys=keys_where_there(settings))
    except _FAILURES as err:
        raise MigrateRefused(
            f"Nothing was migrated: no backup of the office could be made before ({type(err).__name__}: {err}). Make"
            " room in the data folder, or back it up by other means and run 'run_admin.py migrate --without-backup'."
        ) from err
