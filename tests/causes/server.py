"""A PostgreSQL server of an office: what its administrator, its disk and a power cut do to it."""

import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.office import lay_office
from tests.postgres import _AS_POSTGRES, _connection, _part_from, postgres_server
from tests.tools import needs

ROLE, PASSWORD, OTHER_PASSWORD = "kantor", "sandi-lama", "sandi-baru"
_HBA = f"host all {ROLE} 127.0.0.1/32 scram-sha-256\n"
_OWN = """DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
    LOOP EXECUTE format('ALTER TABLE public.%I OWNER TO kantor', one.name); END LOOP;
END $$"""


class Server:
    """A server that runs, with the role that the programs sign in as."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.data = Path(str(self.sql("SHOW data_directory")[0][0]))
        rules = self.data / "pg_hba.conf"
        rules.write_text(_HBA + rules.read_text())
        self.sql(
            "SET password_encryption = 'scram-sha-256'", f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{PASSWORD}'"
        )
        self.reload()

    def lay(self, name: str) -> str:
        """Make an office's database that the role owns; return its URL as the programs know it."""
        import psycopg

        lay_office(f"{self.address}/{name}")
        with psycopg.connect(f"{self.address}/{name}", autocommit=True) as office:
            office.execute(_OWN)
            office.execute(f"GRANT ALL ON SCHEMA public TO {ROLE}")
        self.sql(f'ALTER DATABASE "{name}" OWNER TO {ROLE}')
        return self.url(name, PASSWORD)

    def url(self, name: str, password: str) -> str:
        """Return where the programs find a database."""
        return f"{self.address.replace('postgres@', f'{ROLE}:{password}@')}/{name}"

    def sql(self, *statements: str) -> list[Any]:
        """Do what the server's administrator does; return the rows of the last."""
        rows: list[Any] = []
        for words in statements:
            done = _connection(self.address).execute(words)
            rows = done.fetchall() if done.description else []
        return rows

    def reload(self) -> None:
        """Let changed settings hold."""
        self.sql("SELECT pg_reload_conf()")

    def throw_out(self) -> None:
        """End the connections of the programs."""
        self.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kantor'")

    def stop(self, mode: str) -> None:
        """Stop it: `fast` in good order, `immediate` as a power cut would."""
        _part_from(self.address)
        self._control("-m", mode, "stop")

    def start(self) -> None:
        """Start it with the options it had."""
        options = shlex.join(shlex.split((self.data / "postmaster.opts").read_text())[3:])
        self._control("-l", str(self.data.parent / "log"), "-o", options, "start")

    def restart(self) -> None:
        """Stop and start it in good order."""
        _part_from(self.address)
        self._control("-m", "fast", "-l", str(self.data.parent / "log"), "restart")

    def _control(self, *words: str) -> None:
        tool = str(Path(needs("postgres")).parent / "pg_ctl")
        # A server that stays must not hold the pipe of whoever asks for it.
        subprocess.run(
            [*_AS_POSTGRES, tool, "-D", str(self.data), "-w", *words],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )


@contextmanager
def server() -> Iterator[Server]:
    """Run a server of the office's own."""
    with postgres_server() as address:
        yield Server(address)
