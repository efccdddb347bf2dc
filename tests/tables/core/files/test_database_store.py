"""What is the database's own: transactions, connections, what stands in the rows, and how much is in memory."""

import errno
import threading
import tracemalloc
from collections.abc import Iterator

import pytest
from peewee import IntegrityError, InterfaceError, OperationalError

from models.tables.core.database import database
from models.tables.core.files import database_store
from models.tables.core.files.chunks import CHUNK, FileChunk, KeptFile
from models.tables.core.files.database_store import DatabaseStore, InTransaction
from models.tables.core.files.store import StillStored
from tests.tables.core.files.kinds import AFTER, Kind

pytestmark = pytest.mark.usefixtures("kept_in_database")
STORE = DatabaseStore()


def test_nothing_is_kept_or_removed_in_a_transaction_that_could_take_it_back() -> None:
    sha256 = STORE.keep(b"foto")
    with database.atomic():
        for act in (
            lambda: STORE.keep(b"lain"),
            lambda: STORE.keep_from([b"lain"]),
            lambda: STORE.keep_as("ab" * 32, [b"lain"]),
            lambda: STORE.remove(sha256, AFTER),
        ):
            with pytest.raises(InTransaction):
                act()
        assert STORE.read(sha256) == b"foto"
    assert list(STORE.names()) == [sha256]


def test_no_row_holds_what_a_file_says() -> None:
    STORE.keep(b"nomor paspor" * 1000)
    (row,) = FileChunk.select()
    assert b"nomor paspor" not in bytes(row.content)


def test_a_deleted_key_makes_what_is_left_of_the_chunks_unreadable() -> None:
    sha256 = STORE.keep(b"nomor paspor" * 1000)
    KeptFile.update(key=bytes(32)).where(KeptFile.sha256 == sha256).execute()
    assert not STORE.is_intact(sha256)


def test_any_thread_reads_and_none_is_left_connected(kept_in_database: Kind) -> None:
    sha256, found = STORE.keep(b"foto"), list[object]()

    def read() -> None:
        found.extend([STORE.read(sha256), STORE.has(sha256), STORE.size(sha256), list(STORE.names())])
        found.append(STORE.keep(b"lain") != sha256)
        found.append(database.is_closed())

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert found == [b"foto", True, 4, [sha256], True, True]
    assert not database.is_closed()


def test_all_names_come_however_many_are_asked_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_store, "_LISTED", 3)
    kept = sorted(STORE.keep(bytes([number])) for number in range(9))
    assert list(STORE.names()) == kept


def test_a_large_file_is_never_in_memory_whole() -> None:
    size, most = 96 * CHUNK, 40 * CHUNK

    def pieces() -> Iterator[bytes]:
        for number in range(size // 65536):
            yield bytes([number % 251]) * 65536

    tracemalloc.start()
    try:
        sha256 = STORE.keep_from(pieces())
        with STORE.open(sha256) as file:
            assert sum(len(piece) for piece in STORE.pieces(sha256)) == size == file.seek(0, 2)
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


def test_what_was_being_written_when_the_database_went_is_a_leftover(monkeypatch: pytest.MonkeyPatch) -> None:
    def pieces() -> Iterator[bytes]:
        yield bytes(CHUNK * 10)
        database.execute_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(Exception, match="terminat"):
        STORE.keep_from(pieces())
    database.close()
    database.connect()
    assert (list(STORE.names()), len(list(STORE.leftovers(AFTER)))) == ([], 1)
    assert STORE.clear_leftovers(AFTER) == 1
    assert (KeptFile.select().count(), FileChunk.select().count()) == (0, 0)


def test_a_second_making_ready_changes_nothing() -> None:
    sha256 = STORE.keep(b"foto")
    STORE.make_ready()
    assert STORE.read(sha256) == b"foto"
    (how,) = database.execute_sql(
        "SELECT attstorage FROM pg_attribute WHERE attrelid = 'file_chunk'::regclass AND attname = 'content'"
    ).fetchone()
    assert how in ("e", b"e")


def test_a_database_that_goes_while_a_file_is_read_is_trouble_of_the_database() -> None:
    pieces = STORE.pieces(STORE.keep(bytes(CHUNK * 3)))
    next(pieces)
    with pytest.raises(OperationalError):
        database.execute_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises((OperationalError, InterfaceError)):
        next(pieces)
    database.close()
    database.connect()


def _raising(event: str, table: str, state: str) -> None:
    database.execute_sql(
        "CREATE FUNCTION refusing() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '{state}'; END $$"
    )
    database.execute_sql(f"CREATE TRIGGER refusing BEFORE {event} ON {table} EXECUTE FUNCTION refusing()")


def test_a_full_disk_of_the_server_is_a_full_disk() -> None:
    _raising("INSERT", "file_chunk", "53100")
    for keep in (lambda: STORE.keep(b"foto"), lambda: STORE.keep_from([b"foto"])):
        with pytest.raises(OSError) as told:
            keep()
        assert told.value.errno == errno.ENOSPC
    assert list(STORE.names()) == []


def test_what_cannot_be_removed_now_is_still_stored() -> None:
    sha256 = STORE.keep(b"foto")
    _raising("DELETE", "kept_file", "55P03")
    with pytest.raises(StillStored) as told:
        STORE.remove(sha256, AFTER)
    assert (told.value.where, STORE.read(sha256)) == ("the database", b"foto")


def test_what_was_cleared_away_while_it_was_written_is_told_and_not_tried_for_ever() -> None:
    def slow() -> Iterator[bytes]:
        yield bytes(CHUNK * 9)  # the first of it has its row
        assert STORE.clear_leftovers(AFTER) == 1

    with pytest.raises(OSError, match="keep it again"):
        STORE.keep_from(slow())
    assert (list(STORE.names()), KeptFile.select().count()) == ([], 0)


def test_a_rule_of_the_tables_that_refuses_a_file_is_told_and_not_tried_for_ever() -> None:
    database.execute_sql("ALTER TABLE file_chunk ADD CHECK (number < 0)")
    with pytest.raises(IntegrityError):
        STORE.keep(b"foto")
