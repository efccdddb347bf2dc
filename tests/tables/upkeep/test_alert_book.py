"""What the watcher remembers: whole or as it was, and nothing where it cannot be read."""

from datetime import datetime
from pathlib import Path

import pytest

from models.rules.upkeep.alerts import Alert, Told
from models.rules.upkeep.watched import Part, Wrong
from models.tables.upkeep.alert_book import (
    ACKNOWLEDGED,
    BOOK,
    Book,
    forget_acknowledged,
    keep_book,
    note_acknowledged,
    read_acknowledged,
    read_book,
)

NOON = datetime(2026, 12, 1, 5, 0, 0, 123)
AGENT = Alert(Wrong("agent_silent", "no agent", Part.OFFICE, "Penghubung kanal tidak berjalan."), NOON)
BOOKED = Book((AGENT,), {"mail": Told((AGENT,), NOON), "webhook": Told((), NOON, NOON, "2026-12-01T05:00:00")})


def test_it_is_read_as_it_was_kept(tmp_path: Path) -> None:
    assert read_book(tmp_path) == Book()
    keep_book(tmp_path, BOOKED)
    assert read_book(tmp_path) == BOOKED
    assert [path.name for path in tmp_path.iterdir()] == [BOOK]


def test_what_an_earlier_version_kept_is_read(tmp_path: Path) -> None:
    (tmp_path / BOOK).write_text('{"holds": [], "told": {"mail": {"alerts": [], "at": null}}}', "utf-8")
    assert read_book(tmp_path) == Book((), {"mail": Told()})


@pytest.mark.parametrize("words", ["", "[]", '{"holds": []}', '{"holds": [{"key": 1}], "told": {}}', '{"told": []}'])
def test_what_cannot_be_read_is_told_anew(tmp_path: Path, words: str) -> None:
    (tmp_path / BOOK).write_text(words, "utf-8")
    assert read_book(tmp_path) == Book()


def test_the_last_who_took_a_condition_on_counts_and_a_torn_line_says_nothing(tmp_path: Path) -> None:
    note_acknowledged(tmp_path, "agent_silent", "tik", NOON)
    note_acknowledged(tmp_path, "backup_old", "tik", NOON)
    note_acknowledged(tmp_path, "agent_silent", "kepala", NOON.replace(hour=6))
    with (tmp_path / ACKNOWLEDGED).open("a", encoding="utf-8") as file:
        file.write('{"key": "backup_old", "at": 5}\n{"key": "backup_old", "at"')
    assert read_acknowledged(tmp_path) == {"agent_silent": NOON.replace(hour=6), "backup_old": NOON}
    for _ in range(2):
        forget_acknowledged(tmp_path)
    assert read_acknowledged(tmp_path) == {}
