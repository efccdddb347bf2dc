"""A throw-away PostgreSQL server for the tests: started once, as user postgres, in a temporary folder."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.running.ports import free_port
from tests.tools import needs

# No fsync: processes are killed here, never the machine, and the machine's own cache outlives both. No database lives
# long enough for autovacuum, and none is replicated.
_HASTE = "-c fsync=off -c full_page_writes=off -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0"
_open: dict[str, Any] = {}  # one connection to each server, to make and drop databases over
_AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.name == "posix" and os.geteuid() == 0 else []


def _run(*words: str) -> None:
    subprocess.run([*_AS_POSTGRES, *words], check=True, capture_output=True, cwd="/")


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server and return its URL without a database name, e.g. postgresql://postgres@127.0.0.1:5433."""
    tools = Path(needs("postgres")).parent
    folder = Path(tempfile.mkdtemp(prefix="aduan-pg-"))
    folder.chmod(0o777)
    data, port = folder / "data", free_port()
    words = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    _run(str(tools / "initdb"), "-D", str(data), *words)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {_HASTE}"
    _run(str(tools / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        _part_from(f"postgresql://postgres@127.0.0.1:{port}")
        _run(str(tools / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _connection(server: str) -> Any:
    import psycopg

    if server not in _open:
        _open[server] = psycopg.connect(f"{server}/postgres", autocommit=True)
    return _open[server]


def _part_from(server: str) -> None:
    if server in _open:
        _open.pop(server).close()


def make_database(server: str, name: str, template: str = "template1") -> str:
    """Make a database on the server, empty or like a template, and return its URL."""
    connection = _connection(server)
    # Copying files costs a seventh of copying through the log; servers before 15 know no other way.
    way = "STRATEGY file_copy" if connection.info.server_version >= 150000 else ""
    connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {way}')
    return f"{server}/{name}"


def drop_database(url: str) -> None:
    """Remove a database with whoever is connected to it; the next test makes its own."""
    server, name = url.rsplit("/", 1)
    _connection(server).execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def crashed(server: str) -> Iterator[None]:
    """Keep a server down inside the block, stopped as a power cut would stop it; afterwards it runs again."""
    data = Path(_connection(server).execute("SHOW data_directory").fetchone()[0])
    _part_from(server)
    options = shlex.join(shlex.split((data / "postmaster.opts").read_text())[3:])
    pg_ctl = needs("postgres")
    _run(pg_ctl, "-D", str(data), "-m", "immediate", "stop")
    yield
    _run(pg_ctl, "-D", str(data), "-w", "-l", str(data.parent / "log"), "-o", options, "start")
