"""The history of the watcher's letters: a line a try, bounded, read past what a power cut left."""

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.tables.upkeep.watcher_letters import (
    MOST,
    NAME,
    LetterLine,
    LetterLog,
    newest_of,
    note_letter,
    read_letters,
)

NOON = datetime(2026, 12, 1, 5, 0, 0, 123)
AGENT = (("agent_silent", "Penghubung kanal tidak berjalan."),)
LETTER = LetterLine(NOON, "mail", AGENT, (), AGENT, "2026-12-01T05:00:00", "TimeoutError", trial=True)


def test_lines_are_read_as_they_were_noted_newest_first(tmp_path: Path) -> None:
    assert read_letters(tmp_path) == LetterLog()
    second = LetterLine(NOON, "webhook")
    for one in (LETTER, second):
        note_letter(tmp_path, one)
    assert read_letters(tmp_path) == LetterLog((second, LETTER))
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0 or os.name != "posix"


def test_a_torn_line_is_counted_and_swallows_none_that_follows(tmp_path: Path) -> None:
    note_letter(tmp_path, LETTER)
    with (tmp_path / NAME).open("ab") as file:
        file.write(b'{"at": "2026-12-01T05')
    note_letter(tmp_path, replace(LETTER, way="webhook"))
    with (tmp_path / NAME).open("ab") as file:
        file.write(b'[]\n{"at": 5}\n\xff\n')
    found = read_letters(tmp_path)
    assert ([one.way for one in found.lines], found.torn) == (["webhook", "mail"], 4)


def test_of_many_the_newest_stay(tmp_path: Path) -> None:
    for second in range(MOST + 120):
        note_letter(tmp_path, replace(LETTER, at=NOON + timedelta(seconds=second)))
    found = read_letters(tmp_path).lines
    assert MOST <= len(found) <= MOST + 50
    last = NOON + timedelta(seconds=MOST + 119)
    assert [one.at for one in found] == [last - timedelta(seconds=one) for one in range(len(found))]


def test_a_file_that_cannot_be_read_is_not_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(OSError, match="directory"):
        read_letters(tmp_path)


def test_the_newest_of_a_way_is_no_trial(tmp_path: Path) -> None:
    for one in (replace(LETTER, trial=False), LETTER, LetterLine(NOON, "webhook")):
        note_letter(tmp_path, one)
    log = read_letters(tmp_path)
    assert newest_of(log, "mail") == replace(LETTER, trial=False)
    assert newest_of(log, "outside") is None
