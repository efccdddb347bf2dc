"""A restore or a backup that is killed on the way: done again, it is whole, and nothing was said that is not so."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.actions.upkeep import last_backup
from models.actions.upkeep.backup import back_up as backing_up
from models.actions.upkeep.backup import restore as restoring
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.last_backup import newest_backups, note_backup
from models.rules.core.moments import to_unix
from models.tables import Attachment, Complaint, LostFile, Message, StaffSession
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.settings import Settings, load_settings
from tests.actions.upkeep.backup.test_backup import LATER, whole
from tests.actions.walking import Walk
from tests.office import NOW, citizen_message, office, take_in

CONTENTS = (b"foto paspor", b"rekaman suara")


class Killed(BaseException):
    """The program ends here."""


def killed(*_: object) -> None:
    raise Killed


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """An office with two files and a backup; a message came in since, and the files went."""
    values = {"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path / "data")}
    found = load_settings(values, tmp_path / "none.toml")
    with office(database_url) as account:
        Walk(account)
        for place, content in enumerate(CONTENTS):
            file = {"public_id": str(place), "position": place, "state": "tersimpan"}
            Attachment.create(message=Message.get(), sha256=found.files.keep(content), **file)
        back_up(tmp_path / "b.zip", found, NOW)
        take_in(account, citizen_message("sesudah cadangan", "628110000099"))
        for row in Attachment.select():
            FolderStore(found.files_dir).path_of(str(row.sha256)).unlink()
        yield found


@pytest.mark.parametrize("where", ["merge_logs", "_compare_rows", "_settle", "note_losses"])
def test_a_restore_killed_on_the_way_is_whole_when_it_is_done_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(restoring, where, killed)
        with pytest.raises(Killed):
            restore(tmp_path / "b.zip", settings, LATER, replace=True)
    done = restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert (done.files, done.lacking, LostFile.select().count()) == (2, [], 0)
    assert all(settings.files.is_intact(str(row.sha256)) for row in Attachment.select())
    assert (Complaint.select().count(), StaffSession.select().where(StaffSession.ended_at.is_null()).count()) == (
        1,
        0,
    )
    assert whole(settings) == []
    assert list(settings.files_dir.glob("*/*.part")) == []


@pytest.mark.parametrize("where", ["_add_file", "_make_durable"])
def test_a_backup_killed_on_the_way_is_none_and_leaves_no_scraps(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(backing_up, where, killed)
    with pytest.raises(Killed):
        back_up(tmp_path / "out" / "c.zip", settings, LATER)
    assert list((tmp_path / "out").iterdir()) == []
    assert newest_backups() == []


def test_the_next_backup_removes_what_one_that_lost_its_power_left(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / ".aduan-backup-abcdefgh").mkdir(parents=True)
    left = [
        out / ".aduan-backup-abcdefgh" / "database.db",
        out / ".b.zip-abcdefgh.part",
        out / ".b.zip-ijklmnop.part",
    ]
    for place, path in enumerate(left):
        path.write_bytes(b"isi kantor")
        os.utime(path, (to_unix(LATER) - (place < 2) * 90_000,) * 2)
    os.utime(left[0].parent, (to_unix(LATER) - 90_000,) * 2)
    back_up(out / "c.zip", settings, LATER)
    assert {path.name for path in out.iterdir()} == {"c.zip", ".b.zip-ijklmnop.part"}  # that one may still be written


def test_a_backup_that_was_made_but_not_noted_is_not_spoken_of_and_the_next_one_is(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(tmp_path / "c.zip", settings, LATER)
    with monkeypatch.context() as patch:
        patch.setattr(last_backup.audit_trail, "write", killed)
        with pytest.raises(Killed):
            note_backup(made, settings.files, LATER)
    assert newest_backups() == []
    note_backup(back_up(tmp_path / "c.zip", settings, LATER), settings.files, LATER)
    assert [(row.path, row.lacking) for row in newest_backups()] == [(str(tmp_path / "c.zip"), 2)]
    assert LostFile.select().count() == 2
