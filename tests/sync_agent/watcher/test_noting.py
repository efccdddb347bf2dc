"""What of the watcher's letters is noted, and what of its words outside: only what differs from the one before."""

from datetime import datetime
from pathlib import Path

import pytest

from models.rules.core.signed_trail import Checkpoint
from models.rules.upkeep.alerts import Alert, Letter
from models.rules.upkeep.watched import Wrong
from models.tables.upkeep.watcher_letters import NAME, LetterLine, read_letters
from sync_agent.watcher.noting import OUTSIDE, Notes

NOON = datetime(2026, 12, 1, 5, 0)
AGENT = Wrong("agent_silent", "no agent", staff="Penghubung kanal tidak berjalan.")
BACKUP = Wrong("backup_old", "no backup")
SAID, SAID_TOO = ("agent_silent", "Penghubung kanal tidak berjalan."), ("backup_old", "no backup")


def test_a_letter_is_noted_with_its_parts_its_checkpoint_and_why_it_did_not_leave(tmp_path: Path) -> None:
    letter = Letter((Alert(AGENT, NOON),), (Alert(BACKUP, NOON),), (), Checkpoint("2026-12-01T04:00", {}, {}, "k"))
    notes = Notes(tmp_path)
    notes.letter("mail", letter, NOON, "TimeoutError")
    notes.trial("webhook", NOON, "")
    assert read_letters(tmp_path).lines == (
        LetterLine(NOON, "webhook", trial=True),
        LetterLine(NOON, "mail", (SAID,), (SAID_TOO,), (), "2026-12-01T04:00", "TimeoutError"),
    )


def test_a_word_outside_is_noted_where_it_differs_also_from_the_last_one_of_a_watcher_before(tmp_path: Path) -> None:
    for _ in range(2):
        notes = Notes(tmp_path)
        for _minute in range(3):
            notes.outside((), NOON, "")
    for _ in range(2):
        notes = Notes(tmp_path)
        notes.outside((AGENT,), NOON, "")
    for wrong, why_not in (((AGENT, BACKUP), ""), ((AGENT, BACKUP), "HTTP 404"), ((BACKUP,), ""), ((), "")):
        for _minute in range(3):
            notes.outside(wrong, NOON, why_not)
    assert read_letters(tmp_path).lines[::-1] == (
        LetterLine(NOON, OUTSIDE),
        LetterLine(NOON, OUTSIDE, (SAID,)),
        LetterLine(NOON, OUTSIDE, (SAID_TOO,), (SAID,)),
        LetterLine(NOON, OUTSIDE, (), (SAID, SAID_TOO), (), "", "HTTP 404"),
        LetterLine(NOON, OUTSIDE, (), (SAID_TOO,), (SAID,)),
        LetterLine(NOON, OUTSIDE, (), (), (SAID_TOO,)),
    )


def test_a_disk_that_takes_no_line_is_said_once_and_holds_up_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / NAME).mkdir()
    notes = Notes(tmp_path)
    for _ in range(3):
        notes.outside((AGENT,), NOON, "")
        notes.trial("mail", NOON, "")
    (tmp_path / NAME).rmdir()
    notes.trial("mail", NOON, "")
    assert len(caplog.records) == 1 and len(read_letters(tmp_path).lines) == 1
