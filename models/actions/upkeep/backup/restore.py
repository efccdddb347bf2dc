"""Restores a backup: checked before anything changes, the newer attempts.log kept, so that nothing is sent twice.

What can be had of the files is put back and compared with what the restored rows name; a bad one stops nothing.
"""

import errno
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.office.signing_service import service_in_use
from models.actions.papers.own_service.after_restore import recall_signings
from models.actions.upkeep.agent_roles import keep_rights
from models.actions.upkeep.backup import archive, keys, ledgers, postgres_copy, sqlite_copy
from models.actions.upkeep.backup.archive import KEY_MEMBER, SQLITE_MEMBER, ArchiveBroken, Manifest
from models.actions.upkeep.backup.logs import merge_logs, put_back_lines
from models.actions.upkeep.backup.making_way import RestoreRefused, RowsDiffer, make_way, to_itself
from models.actions.upkeep.file_places import misfit, note_place
from models.actions.upkeep.lost_files import Lack, lacking_files, note_losses, with_records
from models.actions.upkeep.trail_checkpoints import note_restored
from models.rules.channels.channels import CHANNELS, Inbox
from models.rules.channels.messages import EVERYWHERE
from models.tables import ChannelAccount, Gap, StaffSession, database
from models.tables.core.age_file import EncryptedBroken, NotForThisKey
from models.tables.core.database import is_sqlite
from models.tables.core.disk_room import demand_room
from models.tables.core.durable import write_durably
from models.tables.core.files.store import FOLDER, FileStore
from models.tables.core.settings import Settings
from models.tables.upkeep.schema import known, migrate

_NOT_AGAIN = "cadangan dipulihkan: pesan sesudah cadangan itu tidak dapat dibaca lagi dari kanal ini"

_NO_KEY = (
    "This backup is encrypted, and there is no drill key here that can be read. Give the office's recovery key on "
    "standard input (restore FILE --key-stdin). Nothing was changed."
)
_OTHER_KEY = (
    "This backup is encrypted for another key. Give the recovery key the office had when it was made on standard "
    "input (restore FILE --key-stdin). Nothing was changed."
)


@dataclass(frozen=True)
class Restored:
    """What was restored: of when, how many files, the migrations applied since, notes, and the files that lack."""

    made_at: str
    files: int
    migrated: list[str]
    notes: list[str] = field(default_factory=list)
    lacking: list[Lack] = field(default_factory=list)


def restore(
    source: Path,
    settings: Settings,
    now: datetime,
    replace: bool = False,
    privates: Sequence[bytes] = (),
    *,
    as_it_was: bool = False,
) -> Restored:
    """Restore a backup, by one of these keys. Raises RestoreRefused, SchemaNewer, SchemaTooOld: nothing was changed.

    Files and log lines of the backup may lie there by then: they are no other's, and the next try finds them.
    `replace`: allow it over a database in use, which is backed up first beside the data. `as_it_was`: nobody worked
    since the backup, and what is there is of another version: it goes without a copy, and nobody must sign in again.
    """
    with _open_archive(source, privates) as zipped:
        manifest, damaged = _checked(zipped, source)
        with to_itself(now, replace) as notes:
            notes += [] if as_it_was else make_way(settings, now, replace)
            _check_key(zipped, manifest, settings, replace)
            ledger, entered = ledgers.known_now(source, settings, now), keys.entered_keys()
            files = _put_files(zipped, manifest, archive.whole_files(manifest, damaged), settings)
            merge_logs(zipped, manifest, settings)
            notes += _put_key(zipped, manifest, settings)
            if is_sqlite():
                _put_sqlite(zipped, manifest, settings)
            else:
                _put_postgres(zipped, manifest, as_it_was)
            migrated = migrate()
            if not as_it_was:
                _settle(manifest, now)
            notes += ledgers.apply(ledger, manifest, settings, now)
            notes += [*_recalled(settings, now), *_put_back(settings), keys.keep_newer(entered, now)]
            note_place(settings, now)  # the files of the backup were put here, whichever folder it was made of
            notes += [elsewhere] if (elsewhere := misfit(settings)) else []
            lacking = lacking_files(settings.files, files)
            note_losses(lacking, settings.files, now)
            keep_rights()  # other tables stand there now
            note_restored(settings.data_dir, now)
            return Restored(manifest.made_at, len(files), migrated, notes, with_records(lacking))


@contextmanager
def _open_archive(source: Path, privates: Sequence[bytes]) -> Iterator[zipfile.ZipFile]:
    with ExitStack() as stack:
        try:
            zipped = stack.enter_context(keys.opened(source, privates))
        except (zipfile.BadZipFile, EncryptedBroken) as err:
            raise RestoreRefused(f"{source} is no backup of Aduan, or it was damaged. Nothing was changed.") from err
        except NotForThisKey as err:
            raise RestoreRefused(_OTHER_KEY if privates else _NO_KEY) from err
        yield zipped


def _checked(zipped: zipfile.ZipFile, source: Path) -> tuple[Manifest, list[str]]:
    try:
        manifest, damaged = archive.check(zipped)
    except ArchiveBroken as err:
        raise RestoreRefused(f"{source} is no whole backup of Aduan: {err}. Nothing was changed.") from err
    engine = "sqlite" if is_sqlite() else "postgresql"
    if manifest.engine != engine:
        raise RestoreRefused(f"This backup is of a {manifest.engine} database, ADUAN_DATABASE_URL names {engine}.")
    manifest.migrations = known(manifest.migrations)
    return manifest, damaged


