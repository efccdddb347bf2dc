"""Practice mode as start.py runs it: simulator, agent and back office as real processes over a fresh folder."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.programs import Programs
from tests.running.ports import free_port


@dataclass(frozen=True)
class Practice:
    """Where the running programs answer, and one login per role."""

    office: str
    citizens: str
    passwords: dict[str, tuple[str, str]]
    programs: Programs

    def login(self, role: str) -> tuple[str, str]:
        """Return username and password of a role."""
        return self.passwords[role]


@contextmanager
def practice(folder: Path, undo_seconds: float = 1) -> Iterator[Practice]:
    """Start the three programs and stop them at the end; no citizen writes on his own."""
    programs = Programs(folder)
    # People at their screens wait longer than a program does: the agent need not look five times a second.
    programs.env |= {"ADUAN_UNDO_SECONDS": str(undo_seconds), "ADUAN_POLL_SECONDS": "0.5"}
    (folder / "PRACTICE").touch()
    programs.admin("migrate")
    web, simulator = free_port(), free_port()
    url = f"http://127.0.0.1:{simulator}"
    logins = json.loads(programs.admin("prepare-practice", "--simulator-url", url).stdout)["logins"]
    passwords = {login["role"]: (login["username"], login["password"]) for login in reversed(logins)}
    with ExitStack() as running:
        running.enter_context(programs.started("run_agent.py", "simulate", "--port", str(simulator)))
        answers(url)
        quiet(url)
        running.enter_context(programs.started("run_admin.py", "serve", "--port", str(web)))
        answers(f"http://127.0.0.1:{web}/healthz")
        running.enter_context(programs.started("run_agent.py"))
        yield Practice(f"http://127.0.0.1:{web}", url, passwords, programs)


def answers(url: str, seconds: float = 120) -> None:
    """Wait until an address answers. Raises AssertionError at the deadline."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError) as err:
            assert time.monotonic() < deadline, f"{url} does not answer: {err}"
            time.sleep(0.1)


def says(office: Practice, *messages: tuple[str, str, str]) -> None:
    """Let citizens write at once: name, phone, text."""
    payload = [{"name": name, "chat": f"{phone}@c.us", "text": text} for name, phone, text in messages]
    body = json.dumps(payload).encode()
    address = f"{office.citizens}/_control/messages"
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10):  # noqa: S310
        return


def quiet(url: str) -> None:
    """Let no citizen of the simulator write on his own, so that the test's citizen is the only one."""
    body = json.dumps({"pace": 0}).encode()
    request = urllib.request.Request(f"{url}/_control/settings", body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=5):  # noqa: S310
        return
