"""Encrypted backups: opened by the office's key or this machine's, and by nobody else. Both databases."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.keys import Keys, enter_recovery_key, keys_of, recovery_key
from models.actions.upkeep.backup.restore import RestoreRefused, restore
from models.actions.upkeep.last_backup import newest_backups, note_backup, note_restored
from models.rules.upkeep.age_keys import public_text
from models.tables import Attachment, Audit, Message, RecoveryKey, database
from models.tables.core.age_file import new_private, public_of
from models.tables.core.secrets import SecretLost, load_key
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.recovery_key import DRILL
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
    assert enter_recovery_key(OFFICE, LATER)
    told = [row.event for row in Audit.select().where(Audit.event.startswith("kunci_pemulihan")).order_by(Audit.id)]
    assert told == ["kunci_pemulihan", "kunci_pemulihan_dicoba", "kunci_pemulihan", "kunci_pemulihan"]


def test_a_drill_key_that_is_sealed_off_stops_the_backup_with_a_sentence(settings: Settings) -> None:
    keys = keys_of(settings)
    assert keys is not None and keys_of(settings) == keys  # it stays the same
    assert keys.drill not in (settings.data_dir / DRILL).read_bytes()
    settings.secret_key_file.unlink()
    with pytest.raises(SecretLost):
        keys_of(settings)
