"""A PostgreSQL server of the soak's own, set up as an office's, that can be stopped at once and started again."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.postgres import _AS_POSTGRES
from tests.running.ports import free_port
from tests.tools import _postgres

NAME = "aduan"


class Server:
    """One running server with one empty database. Raises RuntimeError where PostgreSQL is not on this machine."""

    def __init__(self) -> None:
        tool = _postgres()
        if tool is None:
            raise RuntimeError("PostgreSQL is not on this machine (apt: postgresql)")
        self._tools = Path(tool).parent
        self._folder = Path(tempfile.mkdtemp(prefix="aduan-soak-pg-"))
        self._folder.chmod(0o777)
        self._data, self.port = self._folder / "data", free_port()
        words = ("-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8")
        self._run("initdb", "-D", str(self._data), *words)
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", NAME)

    @property
    def url(self) -> str:
        """Return the address of the database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{NAME}"

    def start(self) -> None:
        """Start it, with what was interrupted brought in order."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self._folder}"
        self._run("pg_ctl", "-D", str(self._data), "-w", "-t", "180", "-l", str(self._folder / "log"),
                  "-o", options, "start")  # fmt: skip

    def stop(self) -> None:
        """Stop it at once, as a power cut would."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop")

    def beside(self, name: str) -> str:
        """Make an empty database of this name anew and return its address."""
        where = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres")
        self._run("dropdb", *where, "--if-exists", "--force", name)
        self._run("createdb", *where, name)
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def end(self) -> None:
        """Stop it and remove its data."""
        subprocess.run(
            [*_AS_POSTGRES, str(self._tools / "pg_ctl"), "-D", str(self._data), "-m", "immediate", "stop"],
            check=False,
            capture_output=True,
            cwd="/",
        )
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, tool: str, *words: str) -> None:
        # Its output goes nowhere: the server inherits it, and a pipe would never end.
        command = [*_AS_POSTGRES, str(self._tools / tool), *words]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        if done.returncode:
            raise RuntimeError(f"{tool} failed with {done.returncode}; see {self._folder / 'log'}")
