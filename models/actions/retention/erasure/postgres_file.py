"""Rewrites the tables of PostgreSQL: VACUUM FULL, new statistics, checkpoint. For the owner of database and tables.

VACUUM passes over a table of another role with a warning and keeps what an old transaction may still read: both are
looked for, since neither is an error to the server.
"""

from typing import Any

import peewee

from models.rules.core.declarations import Holds
from models.rules.retention.erasing import CannotErase
from models.tables import TABLES, Audit, KeptFile
from models.tables.core.database import database
from models.tables.core.declaring import held_by

_LOCK = "SELECT {}(hashtext('penghapusan di berkas'))"
_WORDS = (Holds.IDENTITY, Holds.FREE_WORDS, Holds.PLATFORM_ID)
# What may still see rows that were emptied before the transaction %s.
_OLD = """SELECT count(*) FROM (
 SELECT unnest(ARRAY[backend_xmin, backend_xid]) AS seen FROM pg_stat_activity
 WHERE pid <> pg_backend_pid() AND (datname = current_database() OR datname IS NULL)
 AND backend_type <> 'autovacuum worker'
 UNION ALL SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()
 UNION ALL SELECT unnest(ARRAY[xmin, catalog_xmin]) FROM pg_replication_slots
) AS old WHERE seen IS NOT NULL AND age(seen) >= age(%s::text::xid)"""
_NOT_OURS = (
    "Akun basis data program tidak boleh menulis ulang tabel {}. Jalankan 'run_admin.py erase' dengan akun pemilik "
    "basis data dan tabelnya."
)


def rewrite() -> str:
    """Rewrite every table that held what was emptied; return where the log stands now. Raises CannotErase."""
    if not _ask(_LOCK.format("pg_try_advisory_lock")):
        raise CannotErase("Program lain sedang menulis ulang basis data ini.")
    try:
        _demand_no_old_reader()
        database.execute_sql("SET lock_timeout = '10s'")
        # The statistics quote frequent values. First as well: a role that may not has then rewritten nothing in vain.
        for name in ["pg_statistic", *touched(), "pg_statistic"]:
            _rewrite(name)
        return str(_ask("SELECT pg_current_wal_insert_lsn()"))
    except peewee.OperationalError as err:
        raise CannotErase("Sebuah tabel sedang dipakai; program mencoba lagi sendiri.") from err
    finally:
        database.execute_sql("RESET lock_timeout")
        _ask(_LOCK.format("pg_advisory_unlock"))


def touched() -> list[str]:
    """Return the tables from which words may have been taken; the audit trail is only ever added to.

    Of removed files that of their keys is enough (models/tables/core/files/chunks).
    """
    worded = [
        str(table._meta.table_name)
        for table in TABLES
        if table is not Audit and any(held_by(column).holds in _WORDS for column in table._meta.sorted_fields)
    ]
    return [*worded, str(KeptFile._meta.table_name)]


def settle(log_end: str) -> None:
    """Ask for a checkpoint after the rewriting, or wait for the server's. Raises CannotErase until there was one."""
    _may("CHECKPOINT")
    if not _ask("SELECT redo_lsn >= %s::pg_lsn FROM pg_control_checkpoint()", log_end):
        minutes = _ask("SELECT setting::int / 60 FROM pg_settings WHERE name = 'checkpoint_timeout'")
        raise CannotErase(f"Tabel sudah ditulis ulang; checkpoint server ditunggu, paling lama {minutes} menit.")
    _may("SELECT pg_switch_wal()")  # the rest of this segment would keep it from being let go


def _demand_no_old_reader() -> None:
    mine = _ask("SELECT pg_current_xact_id()::text")
    if _ask(_OLD, mine):
        raise CannotErase("Masih ada transaksi lama yang berjalan di server; program mencoba lagi sendiri.")


def _rewrite(name: str) -> None:
    before = _file(name)
    try:
        database.execute_sql(f'VACUUM (FULL, ANALYZE) "{name}"')
    except peewee.ProgrammingError as err:
        raise CannotErase(_NOT_OURS.format(name)) from err
    if _file(name) == before:
        raise CannotErase(_NOT_OURS.format(name))


def _file(name: str) -> Any:
    return _ask("SELECT pg_relation_filenode(%s::regclass)", f'"{name}"')


def _may(sql: str) -> None:
    """Ask the server for what only some roles may ask for."""
    try:
        database.execute_sql(sql)
    except peewee.ProgrammingError:
        return


def _ask(sql: str, *values: object) -> Any:
    return database.execute_sql(sql, values or None).fetchone()[0]
