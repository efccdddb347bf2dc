"""Migrating an office: what is in use is kept as it was, and that backup can be put back. Both databases."""

import errno
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep import migrate_office as module
from models.actions.upkeep.backup.archive import read_manifest
from models.actions.upkeep.backup.keys import enter_recovery_key, keys_of
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.migrate_office import Migrated, MigrateRefused, migrate_office
from models.actions.upkeep.verify.every_invariant import verify
from models.tables import Attachment, BackupCopy, Complaint, Message
from models.tables.core.age_file import new_private
from models.tables.core.database import connected, open_database
from models.tables.core.secrets import load_key
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.schema import FIRST, applied, check_current
from tests.actions.walking import Walk
from tests.office import NOW, office
from tests.tables.upkeep.going_back import NAMES, every_row, undo_migrations

LATER = NOW + timedelta(hours=1)
PHOTO = b"foto paspor"


def settings_of(url: str, place: Path) -> Settings:
    return load_settings({"ADUAN_DATABASE_URL": url, "ADUAN_DATA_DIR": str(place / "data")}, place / "none.toml")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """An office with a case to its end and a file."""
    found = settings_of(database_url, tmp_path)
    found.data_dir.mkdir()
    with office(database_url) as account:
        Walk(account).with_answer().handed_back().finished()
        sha256 = found.files.keep(PHOTO)
        Attachment.create(public_id="1", message=Message.get(), position=0, sha256=sha256, state="tersimpan")
        yield found


def migrated(settings: Settings, **how: Any) -> Migrated:
    def free() -> None:
        raise AssertionError("nobody else migrates")

    return migrate_office(settings, LATER, free, **how)


def kept_in(settings: Settings) -> list[Path]:
    return sorted(settings.data_dir.glob("before-migrate-*.zip"))


@pytest.mark.parametrize("steps", [1, 5, len(NAMES) - 1])
def test_an_office_is_kept_as_it_was_before_its_schema_changes(settings: Settings, steps: int) -> None:
    undo_migrations(steps)
    before = every_row()
    done = migrated(settings)
    assert done.applied == NAMES[-steps:]
    assert done.backup
    assert kept_in(settings) == [done.backup.path]
    assert (done.backup.files, done.backup.lacking) == (1, [])
    assert BackupCopy.get().path == str(done.backup.path)
    with zipfile.ZipFile(done.backup.path) as packed:
        assert sorted(read_manifest(packed).migrations) == sorted(before["schema_migration"])
    again = restore(done.backup.path, settings, LATER, replace=True)
    assert (again.migrated, again.lacking) == (NAMES[-steps:], [])
    check_current()
    assert Complaint.select().count() == 1
    assert verify(settings.files, settings.attempts_log, LATER).failures == []


def test_what_is_current_or_empty_is_not_copied(settings: Settings, tmp_path: Path) -> None:
    assert migrated(settings) == Migrated([])
    assert kept_in(settings) == []


def test_an_empty_database_is_not_copied(database_url: str, tmp_path: Path) -> None:
    settings = settings_of(database_url, tmp_path)
    open_database(database_url)
    with connected():
        done = migrated(settings)
        assert (done.applied, done.backup) == (NAMES, None)
        undo_migrations(1)
        assert (migrated(settings).applied, kept_in(settings)) == (NAMES[-1:], [])


def test_where_no_backup_can_be_made_nothing_is_migrated(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    undo_migrations(1)
    monkeypatch.setattr(module, "back_up", full)
    before = every_row()
    with pytest.raises(MigrateRefused, match=r"Nothing was migrated.*No space left.*--without-backup"):
        migrated(settings)
    assert (every_row(), applied()) == (before, NAMES[:-1])
    assert migrated(settings, with_backup=False).applied == NAMES[-1:]
    assert FIRST in applied()


@pytest.fixture
def keyed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The recovery key of an office for which a migration waits."""
    private = new_private()
    load_key(settings.secret_key_file)
    enter_recovery_key(private, NOW)
    keys_of(settings)
    monkeypatch.setattr(module, "pending", lambda: ["9999_of_a_later_version"])
    return private


def test_with_a_recovery_key_the_office_as_it_was_is_encrypted_too(settings: Settings, keyed: bytes) -> None:
    done = migrated(settings)
    assert done.backup and done.backup.path.read_bytes().startswith(b"age-encryption.org/v1")
    assert restore(done.backup.path, settings, LATER, replace=True, privates=[keyed]).files == 1


def test_without_its_secret_key_an_encrypted_office_is_not_migrated(settings: Settings, keyed: bytes) -> None:
    settings.secret_key_file.unlink()
    with pytest.raises(MigrateRefused, match="Nothing was migrated"):
        migrated(settings)
