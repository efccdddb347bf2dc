"""A disk that has not the room asked for is refused with what is needed; one that does not say is not."""

import errno
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.tables.core.disk_room import demand_room, free_bytes


def test_room_is_demanded_to_the_byte_and_the_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(total=9_000_000, free=5_000_000))
    demand_room(tmp_path, 5_000_000)
    with pytest.raises(OSError, match="6 MB of free space are needed") as refused:
        demand_room(tmp_path, 5_000_001)
    assert (refused.value.errno, refused.value.filename) == (errno.ENOSPC, str(tmp_path))


def test_a_mount_that_tells_zeros_is_no_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(total=0, free=0))
    assert free_bytes(tmp_path) is None
    demand_room(tmp_path, 1_000_000)
    monkeypatch.undo()
    assert free_bytes(tmp_path)
