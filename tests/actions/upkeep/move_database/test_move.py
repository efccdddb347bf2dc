"""An office moved there and back is the same office; a row that is not the same, or a kill, is never called moved."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.move_database import ends, move
from models.actions.upkeep.move_database.ends import NotMoved
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.search.searching import Found, Wanted
from models.tables import Audit, ChannelAccount, Complaint, Message, ReportPhoto, SearchDue, database
from models.tables.core.settings import Settings
from models.tables.search.search_triggers import missing
from models.tables.search.search_words import agrees, entries_with, is_indexed
from models.tables.upkeep.schema import SchemaHalfMoved, check_current, migrate
from tests.actions.upkeep.move_database.moving import (
    as_stored,
    at,
    begun_office,
    empty_other,
    everything,
    moved,
    settings_of,
    worked_office,
)
from tests.actions.upkeep.verify.test_verify import SOON
from tests.office import NOW, citizen_message, take_in

WORD = Wanted(("paspor",), ())


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Settings:
    """An office that has worked a while."""
    return worked_office(database_url, tmp_path)


@pytest.fixture
def begun(database_url: str, tmp_path: Path) -> Settings:
    """An office that began a moment ago."""
    return begun_office(database_url, tmp_path)


@pytest.fixture
def to(database_url: str, postgres: str, tmp_path: Path) -> str:
    """An empty database of the other kind."""
    return empty_other(database_url, postgres, tmp_path)


class Killed(BaseException):
    """What a kill looks like from inside: nothing catches it."""


def test_every_row_is_the_same_there_and_the_office_works_on(here: Settings, to: str) -> None:
    before = everything(here.database_url)
    done = moved(here, to)
    assert (done.failures, done.altered, done.indexed) == ([], {}, True)
    assert everything(here.database_url) == before  # the old one is as it was
    after = everything(to)
    audit = after["Audit"].pop()
    assert after == before
    assert done.rows == sum(len(rows) for rows in before.values()) > 300
    assert audit[6:8] == ("pindah_database", "database") and done.sha256 in str(audit)
    with at(to):
        check_current()
        assert migrate() == missing() == []
        assert verify(here.files, here.attempts_log, SOON).failures == []
        newest = Message.select().order_by(Message.id.desc()).get().id
        take_in(ChannelAccount.get(), citizen_message("sesudah pindah"), now=SOON)
        assert Message.select().order_by(Message.id.desc()).get().id == newest + 1
        assert SearchDue.select().where(SearchDue.ref == newest + 1).exists()


def test_the_search_finds_there_what_it_found_here(here: Settings, to: str) -> None:
    found = []
    with at(here.database_url):
        found.append([row.ref for row in entries_with(Found.PESAN, WORD)])
    moved(here, to)
    with at(to):
        assert is_indexed() and agrees()
        assert [row.ref for row in entries_with(Found.PESAN, WORD)] == found[0] != []


def test_there_and_back_again_each_value_is_stored_as_it_was(
    here: Settings, to: str, postgres: str, tmp_path: Path
) -> None:
    before = as_stored(here.database_url)
    moved(here, to)
    back = empty_other(to, postgres, tmp_path, "moved_back")
    moved(settings_of(to, tmp_path), back)
    after = as_stored(back)
    assert [row[6] for row in after["Audit"][-2:]] == ["pindah_database"] * 2
    after["Audit"] = after["Audit"][:-2]
    assert after == before


def _changed() -> None:
    Message.update(text="lain").where(Message.id == 2).execute()


def _gone() -> None:
    Audit.delete().where(Audit.id == Audit.select().order_by(Audit.id.desc()).get().id).execute()


def _once_more() -> None:
    Message.update(seen_at=None).where(Message.id == 1).execute()
    database.execute_sql("INSERT INTO search_due (what, ref) VALUES ('pesan', 1)")


def _a_microsecond() -> None:
    row = Complaint.get_by_id(1)
    later = row.opened_at + timedelta(microseconds=1)
    Complaint.update(opened_at=later).where(Complaint.id == 1).execute()


def _rounded() -> None:
    ReportPhoto.update(latitude=-6.123457).where(ReportPhoto.id == 1).execute()


PLANTED = [
    (_changed, "message"),
    (_gone, "audit"),
    (_once_more, "search_due"),
    (_a_microsecond, "complaint"),
    (_rounded, "report_photo"),
]


@pytest.mark.parametrize(("plant", "table"), PLANTED, ids=[plant.__name__ for plant, _ in PLANTED])
def test_a_wrong_row_is_never_called_moved(
    begun: Settings, to: str, monkeypatch: pytest.MonkeyPatch, plant: Callable[[], None], table: str
) -> None:
    hold = ends.keys_hold

    def planted() -> None:
        plant()
        hold()

    with monkeypatch.context() as wrong, pytest.raises(NotMoved, match=f"^{table} is not the same"):
        wrong.setattr(move, "keys_hold", planted)
        moved(begun, to)
    with at(to), pytest.raises(SchemaHalfMoved):
        check_current()
    assert moved(begun, to).failures == []


def test_what_names_a_row_that_is_not_there_is_never_called_moved(
    begun: Settings, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = ends.put

    def without_complaints(target: Any, table: Any, rows: Any) -> None:
        put(target, table, [] if table is Complaint and list(rows) else rows)

    with monkeypatch.context() as wrong, pytest.raises(NotMoved, match=r"that is not there|takes no rows of"):
        wrong.setattr(move, "put", without_complaints)
        moved(begun, to)
    with at(to), pytest.raises(SchemaHalfMoved):
        check_current()


STAGES = ["make_tables", "put", "keys_hold", "tally_of", "watch_rows", "verify", "half_moved"]


@pytest.mark.parametrize("where", STAGES)
def test_killed_on_the_way_no_program_works_there_and_it_is_begun_anew(
    begun: Settings, to: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    before = everything(begun.database_url)

    def killed(*_: object) -> None:
        raise Killed

    times = iter(range(20))
    put = ends.put

    def killed_at_a_table(target: Any, table: Any, rows: Any) -> None:
        put(target, table, killed() if next(times) == 19 else rows)

    with monkeypatch.context() as broken, pytest.raises(Killed):
        if where == "half_moved":
            broken.setattr(move.half_moved, "unmark", killed)
        else:
            broken.setattr(move, where, killed_at_a_table if where == "put" else killed)
        moved(begun, to)
    there = settings_of(to, tmp_path)
    with at(to):
        for command in (check_current, migrate):
            with pytest.raises(SchemaHalfMoved, match="not all here"):
                command()
        if where != "make_tables":  # then there is nothing yet to be backed up
            back_up(tmp_path / "b.zip", there, NOW)  # what the command refuses to do
            with pytest.raises(SchemaHalfMoved, match="not all here"):
                restore(tmp_path / "b.zip", there, SOON, replace=True)
    assert everything(begun.database_url) == before
    assert moved(begun, to).failures == []
    after = everything(to)
    after["Audit"].pop()
    assert after == before


def test_what_verify_finds_on_both_is_told_and_on_the_new_one_alone_refused(
    begun: Settings, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"sqlite": ["I-9 lama"], "postgresql": ["I-9 lama", "I-3 baru"]}

    class Report:
        def __init__(self) -> None:
            kind = "sqlite" if type(database.obj).__name__ == "OfficeSqlite" else "postgresql"
            self.failures = said[kind]

    monkeypatch.setattr(move, "verify", lambda *_: Report())
    if to.startswith("sqlite"):
        assert moved(begun, to).failures == ["I-9 lama"]
        return
    with pytest.raises(NotMoved, match="not on the old one: I-3 baru"):
        moved(begun, to)
    said["postgresql"].pop()
    assert moved(begun, to).failures == ["I-9 lama"]
