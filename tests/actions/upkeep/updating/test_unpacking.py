"""Unpacking an archive: its one folder, or a sentence; nothing is left, and nothing grows beyond all archives."""

import io
import tarfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from models.actions.upkeep.updating import unpacking
from models.actions.upkeep.updating.unpacking import ArchiveBroken, unpacked


def packed(folder: Path, *names: str, content: bytes = b"words") -> Path:
    """An archive with these files."""
    path = folder / "archive.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


def test_its_one_folder_is_there_until_the_stack_ends(tmp_path: Path) -> None:
    with ExitStack() as stack:
        folder = unpacked(packed(tmp_path, "aduan-1.0.1/a", "aduan-1.0.1/b/c"), stack)
        assert folder.name == "aduan-1.0.1" and (folder / "b" / "c").read_bytes() == b"words"
    assert not folder.parent.exists()


@pytest.mark.parametrize("names", [(), ("a",), ("a/x", "b/x")], ids=["nothing", "no folder", "two folders"])
def test_another_shape_is_no_archive_of_aduan(tmp_path: Path, names: tuple[str, ...]) -> None:
    with ExitStack() as stack, pytest.raises(ArchiveBroken):
        unpacked(packed(tmp_path, *names), stack)


def test_nothing_is_written_beside_the_folder(tmp_path: Path) -> None:
    with ExitStack() as stack, pytest.raises(ArchiveBroken):
        unpacked(packed(tmp_path, "../out"), stack)


def test_what_was_cut_is_damaged(tmp_path: Path) -> None:
    path = packed(tmp_path, "a/x", content=bytes(range(256)) * 99)
    path.write_bytes(path.read_bytes()[:-40])
    with ExitStack() as stack, pytest.raises(ArchiveBroken, match="damaged"):
        unpacked(path, stack)


def test_what_unpacks_to_more_than_any_archive_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 8)
    with ExitStack() as stack, pytest.raises(ArchiveBroken, match="more than any archive"):
        unpacked(packed(tmp_path, "a/x", "a/y"), stack)
