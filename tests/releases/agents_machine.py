"""An office on a server behind https, and a gateway's PC that enrolled there; both installed from signed archives.

PostgreSQL speaks TLS, nginx is as shipped. Each of the two machines has a folder of versions and a data folder.
"""

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from models.tables.upkeep import kept_archive
from tests.admin_app.cli.test_serving import answers, wait_until
from tests.deploy.front_ends import PUSHED, nginx
from tests.releases.versions import Machine, Version, lay
from tests.running.ports import free_port
from tests.tables.upkeep.test_agent_role_line import tls_server


class TwoMachines:
    """The server's machine and the gateway's PC, with both versions laid on either."""

    def __init__(self, folder: Path, url: str, first: Version, later: Version) -> None:
        self.first, self.later, self._port = first, later, free_port()
        told = {"ADUAN_FILE_STORE": "database", "ADUAN_TRUSTED_PROXIES": "127.0.0.1", "ADUAN_HOSTS": PUSHED}
        told |= {"ADUAN_SECOND_FACTOR": "optional"}
        self.server = Machine(folder / "server-opt", folder / "server", url, first, told)
        self.gateway = Machine(folder / "gateway-opt", folder / "gateway", "", first)
        for machine in (self.server, self.gateway):
            machine.target.mkdir()
            machine.data.mkdir(mode=0o700)
            machine.temporary.mkdir(exist_ok=True)
            for version in (first, later):
                lay(version, machine.target)
            machine.use(first)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Run the back office of the version in use on the server."""
        program = self.server.start("serve", "--port", str(self._port))
        try:
            wait_until(lambda: answers(f"http://127.0.0.1:{self._port}/healthz"), 120)
            yield
        finally:
            program.send_signal(signal.SIGTERM)
            program.communicate(timeout=60)

    @contextmanager
    def front(self, folder: Path) -> Iterator[str]:
        """Run nginx before the back office; its address."""
        folder.mkdir(exist_ok=True)
        with nginx(folder, self._port, known_as="localhost") as front:
            yield f"https://localhost:{front.port}"

    def hand_out(self, packed: Path) -> None:
        """Let the office hand out this file as the archive of its version."""
        kept_archive.keep(self.server.data, packed, self.server.now)

    def agent(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of the agent on the gateway's PC."""
        return self.gateway.run(*words, program="run_agent.py")

    def agents_version(self) -> str:
        """Return the version of an agent there that works on the office's database, else why none does."""
        said = self.agent("status", "--json")
        return str(json.loads(said.stdout)["program"]["version"]) if said.stdout.startswith("{") else said.stderr


@contextmanager
def enrolled(folder: Path, first: Version, later: Version) -> Iterator[TwoMachines]:
    """Enrol a gateway's PC at an office of the first version, and update the office to the later one."""
    with tls_server(folder) as (url, root):
        made = TwoMachines(folder, url, first, later)
        assert made.server.run("migrate").returncode == 0
        with made.serving(), made.front(folder / "front") as address:
            place = f"127.0.0.1:{urlsplit(url).port}"
            words = ("--address", address, "--database", place, "--root", str(root))
            code = made.server.run("agent-role", "code", "gerbang1", *words)
            assert code.returncode == 0, code.stderr
            done = made.agent("enrol", address, code.stdout.split()[-1])
            assert done.returncode == 0, done.stderr
        yield made
