"""Whether a folder has its watcher."""

from pathlib import Path

from sync_agent.watcher.lock import is_watched, only_watcher


def test_a_folder_is_watched_while_its_one_watcher_holds_the_lock(tmp_path: Path) -> None:
    assert not is_watched(tmp_path)
    mine = only_watcher(tmp_path)
    assert mine is not None and is_watched(tmp_path) and only_watcher(tmp_path) is None
    mine.close()
    assert not is_watched(tmp_path)
    assert not is_watched(tmp_path / "gone")
