"""What an error tells of database or disk, in the words of each library; of anything else it tells nothing."""

import errno
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import peewee
import psycopg
import pytest

from models.rules.upkeep.conditions.row import Sign
from models.tables import database
from models.tables.core.database import OfficeSqlite
from models.tables.core.trouble import _sqlite, trouble_of

_SERVER = 'connection failed: connection to server at "127.0.0.1", port 5432 failed:'


@pytest.mark.parametrize(
    ("problem", "sign"),
    [
        (peewee.DatabaseError("database disk image is malformed"), Sign.DAMAGED),
        (_sqlite.DatabaseError("file is not a database"), Sign.DAMAGED),
        (peewee.DatabaseError("malformed database schema (x)"), Sign.DAMAGED),
        (peewee.OperationalError("malformed JSON"), None),
        (peewee.DataError('malformed array literal: "x"'), None),
        (peewee.OperationalError("disk I/O error"), Sign.DISK_ERRORS),
        (peewee.OperationalError("database or disk is full"), Sign.DISK_FULL),
        (peewee.OperationalError("database is locked"), Sign.LOCKED),
        (peewee.OperationalError("canceling statement due to lock timeout"), Sign.LOCKED),
        (peewee.OperationalError("deadlock detected\nDETAIL:  Process 8713 waits for …"), Sign.LOCKED),
        (peewee.OperationalError("attempt to write a readonly database"), Sign.UNWRITABLE),
        (peewee.OperationalError("cannot execute UPDATE in a read-only transaction"), Sign.ONLY_READ),
        (peewee.OperationalError(f"{_SERVER} FATAL:  sorry, too many clients already"), Sign.CROWDED),
        (peewee.OperationalError(f'{_SERVER} FATAL:  too many connections for role "a"'), Sign.CROWDED),
        (peewee.OperationalError(f"{_SERVER} FATAL:  remaining connection slots are reserved"), Sign.CROWDED),
        (peewee.OperationalError(f"{_SERVER} FATAL:  password authentication failed"), Sign.NOT_ADMITTED),
        (peewee.OperationalError(f"{_SERVER} Connection refused"), Sign.UNREACHABLE),
        (peewee.OperationalError("server closed the connection unexpectedly"), Sign.UNREACHABLE),
        (peewee.InterfaceError("connection already closed"), Sign.UNREACHABLE),
        (OSError(errno.ENOSPC, "No space left on device"), Sign.DISK_FULL),
        (OSError(errno.EROFS, "Read-only file system"), Sign.UNWRITABLE),
        (FileNotFoundError(errno.ENOENT, "none"), None),
        (peewee.IntegrityError("UNIQUE constraint failed"), None),
        (peewee.OperationalError("no such table: x"), None),
        (ValueError("database disk image is malformed"), None),
    ],
)
def test_an_error_is_of_one_trouble_or_of_none(problem: Exception, sign: Sign | None) -> None:
    assert trouble_of(problem) is sign


@pytest.mark.parametrize("depth", [1, 2])
def test_a_full_disk_is_known_though_its_transaction_can_no_longer_be_rolled_back(tmp_path: Path, depth: int) -> None:
    own = OfficeSqlite(str(tmp_path / "own.db"))
    own.execute_sql("CREATE TABLE kept (words TEXT)")
    own.execute_sql("PRAGMA max_page_count = 5")

    def write(left: int) -> None:
        with own.atomic():
            if left:
                write(left - 1)
            own.execute_sql("INSERT INTO kept VALUES (?)", ("x" * 100_000,))

    with pytest.raises(peewee.OperationalError) as met:
        write(depth - 1)
    own.close_all()
    assert "full" not in str(met.value)  # SQLite ended it by itself, and to end it again hides why
    assert trouble_of(met.value) is Sign.DISK_FULL


def test_a_deadlock_with_another_program_is_a_locked_database(account: object, database_url: str) -> None:
    if not database_url.startswith("postgresql"):
        pytest.skip("SQLite has one writer, so that none waits for two")
    lock, waits = "LOCK TABLE {} IN EXCLUSIVE MODE", "SELECT COUNT(*) FROM pg_locks WHERE NOT granted"
    with closing(psycopg.connect(database_url, autocommit=True)) as other, ThreadPoolExecutor(1) as beside:
        other.execute("SET deadlock_timeout = '1min'")  # we are told, not he
        other.execute("BEGIN")
        other.execute(lock.format("message"))
        with pytest.raises(peewee.OperationalError) as met, database.atomic():
            database.execute_sql("SET LOCAL deadlock_timeout = '10ms'")
            database.execute_sql(lock.format("staff"))
            waiting = beside.submit(other.execute, lock.format("staff"))
            while not database.execute_sql(waits).fetchone()[0]:
                assert not waiting.done()
            database.execute_sql(lock.format("message"))
        waiting.result(60)
        other.execute("ROLLBACK")
    assert trouble_of(met.value) is Sign.LOCKED
