"""An office moved there and back is the same office; a row that is not the same, or a kill, is never called moved."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.last_backup import newest_backups, note_backup
from models.actions.upkeep.move_database import ends, move
from models.actions.upkeep.move_database.ends import NotMoved
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.search.searching import Found, Wanted
from models.tables import (
    Attachment,
    Audit,
    BackupCopy,
    ChannelAccount,
    Complaint,
    Contact,
    Holiday,
    Message,
    ReportPhoto,
    SearchDue,
    WorkingBlock,
    database,
)
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


def test_every_row_is_the_same_there_and_the_office_works_on(here: Settings, to: str) -> None:
    before = everything(here.database_url)
    done = moved(here, to)
    assert (done.failures, done.altered, done.indexed) == ([], [], True)
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


def test_values_at_the_edge_of_their_columns_and_ids_after_gaps_arrive(begun: Settings, to: str) -> None:
    with at(begun.database_url):
        BackupCopy.create(made_at=NOW, path="a", size=1 << 40, sha256="a" * 64, files=0, lacking=0)
        Holiday.create(day=date(1, 1, 1), name="\\N\t\n'\" 漢 🙂")
        Holiday.create(day=date(9999, 12, 31), name="")
        for ends_at in (time(0, 0), time(23, 59, 59, 999999)):
            WorkingBlock.create(weekday=0, starts=time(0, 0), ends=ends_at)
        Contact.insert(id=70_000, name="sesudah sela", created_at=datetime(1, 1, 1, 0, 0, 0, 1)).execute()
    before = everything(begun.database_url)
    moved(begun, to)
    after = everything(to)
    after["Audit"].pop()
    assert after == before
    with at(to):
        assert Contact.create(name="berikutnya", created_at=NOW).id == 70_001


def test_what_verify_finds_on_both_is_told_and_stops_no_move(begun: Settings, to: str, tmp_path: Path) -> None:
    with at(begun.database_url):
        mine = Attachment.create(public_id="0", message=1, sha256="f" * 64, state="tersimpan")
        for place in range(1, 26):  # by hash in another order than by id, and more than verify shows
            told = {"message": 1, "position": place, "state": "tersimpan"}
            Attachment.create(public_id=f"{place}", sha256=f"{90 - place}" * 32, **told)
        Attachment.create(public_id="twice", message=2, sha256="f" * 64, state="tersimpan")
    (tmp_path / "data" / "files").mkdir(parents=True, exist_ok=True)
    done = moved(begun, to)
    assert any(line.endswith("… and 6 more.") for line in done.failures)
    assert any(f"attachment {mine.id}: " in line for line in done.failures)
    with at(to):
        check_current()


def test_what_verify_finds_on_the_new_one_alone_is_refused(
    begun: Settings, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as wrong, pytest.raises(NotMoved, match=r"not on the old one: FIND.*or drop it"):
        wrong.setattr(move, "watch_rows", lambda: None)
        moved(begun, to)
    with at(to), pytest.raises(SchemaHalfMoved):
        check_current()
    assert moved(begun, to).failures == []


def test_a_backup_of_the_old_kind_is_no_backup_any_more(begun: Settings, to: str, tmp_path: Path) -> None:
    with at(begun.database_url):
        note_backup(back_up(tmp_path / "b.zip", begun, NOW), begun.files, NOW)
        assert len(newest_backups()) == 1
    moved(begun, to)
    with at(to):
        assert newest_backups() == []
