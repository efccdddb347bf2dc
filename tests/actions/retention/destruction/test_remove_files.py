"""An order to remove a file stands until the store says it is gone; what the database held is rewritten after."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.retention.destruction.remove_files import remove_files
from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.actions.retention.erasure.erase import erase
from models.rules.retention.erasing import Why
from models.tables import Erasure, FileChunk, FileRemoval, KeptFile, database
from models.tables.core.files.database_store import DatabaseStore
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.files.store import StillStored
from tests.office import office

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


def test_a_file_laid_aside_orders_no_rewriting(on_postgres: DatabaseStore) -> None:
    order(on_postgres.keep(b"draf"), destroyed=False)
    assert remove_files(on_postgres, LATER) == 1
    assert Erasure.select().count() == 0


def _file(table: str) -> int:
    return int(database.execute_sql("SELECT pg_relation_filenode(%s::regclass)", (table,)).fetchone()[0])
