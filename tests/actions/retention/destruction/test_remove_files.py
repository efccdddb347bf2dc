"""An order to remove a file stands until the store says it is gone; what the database held is rewritten after."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from peewee import OperationalError

from models.actions.retention.destruction.remove_files import remove_files
from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.actions.retention.erasure.erase import erase
from models.actions.retention.erasure.told import elsewhere, erasing
from models.actions.upkeep.file_places import note_place
from models.actions.upkeep.verify.files import removals
from models.actions.upkeep.verify.office import Office
from models.rules.retention.erasing import Why
from models.rules.staff.roles import Role
from models.tables import (
    DestructionItem,
    DestructionList,
    Erasure,
    FileChunk,
    FilePlace,
    FileRemoval,
    KeptFile,
    database,
)
from models.tables.core.files.database_store import DatabaseStore
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.files.places import this_machine
from models.tables.core.files.store import StillStored
from models.tables.core.settings import load_settings
from models.tables.retention.removals import order_removal
from tests.office import actor, office

# Stores stamp by the clock of PC and server, so this is told by it too.
ASKED = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
SOON, LATER = ASKED + timedelta(minutes=5), ASKED + timedelta(hours=3)


@pytest.fixture
def on_postgres(postgres: str) -> Iterator[DatabaseStore]:
    """An office that keeps its files in the database."""
    with office(f"{postgres}/removed_files"):
        yield DatabaseStore()


def order(sha256: str, destroyed: bool) -> None:
    with database.atomic():
        FileRemoval.create(sha256=sha256, asked_at=ASKED)
        if destroyed:
            ask_erasure(Why.PEMUSNAHAN, ASKED)


def test_an_order_stands_while_the_store_still_has_the_file(
    sqlite_account: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path / "files")
    order(store.keep(b"foto"), destroyed=True)

    def in_use(self: FolderStore, sha256: str, untouched_since: datetime) -> bool:
        raise StillStored(str(self.path_of(sha256)))

    with monkeypatch.context() as held:
        held.setattr(FolderStore, "remove", in_use)
        assert (remove_files(store, LATER), FileRemoval.select().count()) == (0, 1)
    assert (remove_files(store, SOON), FileRemoval.select().count()) == (0, 1)  # touched lately
    assert (remove_files(store, LATER), FileRemoval.select().count()) == (1, 0)
    assert list(store.names()) == []


def test_a_destroyed_file_of_the_database_is_gone_and_its_key_rewritten_once_more(on_postgres: DatabaseStore) -> None:
    sha256 = on_postgres.keep(b"paspor" * 100_000)
    order(sha256, destroyed=True)
    assert erase(ASKED) == ""  # the night came before the agent
    assert remove_files(on_postgres, SOON) == 0
    assert remove_files(on_postgres, LATER) == 1
    assert (KeptFile.select().count(), FileChunk.select().count(), FileRemoval.select().count()) == (0, 0, 0)
    assert [row.asked_at for row in Erasure.select().where(Erasure.ended_at.is_null())] == [LATER]
    before = _file("kept_file"), _file("file_chunk")
    assert erase(LATER) == ""
    assert (_file("kept_file") != before[0], _file("file_chunk")) == (True, before[1])


@pytest.mark.parametrize("cut_off", ["before", "after"])
def test_keys_are_rewritten_also_where_a_run_was_cut_off(
    on_postgres: DatabaseStore, monkeypatch: pytest.MonkeyPatch, cut_off: str
) -> None:
    removed, first, second = DatabaseStore.remove, on_postgres.keep(b"paspor"), on_postgres.keep(b"visa")
    for sha256 in (first, second):
        order(sha256, destroyed=True)
    erase(ASKED)

    def breaking(self: DatabaseStore, sha256: str, untouched_since: datetime) -> bool | None:
        done = removed(self, sha256, untouched_since) if cut_off == "after" or sha256 == first else None
        if sha256 == second:
            raise OperationalError("the server is gone")
        return done

    with monkeypatch.context() as held, pytest.raises(OperationalError):
        held.setattr(DatabaseStore, "remove", breaking)
        remove_files(on_postgres, LATER)
    assert Erasure.select().where(Erasure.ended_at.is_null()).count() == 1  # for the first
    assert erase(LATER) == ""
    remove_files(on_postgres, LATER)
    assert Erasure.select().where(Erasure.ended_at.is_null()).count() == 1  # for the second
    assert FileRemoval.select().count() == 0


def test_the_list_of_a_file_says_that_its_keys_are_yet_to_be_rewritten(on_postgres: DatabaseStore) -> None:
    row = DestructionList.create(made_by=actor(Role.KASUBSI_INFOKIM).staff_id, made_at=ASKED, carried_out_at=ASKED)
    DestructionItem.create(list=row, complaint=1, number="1", reason="x", destroyed_at=ASKED)
    ask_erasure(Why.PEMUSNAHAN, ASKED, row.id)
    order(on_postgres.keep(b"paspor"), destroyed=False)
    assert erase(ASKED) == "" and erasing([row])[row.id].ended_at == ASKED
    remove_files(on_postgres, LATER)
    assert erasing([row])[row.id].ended_at is None
    assert erase(LATER) == "" and erasing([row])[row.id].ended_at == LATER


def test_a_file_laid_aside_orders_no_rewriting(on_postgres: DatabaseStore) -> None:
    order(on_postgres.keep(b"draf"), destroyed=False)
    assert remove_files(on_postgres, LATER) == 1
    assert Erasure.select().count() == 0


def _file(table: str) -> int:
    return int(database.execute_sql("SELECT pg_relation_filenode(%s::regclass)", (table,)).fetchone()[0])


def test_an_order_stands_until_every_machine_that_keeps_files_said_that_it_is_gone(
    on_postgres: DatabaseStore, tmp_path: Path
) -> None:
    here, there = FolderStore(tmp_path / "here"), FolderStore(tmp_path / "there")
    sha256 = there.keep(b"paspor")  # as on the gateway, which the back office never saw
    FilePlace.create(host="gateway", path=str(there.root), seen_at=ASKED)
    FilePlace.create(host=this_machine(), path=str(here.root), seen_at=ASKED)
    order(sha256, destroyed=True)
    assert (remove_files(here, LATER), FileRemoval.select().count()) == (0, 1)
    (told,) = [line for line in elsewhere(DestructionList(carried_out_at=ASKED), tmp_path, LATER) if "Berkas" in line]
    assert "1 berkas belum dipastikan hilang" in told and f"{there.root} di komputer gateway" in told
    office_of = Office(here, tmp_path / "attempts.log", LATER + timedelta(days=8))
    (failure,) = removals(office_of)
    assert sha256 in failure and failure.endswith(f"gone from {there.root} on gateway.")
    FilePlace.update(host=this_machine()).where(FilePlace.path == str(there.root)).execute()  # now it is its turn
    assert (remove_files(there, LATER), FileRemoval.select().count(), list(there.names())) == (1, 0, [])
    assert list(removals(office_of)) == []


def test_what_is_not_in_a_folder_that_is_not_mounted_is_not_gone(sqlite_account: Any, tmp_path: Path) -> None:
    settings = load_settings({"ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "none.toml")
    note_place(settings, ASKED)
    sha256 = settings.files.keep(b"paspor")
    order(sha256, destroyed=True)
    settings.files_dir.rename(tmp_path / "unmounted")
    settings.files.make_ready()
    assert (remove_files(settings.files, LATER), FileRemoval.select().count()) == (0, 1)
    settings.files_dir.rmdir()
    (tmp_path / "unmounted").rename(settings.files_dir)
    assert (remove_files(settings.files, LATER), FileRemoval.select().count()) == (1, 0)
    assert list(settings.files.names()) == []


def test_a_folder_not_yet_moved_keeps_the_order_of_a_file_gone_from_the_database(
    on_postgres: DatabaseStore, tmp_path: Path
) -> None:
    left = FilePlace.create(host="gateway", path="/srv/files", seen_at=ASKED)
    order(on_postgres.keep(b"paspor"), destroyed=True)
    assert (remove_files(on_postgres, LATER), FileRemoval.select().count()) == (1, 1)
    FilePlace.delete().where(FilePlace.id == left.id).execute()  # its files were moved
    assert (remove_files(on_postgres, LATER), FileRemoval.select().count()) == (0, 0)


def test_an_order_given_anew_while_it_is_ended_stands_and_waits_for_all_again(
    on_postgres: DatabaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = on_postgres.keep(b"paspor")
    order(sha256, destroyed=False)
    FileRemoval.update(gone_from="1").execute()

    def destroyed_meanwhile(named: str) -> bool:
        order_removal([named], LATER)
        return True

    monkeypatch.setattr("models.actions.retention.destruction.remove_files.is_named", destroyed_meanwhile)
    remove_files(on_postgres, LATER)
    (row,) = FileRemoval.select()
    assert (row.sha256, row.asked_at, row.gone_from) == (sha256, LATER, "")
