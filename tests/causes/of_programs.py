"""What goes wrong with the database and with the agent itself."""

import shutil
from typing import Any

from models.actions.channels.blocked_number import declare_recovered
from models.rules.staff.roles import Role
from models.tables import database
from models.tables.core.database import close_database, open_database, sqlite_path
from models.tables.core.trouble import _sqlite
from sync_agent.account_worker import AccountWorker
from tests.causes.cause import SQLITE, Cause
from tests.causes.stage import Stage
from tests.office import actor
from tests.tables.upkeep.damaging import damage


def _lock(one: Stage) -> None:
    other = one.kept["other"] = _sqlite.connect(sqlite_path(), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    one.rhythm.gone += 10  # as long as a statement waits: here only the clock does


def _unlock(one: Stage) -> None:
    one.kept.pop("other").close()


def _damage(one: Stage) -> None:
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    shutil.copy(sqlite_path(), one.folder / "backup.db")
    damage(sqlite_path(), "channel_pass")
    database.connect(reuse_if_open=True)


def _restore(one: Stage) -> None:
    """Put the backup in its place while both programs are stopped, and start them."""
    close_database()
    for part in ("-wal", "-shm"):
        sqlite_path().with_name(f"aduan.db{part}").unlink(missing_ok=True)
    (one.folder / "backup.db").replace(sqlite_path())
    database.connect(reuse_if_open=True)
    one.start_agent()


def _server_gone(one: Stage) -> None:
    close_database()
    open_database("postgresql://postgres@127.0.0.1:1/aduan")


def _server_back(one: Stage) -> None:
    close_database()
    open_database(one.settings.database_url)
    database.connect()


def _newer(one: Stage) -> None:
    with database.obj.lifted():
        database.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('0999_later', '2026-11-25')")


def _as_ours(one: Stage) -> None:
    """Start the agent in the version that fits; here what fits is made of the database."""
    with database.obj.lifted():
        database.execute_sql("DELETE FROM schema_migration WHERE name = '0999_later'")
    one.start_agent()


def _older(one: Stage) -> None:
    newest = one.kept["newest"] = database.execute_sql(
        "SELECT name, applied FROM schema_migration ORDER BY name"
    ).fetchall()[-1]
    with database.obj.lifted():
        database.execute_sql("DELETE FROM schema_migration WHERE name = ?".replace("?", database.param), newest[:1])


def _migrated(one: Stage) -> None:
    said = "INSERT INTO schema_migration (name, applied) VALUES (?, ?)"
    with database.obj.lifted():
        database.execute_sql(said.replace("?", database.param), one.kept["newest"])
    one.start_agent()


def _kill(one: Stage) -> None:
    one.kill_agent()


def _start(one: Stage) -> None:
    one.start_agent()


def _stop(one: Stage) -> None:
    assert one.agent
    one.agent._workers.clear()  # threads of a process that ends
    one.agent._end()
    one.kill_agent()


def _breaks(name: str) -> Any:
    """Let a job of the channel meet a fault of the program at every pass."""

    def begin(one: Stage) -> None:
        def fail(_worker: AccountWorker) -> None:
            raise KeyError("isi rahasia")

        fail.__name__ = name
        one.kept["whole"] = getattr(AccountWorker, name)
        one.here.setattr(AccountWorker, name, fail)
        one.worker._plan()

    return begin


def _repaired(name: str) -> Any:
    def end(one: Stage) -> None:
        one.here.setattr(AccountWorker, name, one.kept["whole"])
        one.kill_agent()
        one.start_agent()

    return end


def _banned(one: Stage) -> None:
    one.fault("status", status=403, body="account temporarily banned")


def _recovered(one: Stage) -> None:
    one.mend()
    declare_recovered(one.worker.service.account_id, actor(Role.ADMINISTRATOR), one.rhythm.now())


_RESTORE, _RESTORE_GUIDE = "stop both programs and restore a backup", "run_admin.py restore BERKAS --replace"
_AGAIN, _AGAIN_GUIDE = "start the agent again", "mulai ulang penghubung kanal"
_START, _START_GUIDE = "start the agent", "Jalankan lagi `run_agent.py`"

OF_PROGRAMS: tuple[Cause, ...] = (
    Cause("lock", "another program holds the database", _lock, _unlock, "Basis data terkunci", "locked", "locked",
          "database: locked", 503, "close the program that has aduan.db open", "Tutup penjelajah basis data",
          before=True, on=SQLITE),
    Cause("database", "a page of its file is damaged", _damage, _restore, "Berkas basis data", "damaged", "damaged",
          "the database file is damaged", 503, _RESTORE, _RESTORE_GUIDE, before=True, on=SQLITE),
    Cause("database", "the server is gone", _server_gone, _server_back, "Basis data tidak menjawab",
          "The database cannot be used now", "unreachable", "database: unreachable", 503, before=True, on=SQLITE),
    Cause("database", "its schema is newer than the programs", _newer, _as_ours,
          "lebih baru daripada yang berjalan", "schema_newer", "schema_newer", "upgraded for a newer version", 503,
          "start the newer version", "jalankan keduanya dari versi itu", page="/", before=True),
    Cause("database", "its schema is older than the programs", _older, _migrated, "belum ditingkatkan",
          "schema_older", "schema_older", "of an older version", 503, "run_admin.py migrate",
          "run_admin.py migrate", page="/", before=True),
    Cause("agent", "was killed", _kill, _start, "Penghubung berhenti", "agent_down", "no heartbeat", "died", 503,
          _START, _START_GUIDE, log_later=True),
    Cause("agent", "was stopped", _stop, _start, "Penghubung berhenti", "agent_down", "no heartbeat", "stopped",
          503, _START, _START_GUIDE),
    Cause("agent", "fails at every reading", _breaks("poll"), _repaired("poll"), "pesan warga tidak dibaca",
          "stands_still", "(waha): stands_still", "KeyError in poll", act=_AGAIN, guide=_AGAIN_GUIDE),
    Cause("agent", "fails at every sending", _breaks("deliver"), _repaired("deliver"), "jawaban tidak dikirim",
          "stands_still", "(waha): stands_still", "KeyError in deliver", act=_AGAIN, guide=_AGAIN_GUIDE),
    Cause("number", "is banned by WhatsApp", _banned, _recovered, "mungkin diblokir", "blocked", "(waha): blocked",
          "jeda: ", act="declare it recovered, or go another way", guide="Nomor diblokir"),
)  # fmt: skip
