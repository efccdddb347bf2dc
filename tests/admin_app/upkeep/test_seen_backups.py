"""What is said of a backup's file is what is seen of it: there, gone, changed, not to be read; large ones apart."""

import hashlib
import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from admin_app.upkeep import seen_backups
from admin_app.upkeep.seen_backups import FileState, Seen, all_seen, seen
from models.tables import BackupCopy
from models.tables.core.in_time import InTime
from tests.office import NOW

CONTENT = b"seluruh kantor"


@pytest.fixture
def copy(tmp_path: Path) -> BackupCopy:
    """A backup as it was noted; its file is there."""
    (tmp_path / "b.zip").write_bytes(CONTENT)
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    return BackupCopy(path=str(tmp_path / "b.zip"), size=len(CONTENT), sha256=sha256, made_at=NOW, files=1, lacking=0)


def test_a_file_that_is_there_and_the_same(copy: BackupCopy) -> None:
    found = seen(copy, NOW)
    assert (found.state, found.read_at) == (FileState.WHOLE, NOW)
    assert seen(copy, NOW + timedelta(hours=2)).read_at == NOW  # read once
    assert seen(copy, NOW + timedelta(days=2)).read_at == NOW + timedelta(days=2)


def test_a_file_that_is_gone_or_another(copy: BackupCopy) -> None:
    assert seen(copy, NOW).state is FileState.WHOLE
    path = Path(copy.path)
    path.write_bytes(CONTENT + b"x")
    assert seen(copy, NOW).state is FileState.CHANGED
    path.write_bytes(CONTENT.upper())
    os.utime(path, ns=(1, 1))
    assert seen(copy, NOW).state is FileState.CHANGED
    path.unlink()
    assert seen(copy, NOW).state is FileState.GONE
    assert seen(BackupCopy(path=str(path / "b.zip"), size=1, sha256="", made_at=NOW), NOW).state is FileState.GONE
    path.mkdir()
    copy.size = path.stat().st_size
    assert seen(copy, NOW).state is FileState.UNREADABLE


def test_a_large_file_is_read_in_a_thread_of_its_own(copy: BackupCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_backups, "_AT_ONCE", 0)
    found = seen(copy, NOW)
    assert (found.state, found.read_at) == (FileState.READING, None)
    for thread in threading.enumerate():
        if thread.name == "backup-reader":
            thread.join()
    assert seen(copy, NOW).state is FileState.WHOLE


def test_a_disk_that_gives_no_answer_is_asked_by_one_thread_and_what_was_seen_last_is_said(
    copy: BackupCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, moves = list[int](), threading.Event()

    def frozen(_copy: BackupCopy, _now: object) -> Seen:
        asked.append(1)
        moves.wait(60)
        return Seen(FileState.GONE)

    assert [one.state for one in all_seen([copy], NOW)] == [FileState.WHOLE]
    with monkeypatch.context() as disk:
        disk.setattr(seen_backups, "_line", InTime(seen_backups._look, 0.01))
        disk.setattr(seen_backups, "seen", frozen)
        other = BackupCopy(path="/mnt/mati/b.zip", size=1, sha256="", made_at=NOW)
        for _ in range(3):
            assert [one.state for one in all_seen([copy, other], NOW)] == [FileState.WHOLE, FileState.UNREADABLE]
        assert len(asked) == 1
        moves.set()
