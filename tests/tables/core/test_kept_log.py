"""The log files: cut at a size, a few kept, nothing lost where Windows or a full disk refuses."""

import logging
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from models.tables.core.kept_log import KeptLog, log_file
from models.tables.core.settings import load_settings


def said(keeper: KeptLog, words: str) -> None:
    keeper.handle(logging.LogRecord("x", logging.INFO, "file", 1, words, (), None))


def lines(folder: Path) -> list[str]:
    """All lines, the oldest first."""
    files = sorted(folder.glob("a.log*"), key=lambda path: int(path.suffix[1:] if path.suffix != ".log" else "0"))
    return [line for path in reversed(files) for line in path.read_text("utf-8").splitlines()]


def test_a_log_is_cut_at_its_size_and_so_many_are_kept(tmp_path: Path) -> None:
    keeper = KeptLog(tmp_path / "logs" / "a.log", 30, 2)
    for number in range(20):
        said(keeper, f"baris {number:02}")
    assert lines(tmp_path / "logs") == [f"baris {number:02}" for number in range(12, 20)]
    assert sorted(path.name for path in (tmp_path / "logs").iterdir()) == ["a.log", "a.log.1", "a.log.2"]
    assert all(path.stat().st_size <= 30 for path in (tmp_path / "logs").iterdir())


def test_where_nobody_may_rename_it_the_log_goes_on_in_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "used by another process")

    keeper = KeptLog(tmp_path / "a.log", 20, 2)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        for number in range(5):
            said(keeper, f"baris {number:02}")
    assert lines(tmp_path) == [f"baris {number:02}" for number in range(5)]
    said(keeper, "baris 05")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.log", "a.log.1"]
    assert len(lines(tmp_path)) == 6


def test_two_agents_of_one_folder_both_go_on_in_the_newest_file(tmp_path: Path) -> None:
    keepers = [KeptLog(tmp_path / "a.log", 200, 100) for _ in range(2)]

    def talk(keeper: KeptLog, who: int) -> None:
        for number in range(30):
            said(keeper, f"{who} {number:02}")

    threads = [threading.Thread(target=talk, args=(keeper, who)) for who, keeper in enumerate(keepers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = lines(tmp_path)
    assert all([line for line in found if line[0] == str(who)] for who in range(2))
    said(keepers[0], "terakhir")
    assert lines(tmp_path)[-1] == "terakhir"


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    said(KeptLog(tmp_path / "logs" / "a.log", 20, 2), "x")


def test_an_office_may_want_no_files(tmp_path: Path) -> None:
    settings = load_settings({"ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "none.toml")
    assert (settings.log_megabytes, settings.log_kept) == (10, 5)
    keeper = log_file(settings, "agent")
    assert isinstance(keeper, KeptLog)
    said(keeper, "halo")
    assert (tmp_path / "logs" / "agent.log").read_text("utf-8") == "halo\n"
    assert log_file(replace(settings, log_megabytes=0), "agent") is None


def test_a_message_that_cannot_be_made_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)  # nor is it said on standard error here
    keeper = KeptLog(tmp_path / "a.log", 1000, 2)
    keeper.handle(logging.LogRecord("x", logging.INFO, "file", 1, "%s dan %s", ("satu",), None))
    said(keeper, "dua")
    assert lines(tmp_path) == ["dua"]
