"""A preview is made once, is found again by whom the file's row tells its name, and by nobody else."""

import os
import time
from pathlib import Path

import pytest

from admin_app.files import kept_previews
from admin_app.files.kept_previews import KEPT, PLACE, REFUSED_FOR, Preview, clear_old, kept

SHA = "ab" * 32


class Maker:
    """Makes previews, and counts them."""

    def __init__(self, made: Preview = (b"gambar warga", "image/jpeg")) -> None:
        self.made, self.count = made, 0

    def __call__(self) -> Preview:
        """Make one."""
        self.count += 1
        return self.made


def files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / PLACE).rglob("*") if path.is_file())


def aged(folder: Path, seconds: float) -> None:
    for path in files(folder):
        os.utime(path, (time.time() - seconds, time.time() - seconds))


def test_a_preview_is_made_once_for_each_size(tmp_path: Path) -> None:
    make = Maker()
    found = [kept(tmp_path, SHA, side, make) for side in (480, 480, 1600, 480)]
    assert (found, make.count) == ([make.made] * 4, 2)


def test_what_lies_there_names_no_file_and_cannot_be_read_without_its_name(tmp_path: Path) -> None:
    kept(tmp_path, SHA, 480, Maker())
    (path,) = files(tmp_path)
    assert SHA[:10] not in str(path.relative_to(tmp_path))
    assert b"gambar warga" not in path.read_bytes()


@pytest.mark.parametrize(("mime", "seconds", "made"), [("image/png", KEPT, 2), ("image/png", KEPT - 60, 1)])
def test_a_preview_is_kept_for_a_week(tmp_path: Path, mime: str, seconds: float, made: int) -> None:
    make = Maker((b"x", mime))
    kept(tmp_path, SHA, 480, make)
    aged(tmp_path, seconds)
    kept(tmp_path, SHA, 480, make)
    assert make.count == made


def test_that_there_is_none_is_kept_for_a_minute(tmp_path: Path) -> None:
    make = Maker((b"Gambar ini terlalu besar.", ""))
    for seconds, made in ((0, 1), (REFUSED_FOR - 30, 1), (REFUSED_FOR, 2)):
        aged(tmp_path, seconds)
        assert kept(tmp_path, SHA, 480, make) == make.made
        assert make.count == made


def test_one_that_was_damaged_is_made_again(tmp_path: Path) -> None:
    make = Maker()
    kept(tmp_path, SHA, 480, make)
    files(tmp_path)[0].write_bytes(b"rusak")
    assert kept(tmp_path, SHA, 480, make) == make.made
    assert make.count == 2


def test_the_newest_alone_stay_and_none_for_longer_than_a_week(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_previews, "MOST", 2)
    for number in range(100):
        kept(tmp_path, f"{number:064}", 480, Maker())
    assert 0 < len(files(tmp_path)) <= 2 * 16
    aged(tmp_path, KEPT + 1)
    clear_old(tmp_path)
    assert files(tmp_path) == []


def test_where_there_is_no_room_it_is_shown_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError(28, "no room")))
    make = Maker()
    assert kept(tmp_path, SHA, 480, make) == make.made
