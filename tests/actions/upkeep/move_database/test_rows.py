"""Values that one kind of database takes and the other does not: put right where known, else told and refused."""

from datetime import datetime
from pathlib import Path

import pytest

from models.actions.upkeep.move_database.ends import NotMoved
from models.actions.upkeep.move_database.rows import RowUnfit, Tally, rows_of, tally_of
from models.tables import Audit, ChannelAccount, Contact, KeptFile, Message, Staff, database
from models.tables.core.settings import Settings
from tests.actions.upkeep.move_database.moving import at, empty_other, moved, settings_of
from tests.office import NOW, citizen_message, lay_office, office, take_in


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """An office on SQLite, which takes nearly anything, with one message."""
    url = f"sqlite:///{tmp_path / 'aduan.db'}"
    with office(url) as account:
        take_in(account, citizen_message())
    return settings_of(url, tmp_path)


@pytest.fixture
def to(here: Settings, postgres: str, tmp_path: Path) -> str:
    return empty_other(here.database_url, postgres, tmp_path)


def write(settings: Settings, sql: str, *values: object) -> None:
    with at(settings.database_url):
        database.execute_sql(sql, values)


def test_a_nul_becomes_what_the_office_stores_for_it_and_is_told(here: Settings, to: str) -> None:
    write(here, "UPDATE message SET text = ?", "satu\x00dua")
    done = moved(here, to)
    assert (done.altered, done.failures) == (["message 1 text"], [])
    with at(to):
        assert Message.get().text == "satu\ufffddua"
        assert Audit.get(Audit.event == "pindah_database").after.endswith("NUL menjadi U+FFFD: message 1 text")
    with at(here.database_url):
        assert Message.get().text == "satu\x00dua"


UNFIT = [
    ("UPDATE staff SET username = ? WHERE id = 2", "x" * 400, "staff 2, column username"),
    ("UPDATE channel_account SET fails = ?", 1 << 31, "channel_account 1, column fails"),
    ("UPDATE channel_account SET fails = ?", 1.5, "channel_account 1, column fails"),
    ("UPDATE channel_account SET fails = ?", "banyak", "channel_account 1, column fails"),
    ("UPDATE channel_account SET enabled = ?", 7, "channel_account 1, column enabled"),
    ("UPDATE message SET sent_at = ?", "kemarin", "message 1, column sent_at"),
    ("UPDATE message SET text = ?", b"\xff\xfe", "message 1, column text"),
    ("UPDATE message SET sent_at = ?", "2026-11-25", "message 1, column sent_at"),  # would become midnight
    ("UPDATE message SET sent_at = ?", "2026-11-25 17:30:00+07:00", "message 1, column sent_at"),
    ("UPDATE message SET sent_at = ?", "2026-11-25T17:30:00", "message 1, column sent_at"),
    ("UPDATE working_block SET valid_from = ? WHERE id = 1", "2026-11-25 17:30:00", "column valid_from"),
    ("UPDATE working_block SET starts = ? WHERE id = 1", "07:30", "working_block 1, column starts"),
]


@pytest.mark.parametrize(("sql", "value", "where"), UNFIT, ids=[str(place) for place in range(len(UNFIT))])
def test_what_a_column_cannot_hold_is_told_by_its_place_and_never_by_its_value(
    here: Settings, to: str, sql: str, value: object, where: str
) -> None:
    write(here, sql, value)
    with pytest.raises(NotMoved) as refused:
        moved(here, to)
    said, _, _ = str(refused.value).partition(" What came into ")  # an address, whose port may be like the value
    assert where in said
    assert str(value)[:20] not in said


def test_every_kind_of_value_comes_back_as_it_was(database_url: str) -> None:
    lay_office(database_url)
    moment = datetime(2026, 11, 25, 2, 3, 4, 5)
    with at(database_url):
        KeptFile.create(sha256=None, size=1 << 40, key=b"\x00\xff", touched_at=moment)
        Contact.create(name="Čitra 漢 🙂 \\N\t\n'\"", identity_protected=True, created_at=moment)
        ((_, sha256, size, key, touched),) = rows_of(database.obj, KeptFile)
        assert (sha256, size, key, touched) == (None, 1 << 40, b"\x00\xff", moment)
        (contact,) = (row for row in rows_of(database.obj, Contact) if "Čitra" in str(row))
        assert (contact[1], contact[6], contact[8]) == ("Čitra 漢 🙂 \\N\t\n'\"", True, moment)
        assert list(rows_of(database.obj, Staff)) == list(Staff.select().order_by(Staff.id).tuples())


def test_two_tallies_are_equal_only_where_every_row_was() -> None:
    rows = [(1, "a", NOW), (2, "b", None)]
    assert tally_of(rows) == tally_of(list(rows))
    for other in (rows[:1], rows[::-1], [(1, "a", NOW), (2, "b", "")], [(1, "a", NOW), (True, "b", None)], []):
        assert tally_of(rows) != tally_of(other)
    assert Tally() == tally_of([]) and tally_of([]) != 0


def test_more_rows_than_are_asked_for_at_once_all_come_and_once(here: Settings) -> None:
    with at(here.database_url):
        for place in range(1203):
            Contact.create(name=str(place), created_at=NOW)
        ids = [row[0] for row in rows_of(database.obj, Contact)]
        assert ids == sorted(set(ids)) and len(ids) == Contact.select().count() > 1203


def test_a_missing_value_where_there_must_be_one_is_unfit() -> None:
    with pytest.raises(RowUnfit, match="channel_account 1, column id"):
        list(rows_of(_Nothing(), ChannelAccount))


class _Nothing:
    """A database whose rows lack what they must have."""

    param = "?"

    def execute_sql(self, *_: object) -> "_Nothing":
        return self

    def fetchall(self) -> list[tuple[object, ...]]:
        return [(1, *[None] * len(ChannelAccount._meta.sorted_fields))]
