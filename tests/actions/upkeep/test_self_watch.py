"""One program's watch of its PC: what it measures, how seldom, and that it remembers a damaged file."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peewee
import pytest

from models.actions.upkeep.self_watch import Probes, SelfWatch, is_locked, is_whole, try_writing
from models.rules.upkeep.conditions.of_machine import MEGABYTE
from models.tables import Staff, database
from models.tables.core.database import close_database, sqlite_path
from models.tables.core.settings import load_settings
from tests.office import office
from tests.tables.upkeep.damaging import damage

_sqlite: Any = vars(peewee)["sqlite3"]


class Pc:
    """A PC as told."""

    def __init__(self) -> None:
        self.free, self.time, self.error = 5000 * MEGABYTE, 0.0, 0
        self.probes = Probes(lambda _folder: self.free, self.write, lambda: None, lambda: self.time)

    def write(self, _folder: Path) -> None:
        if self.error:
            raise OSError(self.error, "told")


def watch(folder: Path, pc: Pc) -> SelfWatch:
    return SelfWatch(load_settings({"ADUAN_DATA_DIR": str(folder)}, folder / "none.toml"), pc.probes)


def keys(found: Any) -> list[str]:
    return [finding.key for finding in found]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """The file of an office nobody has open: a watch that meets damage closes what its thread has."""
    with office(f"sqlite:///{tmp_path / 'aduan.db'}"):
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    yield tmp_path / "aduan.db"
    close_database()


def test_it_measures_anew_only_after_a_few_seconds(sqlite_account: Any, tmp_path: Path) -> None:
    pc = Pc()
    watching = watch(tmp_path, pc)
    assert keys(watching.look()) == []
    pc.free, pc.time = 100 * MEGABYTE, 4.9
    assert keys(watching.look()) == []
    pc.time = 5.0
    assert keys(watching.look()) == ["disk_sending"]


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EIO, "disk_errors"),
        (errno.EROFS, "unwritable"),
        (errno.EACCES, "unwritable"),
    ],
)
def test_a_write_that_fails_is_told_by_its_cause(sqlite_account: Any, tmp_path: Path, number: int, key: str) -> None:
    pc = Pc()
    pc.error = number
    assert keys(watch(tmp_path, pc).look()) == [key]


def test_damage_is_remembered_until_another_file_lies_there(file: Path, tmp_path: Path) -> None:
    watching = watch(tmp_path, Pc())
    assert keys(watching.met(ValueError("malformed"))) == keys(watching.look()) == []
    assert keys(watching.met(peewee.DatabaseError("database disk image is malformed"))) == ["damaged"]
    assert keys(watching.look()) == keys(watching.look()) == ["damaged"]
    shutil.copy(file, tmp_path / "backup.db")
    (tmp_path / "backup.db").replace(file)
    assert keys(watching.look()) == []


def test_a_damaged_page_is_found_and_a_whole_file_is_not_blamed(file: Path, tmp_path: Path) -> None:
    watching = watch(tmp_path, Pc())
    assert (watching.check_file(), keys(watching.look()), is_whole(file)) == (True, [], True)
    damage(file, "complaint")
    assert (is_whole(file), watching.check_file(), keys(watching.look())) == (False, False, ["damaged"])


def test_what_one_program_found_damaged_the_other_tells_too_until_it_is_whole_or_another_file(
    file: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.db"
    shutil.copy(file, whole)
    damage(file, "complaint")
    watch(tmp_path, Pc()).note_damage()
    assert keys(watch(tmp_path, Pc()).look()) == ["damaged"]  # of another program, or after a new start
    file.write_bytes(whole.read_bytes())  # mended in its place
    assert watch(tmp_path, Pc()).check_file()
    assert keys(watch(tmp_path, Pc()).look()) == []
    watch(tmp_path, Pc()).note_damage()
    whole.rename(file)
    assert keys(watch(tmp_path, Pc()).look()) == []


def test_what_another_program_found_mended_in_its_place_is_damaged_no_longer(file: Path, tmp_path: Path) -> None:
    pc = Pc()
    mine, other = watch(tmp_path, pc), watch(tmp_path, Pc())
    mine.note_damage()
    assert keys(mine.look()) == ["damaged"]
    assert other.check_file()
    pc.time += 10
    assert keys(mine.look()) == []


def test_another_program_s_lock_is_seen_and_its_end_too(sqlite_account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.actions.upkeep.self_watch._LOCK_SECONDS", 0.01)
    other = _sqlite.connect(sqlite_path(), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert is_locked()
    other.execute("ROLLBACK")
    other.close()
    assert not is_locked()
    assert Staff.select().count() > 0


def test_the_probing_write_leaves_nothing_behind(tmp_path: Path) -> None:
    try_writing(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OSError, match="No such file"):
        try_writing(tmp_path / "gone")


def test_a_probe_that_was_written_but_is_held_open_by_another_program_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "another program uses the file")

    monkeypatch.setattr(Path, "unlink", held)
    try_writing(tmp_path)
    with pytest.raises(FileNotFoundError):
        try_writing(tmp_path / "none")


def test_a_disk_that_does_not_say_how_large_it_is_is_not_taken_for_a_full_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: told._replace(total=0, used=0, free=0))
    settings = load_settings({"ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "none.toml")
    assert "disk_stop" not in keys(SelfWatch(settings).look())
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: told._replace(free=0))
    assert "disk_stop" in keys(SelfWatch(settings).look())
