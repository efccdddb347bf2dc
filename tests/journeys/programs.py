"""The real programs as processes over one data folder: agent and back office, as an office runs them."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import ready_programs
from tests.tools import ROOT

FAST = {
    "ADUAN_POLL_SECONDS": "0.2",
    "ADUAN_HTTP_SECONDS": "10",
    "ADUAN_LEASE_SECONDS": "4",
    "ADUAN_SETTLE_SECONDS": "1",
    "ADUAN_OVERLAP_SECONDS": "600",
    "ADUAN_NEWS_SECONDS": "0.8",
    "ADUAN_PACE_SECONDS": "0",
    # Whoever signs in here has a password alone; tests/admin_app/shell/test_second_factor.py walks the other way.
    "ADUAN_SECOND_FACTOR": "optional",
}
API_KEY = "rahasia-simulator"


class Programs:
    """Runs run_admin.py and run_agent.py with the settings of one office."""

    def __init__(self, data_dir: Path, database_url: str = "") -> None:
        self.data_dir = data_dir
        self.env = {**os.environ, **FAST, "ADUAN_DATA_DIR": str(data_dir), "PYTHONPATH": str(ROOT)}
        if database_url:
            self.env["ADUAN_DATABASE_URL"] = database_url

    def run(self, program: str, *words: str, stdin: str = "", check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; with `check`, a failure shows what it printed."""
        done = ready_programs.run(program, *words, env=self.env, cwd=self.data_dir, given=stdin)
        assert not check or done.returncode == 0, f"{program} {words}: {done.stdout[-2000:]}{done.stderr[-4000:]}"
        return done

    def admin(self, *words: str, stdin: str = "", check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one command of the back office."""
        return self.run("run_admin.py", *words, stdin=stdin, check=check)

    def add_waha(self, base_url: str, secret: str) -> None:
        """Add a WhatsApp channel that talks to this gateway."""
        words = ("--label", "WhatsApp kantor", "--set", f"base_url={base_url}", "--set", "session=default")
        self.admin("channel", "add", "waha", *words, "--secret-stdin", stdin=secret)

    def export(self, name: str) -> list[dict[str, object]]:
        """Return the rows of an export."""
        return [json.loads(line) for line in self.admin("export", name, "--format", "jsonl").stdout.splitlines()]

    @contextmanager
    def started(self, program: str, *words: str) -> Iterator[ready_programs.Program]:
        """Run a program until the block ends, then stop it cleanly."""
        process = ready_programs.start(program, *words, env=self.env, cwd=self.data_dir)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=60)
