"""Rows of the old database that cannot be read, or are passed over: told as the old one's, and nothing is moved."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.move_database import move, rows
from models.actions.upkeep.move_database.ends import NotMoved
from models.tables import Contact, Message, database
from models.tables.core.settings import Settings
from tests.actions.upkeep.move_database.moving import at, begun_office, empty_other, moved


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """An office on SQLite that began a moment ago."""
    return begun_office(f"sqlite:///{tmp_path / 'aduan.db'}", tmp_path)


@pytest.fixture
def to(here: Settings, postgres: str, tmp_path: Path) -> str:
    return empty_other(here.database_url, postgres, tmp_path)


def test_words_the_driver_cannot_read_are_the_old_ones_fault_and_stand_nowhere(here: Settings, to: str) -> None:
    with at(here.database_url):
        database.execute_sql("UPDATE message SET text = CAST(x'ff72616861736961' AS TEXT) WHERE id = 2")
    with pytest.raises(NotMoved) as refused:
        moved(here, to)
    said, error = str(refused.value), refused.value
    assert "In the old database, the rows of message cannot be read" in said
    while error is not None:
        assert "rahasia" not in str(error)
        error = error.__cause__ or error.__context__


def test_a_damaged_file_is_not_moved(here: Settings, to: str) -> None:
    path = Path(here.database_url.removeprefix("sqlite:///"))
    with at(here.database_url):
        (root,) = database.execute_sql("SELECT rootpage FROM sqlite_master WHERE name = 'contact'").fetchone()
        (size,) = database.execute_sql("PRAGMA page_size").fetchone()
        assert Contact.select().count() >= 2
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    page = bytearray(path.read_bytes())
    leaf = (root - 1) * size
    assert page[leaf] == 0x0D  # a leaf: its rows' places follow eight bytes
    page[leaf + 8 : leaf + 12] = page[leaf + 10 : leaf + 12] + page[leaf + 8 : leaf + 10]
    path.write_bytes(page)
    with pytest.raises(NotMoved, match="old database's file is damaged"):
        moved(here, to)
    with at(to):
        assert database.get_tables() == []


def test_a_row_that_was_passed_over_is_missed(here: Settings, to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows.rows_of

    def without_one(source: Any, table: Any, *more: Any) -> Iterator[rows.Row]:
        passed = whole(source, table, *more)
        if table is Message and more:  # of the old database
            next(passed)
        return passed

    monkeypatch.setattr(move, "rows_of", without_one)
    with pytest.raises(NotMoved, match="Of message, 1 of 2 rows could be read in the old database"):
        moved(here, to)
