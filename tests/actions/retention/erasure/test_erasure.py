"""Orders to rewrite the file: only at night, told why not, repeated after a kill, never ended without evidence."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import peewee
import pytest

from models.actions.retention.erasure import postgres_file, sqlite_file
from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.actions.retention.erasure.erase import erase, erase_when_quiet
from models.actions.retention.erasure.told import elsewhere, erasing
from models.actions.search import indexing
from models.actions.upkeep.verify import erased
from models.actions.upkeep.verify.office import Office
from models.rules.core.moments import to_unix
from models.rules.retention.erasing import Why
from models.tables import (
    Audit,
    Complaint,
    DestructionItem,
    DestructionList,
    Erasure,
    OfficeSetting,
    RepeatedDestruction,
    SearchDue,
    Staff,
    database,
)
from models.tables.core.database import is_sqlite, sqlite_path
from models.tables.core.files.folder_store import FolderStore
from models.tables.retention import ledger
from models.tables.retention.ledger import Ledger, Line
from tests.office import NOW, new_complaint

NIGHT = NOW + timedelta(hours=14)
_sqlite: Any = vars(peewee)["sqlite3"]


def faults(folder: Path, now: Any = NIGHT) -> list[str]:
    office = Office(FolderStore(folder / "files"), folder / "attempts.log", now)
    return [*erased.orders(office), *erased.beside(office), *erased.returned_cases(office)]


def test_it_waits_for_the_night_and_an_order_not_begun_serves_twice(account: Any) -> None:
    ask_erasure(Why.PEMULIHAN, NOW)
    ask_erasure(Why.PEMULIHAN, NOW + timedelta(minutes=1))
    order = Erasure.get()
    assert (order.asked_at, order.planned_for) == (NOW + timedelta(minutes=1), NOW + timedelta(hours=9))
    assert (erase_when_quiet(NOW + timedelta(hours=1)), Erasure.get().tried_at) == (False, None)
    Erasure.update(planned_for=None).execute()
    erase_when_quiet(NOW + timedelta(hours=1))
    assert Erasure.get().planned_for is not None
    assert erase_when_quiet(NIGHT)
    assert (Erasure.get().ended_at, Erasure.get().rewritten_at) == (NIGHT, NIGHT)
    assert Audit.select().where(Audit.event == "hapus_di_berkas").count() == 1
    assert erase_when_quiet(NIGHT + timedelta(minutes=1))
    assert Audit.select().where(Audit.event == "hapus_di_berkas").count() == 1


def test_what_is_emptied_after_the_rewriting_began_has_an_order_of_its_own(account: Any) -> None:
    ask_erasure(Why.PEMULIHAN, NOW)
    file = sqlite_file if is_sqlite() else postgres_file
    with pytest.MonkeyPatch.context() as change:
        real: Callable[[], str] = file.rewrite

        def meanwhile() -> str:
            ask_erasure(Why.PEMULIHAN, NIGHT)
            return real()

        change.setattr(file, "rewrite", meanwhile)
        assert erase(NIGHT) == ""
    assert [row.ended_at for row in Erasure.select().order_by(Erasure.id)] == [NIGHT, None]


class PowerCut(BaseException):
    """The PC goes off."""


@pytest.mark.parametrize("step", ["rewrite", "settle"])
def test_killed_between_the_steps_it_goes_on(account: Any, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_erasure(Why.PEMUSNAHAN, NOW)
    file = sqlite_file if is_sqlite() else postgres_file

    def killed(*_values: object) -> str:
        raise PowerCut

    with monkeypatch.context() as power, pytest.raises(PowerCut):
        power.setattr(file, step, killed)
        erase(NIGHT)
    order = Erasure.get()
    assert (order.ended_at, order.rewritten_at) == (None, None if step == "rewrite" else NIGHT)
    if step == "settle":  # what was rewritten is not rewritten again
        monkeypatch.setattr(file, "rewrite", killed)
    assert erase(NIGHT + timedelta(minutes=1)) == ""
    assert Erasure.get().ended_at == NIGHT + timedelta(minutes=1)


def test_no_room_on_the_disk_is_said_and_nothing_is_called_done(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_erasure(Why.PEMUSNAHAN, NOW)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(total=1, free=1_000_000))
    assert "Ruang disk kurang" in erase(NIGHT)
    order = Erasure.get()
    assert ("ada 2 MB" in order.problem, order.rewritten_at, order.ended_at) == (True, None, None)
    monkeypatch.undo()
    assert erase(NIGHT) == ""
    assert Erasure.get().problem == ""


@pytest.mark.skipif(os.name != "posix", reason="elsewhere both ask the system")
def test_room_is_looked_for_where_sqlite_makes_its_copy(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real, asked = shutil.disk_usage, list[Path]()
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: asked.append(folder) or real(folder))
    for set_to, where in ((str(tmp_path), tmp_path), ("", Path("/var/tmp"))):  # noqa: S108
        monkeypatch.setenv("SQLITE_TMPDIR", set_to)
        monkeypatch.delenv("TMPDIR", raising=False)
        ask_erasure(Why.PEMULIHAN, NOW)
        assert (erase(NIGHT), asked.pop()) == ("", where)


def test_what_the_index_still_holds_is_taken_out_before(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    new_complaint(account)
    ask_erasure(Why.PEMUSNAHAN, NOW)
    assert SearchDue.select().count() > 0
    with monkeypatch.context() as busy:
        busy.setattr(indexing, "_alone", lambda: False)
        assert "Indeks" in erase(NIGHT)
    assert (Erasure.get().rewritten_at, SearchDue.select().count() > 0) == (None, True)
    file, left = sqlite_file if is_sqlite() else postgres_file, list[int]()
    real: Callable[[], str] = file.rewrite
    monkeypatch.setattr(file, "rewrite", lambda: left.append(SearchDue.select().count()) or real())
    assert (erase(NIGHT), left) == ("", [0])


def test_a_writer_or_a_reader_of_the_log_is_waited_for(sqlite_account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "_PATIENCE", 0.05)
    ask_erasure(Why.PEMUSNAHAN, NOW)
    other = _sqlite.connect(sqlite_path(), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    database.execute_sql("PRAGMA busy_timeout = 50")
    with pytest.raises(peewee.OperationalError):
        erase(NIGHT)  # nobody can write anything; the agent comes back
    other.execute("COMMIT")
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM staff").fetchone()
    assert "-wal masih dibaca" in erase(NIGHT)
    assert (Erasure.get().rewritten_at, Erasure.get().ended_at) == (NIGHT, None)
    other.close()
    assert erase(NIGHT) == ""
    database.execute_sql("PRAGMA busy_timeout = 10000")


def test_verify_finds_what_is_said_and_is_not_so(sqlite_account: Any, tmp_path: Path) -> None:
    case = new_complaint(sqlite_account)
    maker = Staff.select().first()
    made = DestructionList.create(made_by=maker, made_at=NOW, approved_by=maker, approved_at=NOW, carried_out_at=NOW)
    DestructionItem.create(list=made, complaint=case.id, number=case.number, reason="x", destroyed_at=NOW)
    assert faults(tmp_path) == [f"{case.number} was emptied, but nothing orders the file to be rewritten."]
    ask_erasure(Why.PEMUSNAHAN, NOW, made.id)
    assert faults(tmp_path) == []
    assert "has waited since 2026-11-25" in faults(tmp_path, NOW + timedelta(days=8))[0]
    Erasure.update(ended_at=NIGHT).execute()
    assert "the file was not rewritten since" in faults(tmp_path)[0]
    Erasure.update(rewritten_at=NIGHT).execute()
    assert faults(tmp_path) == []
    line = Line(case.number, case.public_id, "2026-11-24T02:00:00+00:00")
    ledger.write(tmp_path / ledger.NAME, Ledger("2026", frozenset({line})))
    assert "its contents are back" in faults(tmp_path)[0]
    ledger.write(tmp_path / ledger.NAME, Ledger("2026", frozenset({Line(case.number, "another", "2026")})))
    assert faults(tmp_path) == []  # a number given anew is another case
    Complaint.update(destroyed_at=NOW - timedelta(days=1)).where(Complaint.id == case.id).execute()
    (tmp_path / "berkas-perkara").mkdir()
    (tmp_path / "berkas-perkara" / f"{case.public_id}-ab.zip").write_bytes(b"x")
    assert "the dossier of a destroyed case" in faults(tmp_path)[0]
    assert RepeatedDestruction.select().count() == 0


def test_the_record_names_backups_copies_and_what_a_server_keeps(account: Any, tmp_path: Path) -> None:
    maker = Staff.select().first()
    made = DestructionList.create(made_by=maker, made_at=NOW, approved_by=maker, approved_at=NOW, carried_out_at=NOW)
    assert erasing([made]) == {}
    ask_erasure(Why.PEMUSNAHAN, NOW, made.id)
    assert erasing([made])[made.id].ended_at is None
    said = elsewhere(made, tmp_path, NOW)
    assert said[0] == "Cadangan: tidak ada yang tercatat dibuat sebelum pemusnahan."
    assert [line for line in said if "WAL" in line and "belum ditulis ulang" in line] == (
        [] if is_sqlite() else said[1:2]
    )
    from models.actions.upkeep.backup.back_up import BackupMade
    from models.actions.upkeep.last_backup import note_backup, note_restored

    note_backup(BackupMade(tmp_path / "a", 1, 1, "a" * 64, []), FolderStore(tmp_path), NOW - timedelta(days=2))
    note_backup(BackupMade(tmp_path / "b", 1, 1, "b" * 64, []), FolderStore(tmp_path), NOW + timedelta(days=2))
    (tmp_path / "lama.zip").write_bytes(b"x")
    note_restored(tmp_path / "lama.zip", NOW - timedelta(days=3), 1, 0)  # which its own trail cannot tell of
    (tmp_path / ".restore-abcdefgh").mkdir()
    os.utime(tmp_path / ".restore-abcdefgh", (to_unix(NOW),) * 2)
    assert ".restore-abcdefgh" in elsewhere(made, tmp_path, NOW)[1]
    assert "2 tercatat" in elsewhere(made, tmp_path, NOW)[0] and "belum diisi" in elsewhere(made, tmp_path, NOW)[0]
    OfficeSetting.update(value="30").where(OfficeSetting.key == "cadangan_hari").execute()
    assert "paling lambat 23-12-2026" in elsewhere(made, tmp_path, NOW)[0]
    assert erase(NIGHT) == ""
    assert erasing([made])[made.id].ended_at == NIGHT
    after = elsewhere(made, tmp_path, NOW)
    assert is_sqlite() or "segmen" in after[2] or "sudah tidak ada" in after[2]


def test_what_was_freed_before_anything_was_overwritten_goes_with_the_rewriting(sqlite_account: Any) -> None:
    older = _sqlite.connect(sqlite_path(), isolation_level=None)
    for sql in (
        *("PRAGMA secure_delete = 0", "CREATE TABLE lama (kata TEXT)"),
        *("INSERT INTO lama VALUES ('zamrudkhatulistiwa')", "DROP TABLE lama", "PRAGMA wal_checkpoint(TRUNCATE)"),
    ):
        older.execute(sql).fetchall()
    older.close()
    assert b"zamrudkhatulistiwa" in sqlite_path().read_bytes()
    ask_erasure(Why.PEMUSNAHAN, NOW)
    assert erase(NIGHT) == ""
    assert b"zamrudkhatulistiwa" not in sqlite_path().read_bytes()


def test_the_copy_needs_room_twice_beside_the_file_and_is_made_on_the_disk(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    class Watched(_sqlite.Connection):  # type: ignore[misc]
        def execute(self, sql: str, *values: Any) -> Any:
            if sql == "VACUUM":
                seen.append(super().execute("PRAGMA temp_store").fetchone()[0])
            return super().execute(sql, *values)

    ask_erasure(Why.PEMUSNAHAN, NOW)
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    free = sqlite_path().stat().st_size * 3 // 2 + 10_000_000
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(total=1, free=free))
        assert "Ruang disk kurang" in erase(NIGHT)
    real = _sqlite.connect
    monkeypatch.setattr(_sqlite, "connect", lambda *path, **how: real(*path, **how, factory=Watched))
    assert (erase(NIGHT), seen) == ("", [1])  # 1: a file, not memory


def test_a_list_stands_as_far_as_its_last_open_order_and_an_older_version_s_order_counts_for_those_before(
    account: Any, tmp_path: Path
) -> None:
    maker = Staff.select().first()
    made = DestructionList.create(made_by=maker, made_at=NOW, approved_by=maker, approved_at=NOW, carried_out_at=NOW)
    Erasure.create(why=str(Why.VERSI_LAMA), asked_at=NOW - timedelta(days=1), ended_at=NOW)
    assert erasing([made]) == {}  # that one was before it
    Erasure.create(why=str(Why.VERSI_LAMA), asked_at=NOW + timedelta(days=1), ended_at=NIGHT)
    assert erasing([made])[made.id].ended_at == NIGHT
    Erasure.create(list=made, why=str(Why.PEMUSNAHAN), asked_at=NOW, ended_at=NOW)
    assert erasing([made])[made.id].ended_at == NOW
    Erasure.create(list=made, why=str(Why.PEMUSNAHAN), asked_at=NOW, planned_for=NIGHT)
    assert (erasing([made])[made.id].ended_at, erasing([made])[made.id].planned_for) == (None, NIGHT)
    (tmp_path / ".restore-sesudah").mkdir()
    os.utime(tmp_path / ".restore-sesudah", (to_unix(NOW + timedelta(hours=1)),) * 2)
    assert not [line for line in elsewhere(made, tmp_path, NOW) if ".restore-sesudah" in line]
