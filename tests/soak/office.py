"""The office of a soak: its folder on a disk of its own, its database, the real programs, the platforms it reads."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import requests

from models.rules.channels.channels import CHANNELS
from tests.running.ports import free_port
from tests.soak.disk import Disk
from tests.soak.judge.limits import Limits
from tests.soak.platforms import Platforms
from tests.soak.programs import Kept
from tests.soak.reading import Reader
from tests.soak.server import Server
from tests.tools import ROOT

CLOUD = "whatsapp_cloud"  # its messages are pushed, so practice mode does not add it
_FAKETIME = "faketime/libfaketimeMT.so.1"
_PATIENCE = 180.0


def timings(limits: Limits) -> dict[str, str]:
    """Return the programs' timings: an hour here is as busy as an office's day."""
    return {
        "ADUAN_POLL_SECONDS": "5",
        "ADUAN_HTTP_SECONDS": "10",
        "ADUAN_LEASE_SECONDS": "30",
        "ADUAN_SETTLE_SECONDS": "6",
        "ADUAN_UNDO_SECONDS": "2",
        "ADUAN_LATE_SECONDS": str(limits.late),
    }


def find_faketime(named: str = "") -> Path | None:
    """Return libfaketime as its package puts it, or as it was named; None where it is not here."""
    found = [Path(named)] if named else sorted(Path("/usr/lib").glob(f"*/{_FAKETIME}"))
    return next((path for path in found if path.exists()), None)


class OfficeRun:
    """One office at work. `reasons` says of each part that cannot be had here why not."""

    def __init__(self, out: Path, database: str, limits: Limits, seed: int, faketime: Path | None) -> None:
        self.out, self.kind, self.seed, self.faketime = out, database, seed, faketime
        out.mkdir(parents=True, exist_ok=True)
        self.disk = Disk(out / "data")
        self.data = self.disk.folder
        self.server = Server() if database == "postgresql" else None
        url = self.server.url if self.server else f"sqlite:///{self.data / 'aduan.db'}"
        self.reader = Reader(url)
        ports = free_port(), free_port()
        self.url, self.platforms = f"http://127.0.0.1:{ports[0]}", Platforms(f"http://127.0.0.1:{ports[1]}")
        self.clock_files = {"agent": out / "clock", "back office": out / "clock-back-office"}
        self.env = self._environment(url, limits)
        self.simulator = self._kept(
            "simulator", "run_agent.py", "simulate", "--port", str(ports[1]), "--seed", str(seed)
        )
        self.agents = [self._kept(name, "run_agent.py") for name in ("agent", "agent-2")]
        self.back_office = self._kept("back office", "run_admin.py", "serve", "--port", str(ports[0]))
        self.line = requests.Session()
        self.line.trust_env = False

    @property
    def agent(self) -> Kept:
        """Return the agent that always runs; the second one only at times."""
        return self.agents[0]

    @property
    def programs(self) -> tuple[Kept, ...]:
        """Return all programs, the platforms first."""
        return (self.simulator, *self.agents, self.back_office)

    def _environment(self, url: str, limits: Limits) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ADUAN_")}
        own = {"ADUAN_DATA_DIR": str(self.data), "ADUAN_DATABASE_URL": url, "NO_PROXY": "127.0.0.1"}
        return kept | timings(limits) | own | {"PYTHONUNBUFFERED": "1"}

    def _kept(self, name: str, *words: str) -> Kept:
        env = dict(self.env)
        of = "agent" if name.startswith("agent") else name
        if of in self.clock_files and self.faketime:
            env |= {
                "LD_PRELOAD": str(self.faketime),
                "FAKETIME_TIMESTAMP_FILE": str(self.clock_files[of]),
                "FAKETIME_CACHE_DURATION": "2",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                "DONT_FAKE_MONOTONIC": "1",
                # Its mend for an old glibc lets every thread that waits for Python's lock spin: a tenth of the speed.
                "FAKETIME_FORCE_MONOTONIC_FIX": "0",
            }
        return Kept(name, words, env, self.out / f"{name.replace(' ', '-')}.log")

    def set_clock(self, offset: str, of: str = "agent") -> None:
        """Set how far the clock of the agents or the back office is off, as libfaketime writes it: `+0`, `-3d`."""
        part = self.clock_files[of].with_suffix(".part")
        part.write_text(f"{offset}\n")
        part.replace(self.clock_files[of])

    def command(
        self, *words: str, given: str = "", seconds: float = 600, elsewhere: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of the programs to its end, with settings of its own, and return what it said."""
        return subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=self.env | dict(elsewhere or {}), input=given,
            capture_output=True, text=True, timeout=seconds,
        )  # fmt: skip

    def open(self) -> None:
        """Begin everything. Raises RuntimeError where a part does not come up."""
        (self.data / "PRACTICE").write_text("Practice data of a soak: sample staff with known passwords.\n")
        for of in self.clock_files:
            self.set_clock("+0", of)
        self.simulator.begin()
        _wait_for(self.line, f"{self.platforms.url}/_control/state", self.simulator)
        self.platforms.calm()
        self._must("migrate")
        self.renew_accounts()
        self._add_cloud()
        self.agent.begin()
        self.back_office.begin()
        _wait_for(self.line, f"{self.url}/healthz", self.back_office)

    def renew_accounts(self) -> None:
        """Let the office enter what opens each platform now, as an administrator would. Raises RuntimeError."""
        accounts = json.dumps(self.platforms.accounts())
        self._must("prepare-practice", "--simulator-url", self.platforms.url, "--accounts-stdin", given=accounts)

    def _add_cloud(self) -> None:
        rows = self.platforms.accounts()["accounts"]
        row = next(one for one in rows if one["kind"] == CLOUD)
        words = [word for name, value in row["settings"].items() for word in ("--set", f"{name}={value}")]
        given = "\n".join(f"{name}={value}" for name, value in row["secrets"].items())
        self._must("channel", "add", CLOUD, "--label", CHANNELS[CLOUD].label, *words, "--secret-stdin", given=given)
        ((number,),) = self.reader.rows("SELECT id FROM channel_account WHERE kind = ?", CLOUD)
        self.platforms.behave(CLOUD, webhook_url=f"{self.url}/dorong/{number}")

    def _must(self, *words: str, given: str = "") -> str:
        done = self.command("run_admin.py", *words, given=given)
        if done.returncode:
            raise RuntimeError(f"run_admin.py {words[0]} failed: {done.stdout[-500:]}{done.stderr[-1500:]}")
        return done.stdout

    def close(self) -> None:
        """End everything, whatever state it is in."""
        self.disk.whole()
        for program in reversed(self.programs):
            program.stop()
        if self.server:
            self.server.end()

    def keep_and_end_disk(self) -> None:
        """Leave what a person may want to look at beside the report, and give the disk back."""
        kept = [self.data / "attempts.log", *([self.reader.path] if self.kind == "sqlite" else [])]
        for path in kept:
            if path.exists():
                shutil.copyfile(path, self.out / path.name)
        self.disk.end()


def _wait_for(line: requests.Session, url: str, program: Kept) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            if line.get(url, timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.2)
        if not program.pid:
            break
    raise RuntimeError(f"the {program.name} does not come up; see {program.log}")
