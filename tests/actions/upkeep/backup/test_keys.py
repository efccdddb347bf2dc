"""Encrypted backups: opened by the office's key or this machine's, and by nobody else. Both databases."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from models.actions.upkeep.backup import sqlite_copy
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.keys import KeyReplaced, Keys, enter_recovery_key, keys_of, recovery_key
from models.actions.upkeep.backup.making_way import RestoreRefused
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.last_backup import newest_backups, note_backup, note_restored
from models.rules.upkeep.age_keys import public_text
from models.rules.upkeep.conditions.of_machine import MEDIA_NEEDS
from models.tables import Attachment, Audit, Message, RecoveryKey, database
from models.tables.core.age_file import new_private, public_of
from models.tables.core.database import is_sqlite, sqlite_path
from models.tables.core.secrets import SecretLost, load_key
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.recovery_key import DRILL, REPLACED, kept_drill_key
from tests.actions.upkeep.backup.test_backup import LATER, elsewhere, everything, whole
from tests.actions.walking import Walk
from tests.office import NOW, office

OFFICE, OTHER = new_private(), new_private()
WORDS = b"foto paspor " * 20_000


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """An office with one complaint, a file and a recovery key."""
    values = {"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path / "data")}
    found = load_settings(values, tmp_path / "none.toml")
    with office(database_url) as account:
        load_key(found.secret_key_file)
        Walk(account)
        Attachment.create(public_id="a", message=Message.get(), sha256=found.files.keep(WORDS), state="tersimpan")
        enter_recovery_key(OFFICE, NOW)
        yield found


def made(settings: Settings, place: Path) -> Keys:
    """Back up as the command does; return for whom."""
    keys = keys_of(settings)
    assert keys is not None
    note_backup(back_up(place, settings, NOW, keys=keys), settings.files, NOW)
    return keys


def test_nothing_can_be_read_of_it_and_either_key_opens_it_on_another_pc(
    settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = tmp_path / "luar" / "b.zip"
    keys = made(settings, place)
    assert keys.recovery == public_text(public_of(OFFICE)) == newest_backups()[0].recovery
    content = place.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")
    assert not any(word in content for word in (WORDS[:40], b"files/", b"manifest", b"database.db", b"complaint"))
    assert [path.name for path in place.parent.iterdir()] == ["b.zip"]  # nothing in clear was left, either
    with elsewhere(settings, tmp_path, request) as new:
        for number, private in enumerate((OFFICE, keys.drill)):
            done = restore(place, new, LATER + timedelta(seconds=number), number > 0, [OTHER, private])
            assert (done.files, done.lacking) == (1, [])
            with database.connection_context():
                assert whole(new, LATER + timedelta(minutes=1)) == []
                note_restored(place, NOW, 1, 0)
                assert [row.recovery for row in newest_backups()] == [keys.recovery]


@pytest.mark.parametrize("key", ["there", "lost"])
def test_what_a_restore_replaces_is_encrypted_too_without_secret_key_for_the_recovery_key_alone(
    settings: Settings, tmp_path: Path, key: str
) -> None:
    drill = made(settings, tmp_path / "b.zip").drill
    if key == "lost":
        settings.secret_key_file.rename(tmp_path / "secret.key")
    done = restore(tmp_path / "b.zip", settings, LATER, replace=True, privates=[OFFICE])
    (kept,) = settings.data_dir.glob("before-restore-*.zip")
    assert kept.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert f"{kept}, encrypted for the recovery key {public_text(public_of(OFFICE))}." in done.notes[0]
    if key == "lost":
        with pytest.raises(RestoreRefused, match="another key"):
            restore(kept, settings, LATER + timedelta(seconds=1), replace=True, privates=[drill])
        (tmp_path / "secret.key").rename(settings.secret_key_file)
    opens = OFFICE if key == "lost" else drill
    assert restore(kept, settings, LATER + timedelta(seconds=2), replace=True, privates=[opens]).files == 1


def test_without_the_right_key_nothing_is_touched(settings: Settings, tmp_path: Path) -> None:
    made(settings, tmp_path / "b.zip")
    before, beside = everything(), sorted(path.name for path in settings.data_dir.rglob("*"))
    for keys, said in (([], "standard input"), ([OTHER], "another key")):
        with pytest.raises(RestoreRefused, match=said):
            restore(tmp_path / "b.zip", settings, LATER, replace=True, privates=keys)
    assert (everything(), sorted(path.name for path in settings.data_dir.rglob("*"))) == (before, beside)


@pytest.mark.parametrize("how", ["emptied", "cut off", "the end changed", "the database changed", "begin changed"])
def test_a_changed_one_is_refused_before_anything_changes(settings: Settings, tmp_path: Path, how: str) -> None:
    place = tmp_path / "b.zip"
    made(settings, place)
    content = bytearray(place.read_bytes())
    spots = {"the end changed": -5, "the database changed": 1000, "begin changed": 60}
    if how in spots:
        content[spots[how]] ^= 1
    place.write_bytes({"emptied": b"", "cut off": content[:-1]}.get(how, content))
    before = everything()
    with pytest.raises(RestoreRefused, match=r"Nothing was changed\."):
        restore(place, settings, LATER, replace=True, privates=[OFFICE])
    assert everything() == before
    assert not list(settings.data_dir.glob("before-restore-*"))


def test_without_a_recovery_key_a_backup_is_in_clear_and_noted_so(settings: Settings, tmp_path: Path) -> None:
    RecoveryKey.delete().execute()
    assert keys_of(settings) is None
    note_backup(back_up(tmp_path / "b.zip", settings, NOW, keys=keys_of(settings)), settings.files, NOW)
    assert (newest_backups()[0].recovery, (tmp_path / "b.zip").read_bytes()[:2]) == ("", b"PK")


def test_another_recovery_key_is_used_from_then_on_and_the_same_one_is_only_noted(settings: Settings) -> None:
    assert not enter_recovery_key(OFFICE, LATER)
    row = recovery_key()
    assert row is not None and (row.set_at, row.tried_at) == (NOW, LATER)
    assert enter_recovery_key(OTHER, LATER)
    row, keys = recovery_key(), keys_of(settings)
    assert row is not None and keys is not None
    assert row.public == keys.recovery == public_text(public_of(OTHER))
    with pytest.raises(KeyReplaced):
        enter_recovery_key(OFFICE, LATER)
    assert enter_recovery_key(OFFICE, LATER, again=True)
    told = [row.event for row in Audit.select().where(Audit.event.startswith("kunci_pemulihan")).order_by(Audit.id)]
    assert told == ["kunci_pemulihan", "kunci_pemulihan_dicoba", "kunci_pemulihan", "kunci_pemulihan"]


@pytest.mark.parametrize("held", ["older key", "no key"])
def test_a_restore_brings_back_no_key_that_was_replaced(settings: Settings, tmp_path: Path, held: str) -> None:
    if held == "no key":
        RecoveryKey.delete().execute()
    note_backup(back_up(tmp_path / "b.zip", settings, NOW), settings.files, NOW)
    enter_recovery_key(OTHER, LATER)
    done = restore(tmp_path / "b.zip", settings, LATER + timedelta(hours=1), replace=True)
    with database.connection_context():
        used = recovery_key()
        assert used is not None and used.public == public_text(public_of(OTHER))
        assert used.public in done.notes[-1]
        assert Audit.select().order_by(Audit.id.desc()).get().after == used.public
        assert whole(settings, LATER + timedelta(hours=2)) == []


def test_after_a_restore_without_a_key_it_is_said_so(settings: Settings, tmp_path: Path) -> None:
    RecoveryKey.delete().execute()
    back_up(tmp_path / "b.zip", settings, NOW)
    assert "not encrypted" in restore(tmp_path / "b.zip", settings, LATER, replace=True).notes[-1]


def test_a_drill_key_of_another_secret_key_is_set_aside(settings: Settings, tmp_path: Path) -> None:
    before = keys_of(settings)
    settings.secret_key_file.write_bytes(Fernet.generate_key())
    after = keys_of(settings)
    assert before is not None and after is not None and before.drill != after.drill
    assert (settings.data_dir / REPLACED).exists()
    made(settings, tmp_path / "b.zip")


@pytest.mark.parametrize("words", ["", "x", "é", "AGE-SECRET-KEY-1"])
def test_a_damaged_drill_key_is_told_as_lost(settings: Settings, words: str) -> None:
    keys_of(settings)
    (settings.data_dir / DRILL).write_text(words, "utf-8")
    with pytest.raises(SecretLost):
        kept_drill_key(settings.data_dir, settings.secret_key_file)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root enters for another account")
def test_a_drill_key_that_root_made_is_the_offices_own_accounts(settings: Settings) -> None:
    os.chown(settings.data_dir, 12345, 12346)
    keys_of(settings)
    assert (settings.data_dir / DRILL).stat().st_uid == 12345


def test_a_disk_that_a_copy_of_the_database_would_fill_is_left_alone(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = (sqlite_path().stat().st_size if is_sqlite() else 0) + MEDIA_NEEDS - 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(room, 0, room))  # type: ignore[attr-defined]
    if is_sqlite():
        with pytest.raises(OSError, match="MB of free space are needed"):
            back_up(tmp_path / "b.zip", settings, NOW, keys=keys_of(settings))
    else:  # a server's rows are copied straight into the archive
        made(settings, tmp_path / "b.zip")
    assert not list(settings.data_dir.glob(".aduan-backup-*"))


def test_what_is_copied_of_the_database_lies_beside_the_data_and_never_in_the_other_place(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[Path] = []
    copied = sqlite_copy.copy_out
    monkeypatch.setattr(sqlite_copy, "copy_out", lambda path: (places.append(path), copied(path)))
    made(settings, tmp_path / "luar" / "b.zip")
    assert [settings.data_dir in place.parents for place in places] == ([True] if is_sqlite() else [])


def test_a_damaged_manifest_is_refused_by_name(settings: Settings, tmp_path: Path) -> None:
    place = tmp_path / "b.zip"
    back_up(place, settings, NOW)
    content = bytearray(place.read_bytes())
    content[content.rindex(b"manifest.json", 0, content.rindex(b"PK\x01\x02")) + 40] ^= 1
    place.write_bytes(content)
    with pytest.raises(RestoreRefused, match="Nothing was changed"):
        restore(place, settings, LATER, replace=True)


def test_a_drill_key_that_is_sealed_off_stops_the_backup_with_a_sentence(settings: Settings) -> None:
    keys = keys_of(settings)
    assert keys is not None and keys_of(settings) == keys  # it stays the same
    assert keys.drill not in (settings.data_dir / DRILL).read_bytes()
    settings.secret_key_file.unlink()
    with pytest.raises(SecretLost):
        keys_of(settings)
