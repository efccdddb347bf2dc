"""Reads the database past the program's own code (plain SQL, a connection of its own), and attempts.log beside it."""

import json
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg
import pysqlite3

from tests.soak.judge.snapshot import Answer, Office, OpenWrite, Stored

_STORED = """SELECT a.kind, m.external_id, m.direction, m.origin, m.text
FROM message m JOIN channel_account a ON a.id = m.account_id"""
_ANSWERS = """SELECT o.reply_key, a.kind, o.account_id, o.thread_id, o.id, o.text, o.state, o.attempts, o.external_id
FROM outbox o JOIN channel_account a ON a.id = o.account_id ORDER BY o.id"""
_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    " AND sql NOT LIKE '%VIRTUAL%'",
    "postgresql": "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
}
# Only who has written or locked a row has a number (backend_xid). Who waits for the disk keeps nothing open.
_OPEN_WRITES = """SELECT EXTRACT(EPOCH FROM clock_timestamp() - xact_start), concat_ws(', ', application_name, state,
wait_event_type, wait_event, left(query, 160)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL
AND NOT (state = 'active' AND (wait_event_type = 'IO' OR wait_event IN ('WALWrite', 'WALInsert', 'SyncRep')))
ORDER BY xact_start NULLS LAST LIMIT 1"""
# Whatever a reading may fail with while the database is hit.
TROUBLE = (pysqlite3.Error, psycopg.Error, OSError)


class Reader:
    """The judge's own eyes on the database."""

    def __init__(self, url: str, patience: float = 60.0) -> None:
        self.url, self.kind, self._patience = url, url.partition(":")[0], patience
        self.path = Path(url.removeprefix("sqlite:///"))

    def connect(self, writes: bool = False) -> Any:
        """Return a new connection; one that only reads cannot change anything."""
        if self.kind == "postgresql":
            return psycopg.connect(self.url, autocommit=True, connect_timeout=10)
        mode = "rw" if writes else "ro"
        return pysqlite3.connect(
            f"file:{self.path}?mode={mode}", uri=True, isolation_level=None, timeout=self._patience
        )

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of one question. Raises one of TROUBLE."""
        with closing(self.connect()) as connection:
            if self.kind == "postgresql":
                return list(connection.execute(query.replace("?", "%s"), values or None).fetchall())
            return list(connection.execute(query, values).fetchall())

    def office(self) -> Office:
        """Return what is in the database now, all of one moment. Raises one of TROUBLE."""
        with closing(self.connect()) as one:
            begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if self.kind == "postgresql" else "BEGIN"
            one.execute(begin)
            stored = tuple(Stored(*row) for row in one.execute(_STORED).fetchall())
            answers = tuple(Answer(*row[:-1], row[-1] or "") for row in one.execute(_ANSWERS).fetchall())
            channels = dict(one.execute("SELECT id, state FROM channel_account WHERE enabled").fetchall())
            bad = "SELECT account_id, COUNT(*) FROM quarantine WHERE settled_at IS NULL GROUP BY account_id"
            unreadable = dict(one.execute(bad).fetchall())
            waiting = one.execute("SELECT COUNT(*) FROM attachment WHERE state = 'menunggu'").fetchone()[0]
            audits = one.execute("SELECT COUNT(*) FROM audit").fetchone()[0]
            one.execute("ROLLBACK")
        return Office(stored, answers, channels, unreadable, waiting, audits)

    def tables(self) -> dict[str, float]:
        """Return how many rows every table has. Raises one of TROUBLE."""
        names = [name for (name,) in self.rows(_TABLES[self.kind])]
        with closing(self.connect()) as one:
            counted = {name: one.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
        return {name: float(count) for name, count in counted.items()}

    def size(self) -> dict[str, float]:
        """Return the bytes of the database and of its write-ahead log. Raises one of TROUBLE."""
        if self.kind == "postgresql":
            ((size, wal),) = self.rows(
                "SELECT pg_database_size(current_database()), (SELECT COALESCE(SUM(size), 0) FROM pg_ls_waldir())"
            )
            return {"database": float(size), "server's write-ahead log": float(wal)}
        wal = self.path.with_name(self.path.name + "-wal")
        return {"database": float(self.path.stat().st_size), "write-ahead log": _size(wal)}

    def open_write(self) -> OpenWrite:
        """Return the writing transaction that is open longest, or one of no seconds. Raises one of TROUBLE.

        SQLite does not tell: there it is how long one more must wait. PostgreSQL knows every transaction, whatever
        table it writes, and lets others pass.
        """
        if self.kind == "postgresql":
            return next((OpenWrite(float(seconds), words) for seconds, words in self.rows(_OPEN_WRITES)), OpenWrite())
        began = time.monotonic()
        with closing(self.connect(writes=True)) as one:
            one.execute("BEGIN IMMEDIATE")
            waited = time.monotonic() - began
            one.execute("ROLLBACK")
        return OpenWrite(waited)


def _size(path: Path) -> float:
    with suppress(OSError):
        return float(path.stat().st_size)
    return 0.0


def tried(log: Path) -> frozenset[str]:
    """Return the keys of all answers that attempts.log knows, its older parts too."""
    keys = set()
    for path in log.parent.glob("attempts*"):
        with suppress(OSError):
            for line in path.read_text("utf-8", "replace").splitlines():
                with suppress(ValueError, TypeError):
                    keys.add(str(json.loads(line)["reply_key"]))
    return frozenset(keys)
