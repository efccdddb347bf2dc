"""The data are their owner's alone: as they are made, and mended where an older office left them wider."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.tables import OfficeSetting, database
from models.tables.core.database import close_database, open_database
from models.tables.core.own_rights import begin_private, files_of_database, narrow, wider

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has access lists of its own")


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _generous() -> Iterator[None]:
    """A machine whose accounts read each other's new files, as many do."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_database_and_what_lies_beside_it_are_made_for_their_owner_alone(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "aduan.db"
    open_database(f"sqlite:///{path}")
    try:
        with database.connection_context():
            database.execute_sql(f"PRAGMA journal_mode = {mode}")
            with database.atomic():
                database.create_tables([OfficeSetting])
                found = files_of_database(path)
                assert len(found) == (3 if mode == "wal" else 2)
                assert [rights(one) for one in found] == [0o600] * len(found)
    finally:
        close_database()


def test_a_database_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "aduan.db"
    path.write_bytes(b"isi")
    begin_private(path)
    assert (path.read_bytes(), rights(path)) == (b"isi", 0o644)


def test_what_others_may_use_is_named_and_narrowed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "data", tmp_path / "lain" / "aduan.db"
    for place in (folder / "files", elsewhere.parent):
        place.mkdir(parents=True)
    for name in ("aduan.db", "aduan.db-wal", "attempts.log", "aduan.db.copy"):
        (folder / name).touch()
    (folder / "secret.key").touch(mode=0o600)
    (folder / "program").touch(mode=0o755)
    elsewhere.touch()
    assert {path.name for path in files_of_database(folder / "aduan.db")} == {
        "aduan.db",
        "aduan.db-wal",
        "aduan.db.copy",
    }
    (folder / "pintas").symlink_to(tmp_path / "lain")
    found = wider(folder, files_of_database(elsewhere))
    wanted = {"data", "files", "aduan.db", "aduan.db-wal", "attempts.log", "aduan.db.copy", "program"}
    assert {path.name for path in found} == wanted
    assert elsewhere in found
    assert narrow(found) == []
    assert wider(folder, [elsewhere]) == []
    (folder / "later.log").touch()
    assert wider(folder, [elsewhere]) == []  # the folder closes it
    assert [rights(path) for path in (folder, folder / "aduan.db", folder / "program")] == [0o700, 0o600, 0o700]
    assert rights(tmp_path / "lain") == 0o755  # behind a link lies what is not ours


def test_what_went_meanwhile_or_is_anothers_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert narrow([tmp_path / "gone"]) == []
    (tmp_path / "asing").touch()

    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    assert narrow([tmp_path / "asing"]) == [tmp_path / "asing"]


def test_a_folder_that_is_not_there_yet_is_not_wide(tmp_path: Path) -> None:
    assert wider(tmp_path / "none", []) == []
