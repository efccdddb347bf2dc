"""A bad or missing attachment stops neither backup nor restore, and both name it. Both databases."""

import errno
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.actions.upkeep.backup import archive
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.making_way import RestoreRefused
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.lost_files import Lack
from models.rules.upkeep.losses import Fault
from models.tables import Attachment, LostFile, Message
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.settings import Settings, load_settings
from tests.actions.upkeep.backup.test_backup import LATER, everything
from tests.actions.walking import Walk
from tests.office import NOW, office

GOOD, BAD = b"foto paspor", b"rekaman suara"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """An office whose one message has two files."""
    values = {"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path / "data")}
    found = load_settings(values, tmp_path / "none.toml")
    with office(database_url) as account:
        Walk(account)
        for place, content in enumerate((GOOD, BAD)):
            sha256 = found.files.keep(content)
            Attachment.create(
                public_id=str(place), message=Message.get(), position=place, sha256=sha256, state="tersimpan"
            )
        yield found


def sha(content: bytes) -> str:
    return next(str(row.sha256) for row in Attachment.select() if row.position == (content is BAD))


def there(settings: Settings, content: bytes) -> Path:
    return FolderStore(settings.files_dir).path_of(sha(content))


def overwrite(path: Path) -> None:
    path.write_bytes(b"x" * len(BAD))


def remove(path: Path) -> None:
    path.unlink()


def in_its_place_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [(overwrite, Fault.CHANGED), (remove, Fault.MISSING), (in_its_place_a_folder, Fault.UNREADABLE)],
)
def test_a_file_that_lacks_is_named_and_the_rest_is_backed_up_and_restored(
    settings: Settings, tmp_path: Path, spoil: Callable[[Path], None], fault: Fault
) -> None:
    spoil(there(settings, BAD))
    made = back_up(tmp_path / "b.zip", settings, NOW)
    assert (made.files, made.lacking) == (1, [Lack(sha(BAD), fault)])
    there(settings, GOOD).unlink()
    done = restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert (done.files, done.lacking) == (1, [Lack(sha(BAD), fault)])
    assert settings.files.is_intact(sha(GOOD))
    assert [(row.sha256, row.fault) for row in LostFile.select()] == [(sha(BAD), str(fault))]


def test_a_file_destroyed_while_the_backup_is_made_is_no_loss(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, look = sha(BAD), FolderStore.pieces

    def destroyed_meanwhile(self: FolderStore, sha256: str) -> Iterator[bytes]:
        if sha256 == bad:
            Attachment.update(sha256=None, state="dimusnahkan").where(Attachment.sha256 == bad).execute()
            self.path_of(bad).unlink()
        yield from look(self, sha256)

    monkeypatch.setattr(FolderStore, "pieces", destroyed_meanwhile)
    assert back_up(tmp_path / "b.zip", settings, NOW).lacking == []


def test_a_disk_that_fails_in_the_middle_of_a_file_stops_nothing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, look = there(settings, BAD), FolderStore.pieces

    def failing(self: FolderStore, sha256: str) -> Iterator[bytes]:
        for piece in look(self, sha256):
            yield piece[:3]
            if sha256 == bad.name:
                raise OSError(errno.EIO, "Input/output error")
            yield piece[3:]

    with monkeypatch.context() as broken:
        broken.setattr(FolderStore, "pieces", failing)
        made = back_up(tmp_path / "b.zip", settings, NOW)
    assert (made.files, made.lacking) == (1, [Lack(sha(BAD), Fault.UNREADABLE)])
    bad.unlink()
    assert restore(tmp_path / "b.zip", settings, LATER, replace=True).lacking == [Lack(sha(BAD), Fault.MISSING)]
    assert not bad.exists()  # the half of it that was read is not put in its place


def test_a_file_damaged_inside_the_backup_is_named_and_the_rest_restored(settings: Settings, tmp_path: Path) -> None:
    back_up(tmp_path / "b.zip", settings, NOW)
    content = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "b.zip").write_bytes(content.replace(BAD, b"R" + BAD[1:]))
    for one in (GOOD, BAD):
        there(settings, one).unlink()
    done = restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert (done.files, done.lacking) == (1, [Lack(sha(BAD), Fault.MISSING)])
    assert settings.files.is_intact(sha(GOOD))


def test_what_the_backup_lacks_but_is_whole_here_does_not_lack(settings: Settings, tmp_path: Path) -> None:
    overwrite(there(settings, BAD))
    back_up(tmp_path / "b.zip", settings, NOW)
    there(settings, BAD).unlink()
    settings.files.keep(BAD)
    assert restore(tmp_path / "b.zip", settings, LATER, replace=True).lacking == []
    assert settings.files.is_intact(sha(BAD))


def test_a_large_file_is_never_read_whole(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(tmp_path / "b.zip", settings, NOW)
    there(settings, BAD).unlink()
    read = zipfile.ZipFile.read

    def only_small(self: zipfile.ZipFile, name: str, pwd: bytes | None = None) -> bytes:
        assert not name.startswith(archive.FILES), name
        return read(self, name, pwd)

    monkeypatch.setattr(zipfile.ZipFile, "read", only_small)
    monkeypatch.setattr(FolderStore, "keep", None)
    assert restore(tmp_path / "b.zip", settings, LATER, replace=True).lacking == []
    assert settings.files.is_intact(sha(BAD))


def test_a_table_with_other_rows_than_were_counted_is_refused(settings: Settings, tmp_path: Path) -> None:
    back_up(tmp_path / "b.zip", settings, NOW)
    with zipfile.ZipFile(tmp_path / "b.zip") as old, zipfile.ZipFile(tmp_path / "c.zip", "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == archive.MANIFEST:
                said = json.loads(content)
                said["rows"]["message"] += 1
                content = json.dumps(said).encode()
            new.writestr(entry, content)
    before = everything()
    with pytest.raises(RestoreRefused, match="message would have 1 rows, the backup counted 2"):
        restore(tmp_path / "c.zip", settings, LATER, replace=True)
    assert everything() == before