def _put_files(zipped: zipfile.ZipFile, manifest: Manifest, names: list[str], settings: Settings) -> list[str]:
    """Put these members into the file store; return the files that are whole there now."""
    here = [name for name in manifest.members if settings.file_store == FOLDER or not name.startswith(archive.FILES)]
    needed = sum(zipped.getinfo(name).file_size for name in here if name in zipped.NameToInfo)
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        demand_room(settings.data_dir, 2 * needed)
    except OSError as err:
        needs = f"{settings.data_dir} needs {2 * needed // 1_000_000 + 1} MB of free space for this."
        raise RestoreRefused(needs) from err
    settings.files.make_ready()
    return [Path(name).name for name in names if _put_file(zipped, name, settings.files)]


def _put_file(zipped: zipfile.ZipFile, name: str, store: FileStore) -> bool:
    """Whether a stored file is whole now, here already or from the backup."""
    sha256 = Path(name).name
    try:
        return store.touch(sha256) or store.keep_as(sha256, archive.chunks_in(zipped, name))
    except OSError as err:
        if err.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
            raise  # no other file would do better
        return False
    except zipfile.BadZipFile:  # read well a minute ago: the medium is failing
        return False


def _recalled(settings: Settings, now: datetime) -> list[str]:
    """Settle what the own e-signature service was asked after the backup; return notes for the operator."""
    found, notes = recall_signings(settings, now), list[str]()
    if found.papers:
        notes.append(
            f"{found.papers} papers were sent to the e-signature service after this backup: settle each on its page."
        )
    if found.strangers:
        named = ", ".join(found.strangers[:20]) + (", …" if len(found.strangers) > 20 else "")
        notes.append(
            f"The service may have signed papers this backup does not know: {named}. Give these numbers to no other."
        )
    if not is_sqlite() and service_in_use() is not None:
        notes.append(
            f"Of the e-signature service only {settings.signings_log} was looked at. If other computers serve the "
            "back office, add the lines of their signings.log to it and restart the back office before anybody signs."
        )
    return notes


def _put_back(settings: Settings) -> list[str]:
    """Write back what the restored rows keep of attempts.log; return a note for the operator."""
    lines = put_back_lines(settings)
    return [f"{lines} lines of attempts.log were put back from the database."] if lines else []


def _check_key(zipped: zipfile.ZipFile, manifest: Manifest, settings: Settings, replace: bool) -> None:
    """Refuse to put a key over another one, before anything is put back."""
    path = settings.secret_key_file
    if replace or KEY_MEMBER not in manifest.members or not path.exists():
        return
    if path.read_bytes() != zipped.read(KEY_MEMBER):
        raise RestoreRefused(f"{path} is another key than the backup's. To replace it, add --replace.")


def _put_key(zipped: zipfile.ZipFile, manifest: Manifest, settings: Settings) -> list[str]:
    path = settings.secret_key_file
    if KEY_MEMBER not in manifest.members:
        lost = "This backup has no secret.key and there is none here: put it back, or run new-key."
        return [] if path.exists() else [lost]
    key = zipped.read(KEY_MEMBER)
    if path.exists() and path.read_bytes() != key:
        path.replace(path.with_suffix(".key.replaced"))
    write_durably(path, key)
    return []


def _put_sqlite(zipped: zipfile.ZipFile, manifest: Manifest, settings: Settings) -> None:
    with tempfile.TemporaryDirectory(dir=settings.data_dir, prefix=".restore-") as place:
        copy = Path(place) / SQLITE_MEMBER
        with copy.open("wb") as file:
            for chunk in archive.chunks_in(zipped, SQLITE_MEMBER):
                file.write(chunk)
        sqlite_copy.check_whole(copy)
        _compare_rows(manifest, sqlite_copy.counts(copy))
        sqlite_copy.copy_in(copy)


def _put_postgres(zipped: zipfile.ZipFile, manifest: Manifest, as_it_was: bool) -> None:
    with database.atomic():
        postgres_copy.rebuild(manifest.migrations, foreign=as_it_was)
        postgres_copy.copy_in(manifest.columns, lambda table: archive.chunks_in(zipped, f"tables/{table}.copy"))
        _compare_rows(manifest, postgres_copy.counts(manifest.columns))


def _compare_rows(manifest: Manifest, found: dict[str, int]) -> None:
    """Raise RowsDiffer where a table has not the rows the backup counted; backups of version 1.0 counted none."""
    for table, rows in manifest.rows.items():
        if found.get(table) != rows:
            raise RowsDiffer(
                f"The table {table} would have {found.get(table, 0)} rows, the backup counted {rows}."
                " The database was not changed."
            )


def _settle(manifest: Manifest, now: datetime) -> None:
    """End the sessions and leases of the backup's time, and audit the restore.

    What came in since is read again, by a sweep at once, since polls end at the first page without news; except from
    inboxes that show nothing twice: there a person has to look.
    """
    with database.atomic():
        StaffSession.update(ended_at=now).where(StaffSession.ended_at.is_null()).execute()
        ChannelAccount.update(lease_owner=None, lease_until=None, last_sweep_at=None).execute()
        once = [kind for kind, row in CHANNELS.items() if row.needs_agent and row.inbox is not Inbox.HISTORY]
        for account in ChannelAccount.select().where(ChannelAccount.kind.in_(once)):
            Gap.create(account=account, thread_external_id=EVERYWHERE, why=_NOT_AGAIN, noticed_at=now)
        audit_trail.write(OPERATOR, now, AuditEvent("pulihkan", "database", after=manifest.made_at))
