"""A gateway's PC enrols over the office's https address, serves a channel with a key of its own, and is taken away.

Real programs: PostgreSQL with TLS, nginx as shipped before the back office, an agent that has its data folder alone.
"""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sync_agent.simulator.app import build
from sync_agent.simulator.serve import Running, start
from sync_agent.simulator.waha.messages import Draft, Settings
from tests.deploy.front_ends import PUSHED, nginx
from tests.journeys.programs import API_KEY, FAST, Programs
from tests.running.ports import free_port
from tests.sync_agent import processes
from tests.sync_agent.desk import ANI
from tests.tables.upkeep.test_agent_role_line import speaks_tls

__all__ = ["speaks_tls"]
WORDS = "Paspor saya belum selesai"


@dataclass
class Office:
    """The server behind https, the gateway's PC, and the citizens' gateway."""

    server: Programs
    gateway: Path
    address: str
    place: str
    root: Path
    simulator: Running

    def code(self, name: str) -> str:
        """Make a code for a machine of this name."""
        words = ("--address", self.address, "--database", self.place, "--root", str(self.root))
        return self.server.admin("agent-role", "code", name, *words).stdout.split()[-1]

    def there(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run the agent's program on the gateway's PC, which knows nothing but its data folder."""
        return processes.run(FAST | {"ADUAN_DATA_DIR": str(folder or self.gateway)}, *words)


@pytest.fixture
def office(speaks_tls: tuple[str, Path], tmp_path: Path) -> Iterator[Office]:
    url, root = speaks_tls
    server, gateway, front = (tmp_path / name for name in ("server", "gateway", "front"))
    for folder in (server, gateway, front):
        folder.mkdir(mode=0o700)
    programs, port = Programs(server, url), free_port()
    programs.env |= {"ADUAN_FILE_STORE": "database", "ADUAN_TRUSTED_PROXIES": "127.0.0.1", "ADUAN_HOSTS": PUSHED}
    programs.admin("migrate")
    place = f"127.0.0.1:{urlsplit(url).port}"
    with (
        start(build(seed=5, settings=Settings(api_key=API_KEY))) as simulator,
        programs.started("run_admin.py", "serve", "--port", str(port)),
        nginx(front, port, known_as="localhost") as https,
    ):
        programs.add_waha(simulator.waha_url, API_KEY)
        yield Office(programs, gateway, f"https://localhost:{https.port}", place, root, simulator)


def test_a_gateway_enrols_serves_and_is_taken_away(office: Office, tmp_path: Path) -> None:
    code = office.code("gerbang1")
    done = office.there("enrol", office.address, code)
    assert done.returncode == 0, done.stderr
    assert "enrolled as gerbang1" in done.stdout and "until they are moved" in done.stdout
    other = tmp_path / "other"
    other.mkdir()
    again = office.there("enrol", office.address, code, folder=other)
    assert again.returncode == 1 and "The code is over" in again.stderr

    office.simulator.practice.gateway.receive(Draft(ANI, WORDS))
    assert office.there("--once").returncode == 0
    assert office.server.export("messages") == []  # nothing was given to it yet
    assert office.server.admin("channel", "move", "1", "--to", "gerbang1").stderr == ""
    taken = office.there("--once")
    assert taken.returncode == 0, taken.stderr
    assert [row["text"] for row in office.server.export("messages")] == [WORDS]
    assert not (office.gateway / "secret.key").exists()

    gone = office.server.admin("agent-role", "off", "gerbang1")
    assert "Channel 1 (WhatsApp kantor) stands still" in gone.stdout
    assert office.there("--once").returncode != 0
