"""The archive kept for the agents on other machines: whole or not there, and each word counts once."""

import shutil
from pathlib import Path

import pytest

from models.tables.upkeep import kept_archive


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "aduan.tar.gz"
    path.write_bytes(b"content" * 1000)
    return path


def test_an_archive_is_found_under_its_version_alone(tmp_path: Path, packed: Path) -> None:
    kept_archive.keep(tmp_path, packed, "1.0.1-0123abcd")
    found = kept_archive.kept(tmp_path, "1.0.1-0123abcd-anew")
    assert found and found.read_bytes() == packed.read_bytes()
    assert kept_archive.kept(tmp_path, "1.0.0-0123abcd") is None


def test_a_full_disk_leaves_nothing_and_the_one_before(
    tmp_path: Path, packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_archive.keep(tmp_path, packed, "1.0.0-00000000")

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(OSError, match="No space"):
        kept_archive.keep(tmp_path, packed, "1.0.1-00000000")
    assert [path.name for path in (tmp_path / kept_archive.FOLDER).iterdir()] == ["1.0.0-00000000.archive"]


def test_other_versions_and_what_was_killed_go(tmp_path: Path, packed: Path) -> None:
    for version in ("1.0.0-00000000", "1.0.1-00000000"):
        kept_archive.keep(tmp_path, packed, version)
    (tmp_path / kept_archive.FOLDER / "half.part").touch()
    kept_archive.keep_only(tmp_path, "1.0.1-00000000")
    assert [path.name for path in (tmp_path / kept_archive.FOLDER).iterdir()] == ["1.0.1-00000000.archive"]


def test_a_link_in_its_place_is_followed_by_nobody(tmp_path: Path, packed: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "its.archive").touch()
    (tmp_path / kept_archive.FOLDER).symlink_to(other)
    with pytest.raises(OSError, match="is a link"):
        kept_archive.keep(tmp_path, packed, "1.0.1-00000000")
    with pytest.raises(OSError, match="is a link"):
        kept_archive.keep_only(tmp_path, "1.0.1-00000000")
    assert [path.name for path in other.iterdir()] == ["its.archive"]


def test_a_word_counts_once_until_it_is_old(tmp_path: Path) -> None:
    assert kept_archive.first_time(tmp_path, 1000, "ab", 900.0)
    assert not kept_archive.first_time(tmp_path, 1000, "ab", 1000.0)
    assert kept_archive.first_time(tmp_path, 1001, "cd", 1000.5)
    assert [path.name for path in (tmp_path / kept_archive.FOLDER / "asked").iterdir()] == ["1001-cd"]
