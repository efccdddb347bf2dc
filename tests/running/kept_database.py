"""One database of PostgreSQL for office after office: what was written is taken out again.

A copy, its removal and a first connection to it cost the server 45 ms, taking out what a test wrote costs 5. Where
the schema was changed, or anything fails, the next office gets a copy as before.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from models.tables.core.database import database, open_database
from tests.postgres import make_database

NAME = "aduan_office"  # of the database that is kept; every other one is dropped by whoever made it
_OFTEN = 60  # offices to one copy: rows that were taken out still lie in its files
_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
# Of each table how many rows, and which transaction wrote the latest: every insert, update and delete changes one.
_COUNTED = "count(*), max(xmin::text::bigint)"
# The same of what describes the tables; rows below 16384 are PostgreSQL's own.
_SCHEMA = " UNION ALL ".join(
    f"SELECT '{table}', {_COUNTED} FROM {table} WHERE {key} >= 16384"  # noqa: S608
    for table, key in (
        *((name, "oid") for name in ("pg_class", "pg_attrdef", "pg_constraint", "pg_proc", "pg_trigger", "pg_type")),
        *(("pg_namespace", "oid"), ("pg_rewrite", "oid"), ("pg_extension", "oid"), ("pg_statistic", "starelid")),
        *(("pg_attribute", "attrelid"), ("pg_index", "indexrelid"), ("pg_description", "objoid")),
    )
)
# What the office's connection was set to is forgotten, and whoever else is connected is sent away.
_ALONE = """RESET ALL; SELECT pg_advisory_unlock_all(); UNLISTEN *; DISCARD TEMP;
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), {})"""
# Of a connection that writes without triggers and in any order of tables; setting that makes all plans anew.
_PLAIN = "-c session_replication_role=replica -c lock_timeout=10s"
_SEQUENCES = "SELECT quote_ident(sequencename), last_value, start_value FROM pg_sequences"
Rows = dict[str, tuple[Any, ...]]


@dataclass
class _Kept:
    """The database as its template was, and the office's pool, of which one connection stays open."""

    template: str
    pool: Any
    writer: Any
    counting: str = ""
    rows: dict[str, bytes] = field(default_factory=dict)  # as COPY writes them
    counts: Rows = field(default_factory=dict)
    schema: Rows = field(default_factory=dict)
    sequences: Rows = field(default_factory=dict)
    times: int = 0

    def look(self) -> None:
        """Remember what a fresh copy holds."""
        tables = [name for (name,) in self._asked(_TABLES)]
        self.counting = " UNION ALL ".join(f"SELECT '{name}', {_COUNTED} FROM \"{name}\"" for name in tables)  # noqa: S608
        for name in tables:
            with self.writer.cursor().copy(f'COPY "{name}" TO STDOUT') as written:
                self.rows[name] = b"".join(bytes(part) for part in written)
        self.counts, self.schema = self._found(self.counting), self._found(_SCHEMA)
        self.sequences = self._found(_SEQUENCES)

    def put_back(self) -> bool:
        """Take out what was written; return whether all is as it was."""
        self.pool.connection().execute(_ALONE.format(self.writer.info.backend_pid), prepare=False)
        if self._found(_SCHEMA) != self.schema:
            return False
        counts = self._found(self.counting)
        self._empty_and_fill([name for name, count in counts.items() if count != self.counts[name]])
        for name, (last, start) in self._found(_SEQUENCES).items():
            before = self.sequences[name][0]
            if last != before:
                self.writer.execute("SELECT setval(%s, %s, %s)", (name, before or start, before is not None))
        return True

    def _empty_and_fill(self, names: list[str]) -> None:
        with self.writer.transaction():
            for name in names:
                self.writer.execute(f'DELETE FROM "{name}"')  # noqa: S608
                if self.rows[name]:
                    with self.writer.cursor().copy(f'COPY "{name}" FROM STDIN') as reading:
                        reading.write(self.rows[name])
        if any(self.rows[name] for name in names):
            self.counts = self._found(self.counting)

    def _found(self, question: str) -> Rows:
        return {name: tuple(values) for name, *values in self._asked(question)}

    def _asked(self, question: str) -> list[Any]:
        return list(self.pool.connection().execute(question, prepare=True).fetchall())


_kept: dict[str, _Kept] = {}  # by the database's address


def open_office(server: str, name: str, template: str) -> None:
    """Open a database that holds what the template does: the kept one, where it can be made so, or a copy."""
    import psycopg

    url = f"{server}/{name}"
    if name == NAME and _is_put_back(url, template):
        return
    open_database(make_database(server, name, template))
    if name == NAME:
        kept = _Kept(template, database.obj, psycopg.connect(url, autocommit=True, options=_PLAIN))
        with kept.pool.connection_context():
            kept.look()
        _kept[url] = kept


def _is_put_back(url: str, template: str) -> bool:
    import psycopg

    kept = _kept.pop(url, None)
    if kept is None:
        return False
    kept.times += 1
    with suppress(psycopg.Error):
        if kept.template == template and kept.times < _OFTEN:
            with kept.pool.connection_context():
                done = kept.put_back()
            if done:
                database.initialize(kept.pool)
                _kept[url] = kept
                return True
    kept.pool.close_all()
    kept.writer.close()
    return False


def close_office() -> None:
    """Close the office's connections, but one to a database that is kept."""
    pool = database.obj
    if not any(kept.pool is pool for kept in _kept.values()):
        pool.close_all()
        return
    pool.connect(reuse_if_open=True)
    pool.close_idle()  # every other
    pool.close()
