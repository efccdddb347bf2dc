"""Where back offices of a folder listen: one file a process, the living and the last that ended."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.rules.core.moments import iso
from models.tables.core.listening import FOLDER, Seen, note_listening, note_seen, starts

NOW = datetime(2026, 3, 2, 1, 0)
OPEN = [("0.0.0.0", 8081)]


def begun_elsewhere(data_dir: Path, addresses: list[tuple[str, int]], minutes: int = 1) -> int:
    """Have another process write where it listens, and end; return its number."""
    moment = NOW + timedelta(minutes=minutes)
    words = (
        "import datetime, os, pathlib; from models.tables.core.listening import note_listening; "
        f"note_listening(pathlib.Path({str(data_dir)!r}), {addresses}, {moment!r}); print(os.getpid())"
    )
    return int(subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout)


def test_what_is_written_is_read_and_lives(tmp_path: Path) -> None:
    assert starts(tmp_path) == []
    note_listening(tmp_path, [("127.0.0.1", 8080), ("::1", 8080)], NOW)
    (found,) = starts(tmp_path)
    assert (found.process, found.addresses) == (os.getpid(), (("127.0.0.1", 8080), ("::1", 8080)))
    assert (found.since, found.alive, found.seen) == (iso(NOW), True, frozenset())


def test_two_processes_hide_each_other_not_and_the_dead_leave_at_the_next_start(tmp_path: Path) -> None:
    note_listening(tmp_path, [("127.0.0.1", 8080)], NOW)
    other = begun_elsewhere(tmp_path, OPEN)
    assert [(one.process, one.alive) for one in starts(tmp_path)] == [(os.getpid(), True), (other, False)]
    note_listening(tmp_path, [("127.0.0.1", 8080)], NOW + timedelta(hours=1))
    assert [one.process for one in starts(tmp_path)] == [os.getpid()]


def test_what_was_met_is_kept_with_its_process(tmp_path: Path) -> None:
    note_seen(tmp_path, Seen.PLAIN)  # a server that wrote nothing yet: nothing to keep it with
    assert not (tmp_path / FOLDER).exists()
    note_listening(tmp_path, OPEN, NOW)
    note_seen(tmp_path, Seen.PLAIN)
    note_seen(tmp_path, Seen.PLAIN)
    assert starts(tmp_path)[0].seen == {Seen.PLAIN}
    assert not [path for path in (tmp_path / FOLDER).iterdir() if path.suffix == ".new"]


@pytest.mark.parametrize("words", ["", "{", "[]", '{"addresses": 5, "since": ""}', '{"addresses": [], "since": ""}'])
def test_what_cannot_be_read_is_said(tmp_path: Path, words: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "4711.json").write_text(words)
    with pytest.raises(ValueError, match=r"4711\.json"):
        starts(tmp_path)


def test_what_cannot_be_written_is_an_error_for_who_starts(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file in its place")
    with pytest.raises(OSError, match="exists"):
        note_listening(tmp_path, OPEN, NOW)
