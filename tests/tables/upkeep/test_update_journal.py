"""The file that says how far an update came, and the lock of who is at it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.rules.upkeep.updates import Journal, Stage
from models.tables.upkeep.update_journal import NAME, JournalBroken, forget, found, lock, note

JOURNAL = Journal(Stage.BEGUN, "1.0.0-aaaaaaaa", "1.0.1-bbbbbbbb", "/srv/b.zip", "1.0.0 to 1.0.1")


def test_it_is_read_as_it_was_written_until_the_update_is_over(tmp_path: Path) -> None:
    assert found(tmp_path) is None
    note(tmp_path, JOURNAL)
    note(tmp_path, JOURNAL.at(Stage.WELL))
    assert found(tmp_path) == JOURNAL.at(Stage.WELL)
    forget(tmp_path)
    forget(tmp_path)
    assert found(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"stage": "begun"}', b"\xff"])
def test_one_that_cannot_be_read_is_no_update_that_is_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(JournalBroken, match=NAME):
        found(tmp_path)


def test_one_update_goes_at_a_time_and_what_it_started_holds_its_lock_when_it_is_gone(tmp_path: Path) -> None:
    mine = lock(tmp_path)
    assert mine is not None and lock(tmp_path) is None
    code = "import sys; print('begun', flush=True); sys.stdin.read()"
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", code], pass_fds=(mine.fileno(),), stdin=pipe, stdout=pipe, text=True
    ) as child:
        assert child.stdout and child.stdout.readline() == "begun\n"
        os.close(os.dup(mine.fileno()))
        mine.close()
        assert lock(tmp_path) is None
        child.communicate()
    again = lock(tmp_path)
    assert again is not None
    again.close()
