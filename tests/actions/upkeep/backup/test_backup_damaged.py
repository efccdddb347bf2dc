"""A damaged SQLite file: set aside, so that a backup takes its place, unless another program still has it open."""

from pathlib import Path

import peewee
import pytest

from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.making_way import RestoreRefused
from models.actions.upkeep.backup.restore import restore
from models.tables import Complaint, database
from models.tables.core.database import open_database
from models.tables.core.settings import load_settings
from tests.actions.upkeep.backup.test_backup import LATER
from tests.actions.walking import Walk
from tests.office import NOW, office


def test_a_damaged_sqlite_file_is_set_aside_and_the_backup_put_in_its_place(tmp_path: Path) -> None:
    values = {"ADUAN_DATA_DIR": str(tmp_path)}
    found = load_settings(values, tmp_path / "none.toml")
    with office(found.database_url) as account:
        Walk(account)
        back_up(tmp_path / "b.zip", found, NOW)
    path = found.data_dir / "aduan.db"
    open_database(found.database_url)
    with database.connection_context():  # parked with the file as it was
        assert Complaint.select().count() == 1
    path.write_bytes(b"this was a database once" * 1000)
    with pytest.raises(peewee.DatabaseError):
        restore(tmp_path / "b.zip", found, LATER)
    assert "damaged" in restore(tmp_path / "b.zip", found, LATER, replace=True).notes[0]
    with database.connection_context():
        assert Complaint.select().count() == 1
    assert list(found.data_dir.glob("aduan.db.damaged-*"))


def test_a_damaged_file_that_another_program_holds_open_is_left_and_says_what_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = load_settings({"ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "none.toml")
    with office(found.database_url):
        back_up(tmp_path / "b.zip", found, NOW)
    path = found.data_dir / "aduan.db"
    path.write_bytes(b"this was a database once" * 1000)
    open_database(found.database_url)

    def held(_part: Path, _target: Path) -> None:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(RestoreRefused, match="Stop the back office"):
        restore(tmp_path / "b.zip", found, LATER, replace=True)
    assert path.read_bytes().startswith(b"this was a database once")
