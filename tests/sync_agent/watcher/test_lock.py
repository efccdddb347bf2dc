"""Whether a folder has its watcher."""

from pathlib import Path

import pytest

from models.tables.core.file_lock import taken
from sync_agent.watcher.lock import NAME, is_watched, only_watcher


def test_a_folder_is_watched_while_its_one_watcher_holds_the_lock(tmp_path: Path) -> None:
    assert not is_watched(tmp_path)
    mine = only_watcher(tmp_path)
    assert mine is not None and is_watched(tmp_path) and only_watcher(tmp_path) is None
    mine.close()
    assert not is_watched(tmp_path)
    assert not is_watched(tmp_path / "gone")


def test_who_only_asks_at_that_moment_keeps_no_watcher_from_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = taken(tmp_path / NAME)
    assert asks is not None
    monkeypatch.setattr("sync_agent.watcher.lock.time.sleep", lambda _seconds: asks.close())
    mine = only_watcher(tmp_path)
    assert mine is not None
    mine.close()
