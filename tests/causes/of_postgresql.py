"""What goes wrong with an office's PostgreSQL server: only where the office has one."""

from datetime import timedelta

import psycopg

from models.actions.upkeep import self_watch
from models.tables import database
from models.tables.core.database import close_database, open_database
from tests.causes.cause import POSTGRESQL, Cause
from tests.causes.server import OTHER_PASSWORD, PASSWORD, ROLE, Server
from tests.causes.stage import Stage


def _server(one: Stage) -> Server:
    assert one.server
    return one.server


def _stopped(mode: str):
    return lambda one: _server(one).stop(mode)


def _started(one: Stage) -> None:
    _server(one).start()


def _restarted(one: Stage) -> None:
    _server(one).restart()


def _nothing(_one: Stage) -> None:
    """It was over when it had happened."""


def _read_only(value: str):
    def set_it(one: Stage) -> None:
        _server(one).sql(f"ALTER SYSTEM SET default_transaction_read_only = {value}")
        _server(one).reload()

    return set_it


def _may_connect(many: int):
    def set_it(one: Stage) -> None:
        _server(one).sql(f"ALTER ROLE {ROLE} CONNECTION LIMIT {many}")
        if not many:
            _server(one).throw_out()

    return set_it


def _other_password(one: Stage) -> None:
    _server(one).sql(f"ALTER ROLE {ROLE} PASSWORD '{OTHER_PASSWORD}'")
    _server(one).throw_out()


def _enter_password(one: Stage) -> None:
    """Write the new password into ADUAN_DATABASE_URL and start both programs."""
    name = one.settings.database_url.rsplit("/", 1)[1]
    _be_at(one, _server(one).url(name, OTHER_PASSWORD))
    one.kill_agent()
    one.start_agent()


def _password_back(one: Stage) -> None:
    _server(one).sql(f"ALTER ROLE {ROLE} PASSWORD '{PASSWORD}'")


def _hold(one: Stage) -> None:
    """Let another session leave a transaction open that locks tables."""
    here = one.kept["here"] = one.settings.database_url
    _be_at(one, f"{here}?options=-c%20lock_timeout%3D50ms")  # as long as a statement waits: here only the clock does
    one.here.setattr(self_watch, "_LOCK_SECONDS", 0.05)
    other = one.kept["other"] = psycopg.connect(f"{_server(one).address}/{here.rsplit('/', 1)[1]}")
    other.execute("LOCK TABLE message, outbox IN EXCLUSIVE MODE")
    one.rhythm.gone += 10


def _let_go(one: Stage) -> None:
    one.kept.pop("other").close()


def _be_at(one: Stage, url: str) -> None:
    close_database()
    one.be_at(url)
    open_database(url)
    database.connect()


def _clock(one: Stage) -> None:
    one.rhythm.off = timedelta(days=3)


def _clock_right(one: Stage) -> None:
    one.rhythm.off = timedelta(0)


_GONE = ("Basis data tidak menjawab", "The database cannot be used now", "unreachable", "database: unreachable")

OF_POSTGRESQL: tuple[Cause, ...] = (
    Cause("database", "its server was stopped", _stopped("fast"), _started, *_GONE, 503, before=True,
          on=POSTGRESQL),
    Cause("database", "its server broke down as by a power cut", _stopped("immediate"), _started, *_GONE, 503,
          before=True, on=POSTGRESQL),
    Cause("database", "its server was restarted", _restarted, _nothing, "", "", "", "database: unreachable",
          before=True, on=POSTGRESQL, places=("log",)),
    Cause("database", "its server may only be read", _read_only("on"), _read_only("off"), "hanya dapat dibaca",
          "only_read", "only_read", "database: only read", 503, "let the server take writes again",
          "Begitu server menerima tulisan", page="/", before=True, on=POSTGRESQL),
    Cause("database", "its server admits no further connection", _may_connect(0), _may_connect(-1),
          "tidak menerima sambungan lagi", "crowded", "crowded", "database: no connection left", 503,
          "close other programs, or raise max_connections", "naikkan `max_connections`", before=True, on=POSTGRESQL),
    Cause("database", "its server takes another password now", _other_password, _enter_password,
          "menolak nama atau sandi", "not_admitted", "not_admitted", "database: not admitted", 503,
          "enter the new password in ADUAN_DATABASE_URL", "isikan sandi yang baru pada `ADUAN_DATABASE_URL`",
          before=True, on=POSTGRESQL, after=_password_back),
    Cause("lock", "another session of its server keeps tables locked", _hold, _let_go,
          "akhiri sambungan yang menguncinya", "end the session", "locked", "database: locked", 503,
          "end the session that keeps tables locked", "akhiri sambungan yang menguncinya", page="/", before=True,
          on=POSTGRESQL),
    Cause("clock", "differs from the database server's", _clock, _clock_right, "jam server basis data",
          "sends nothing", "agent_sends_nothing", "clock_far: this PC's clock is wrong", act="set the clock by NTP",
          guide="Setel jam lewat jaringan", on=POSTGRESQL),
)  # fmt: skip
