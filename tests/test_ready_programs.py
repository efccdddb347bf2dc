"""A program forked from its imports is one of its own: its words, streams, settings, number and end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ready_programs import run, start
from tests.tools import ROOT


def surroundings(folder: Path) -> dict[str, str]:
    return {**os.environ, "ADUAN_DATA_DIR": str(folder)}


@pytest.mark.parametrize("words", [["--help"], ["no-such-command"], ["verify"], ["user", "add", "x"]], ids=" ".join)
def test_it_says_and_ends_as_when_it_is_started_by_itself(words: list[str], tmp_path: Path) -> None:
    alone = subprocess.run(
        [sys.executable, str(ROOT / "run_admin.py"), *words],
        env=surroundings(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    done = run("run_admin.py", *words, env=surroundings(tmp_path), cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (alone.returncode, alone.stdout, alone.stderr)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 0)])
def test_it_is_ended_by_a_signal_of_its_own(number: int, code: int, tmp_path: Path) -> None:
    run("run_admin.py", "migrate", env=surroundings(tmp_path), cwd=tmp_path)
    with (tmp_path / "log").open("w") as said:
        agent = start("run_agent.py", env=surroundings(tmp_path), cwd=tmp_path, stderr=said)
    with pytest.raises(subprocess.TimeoutExpired):
        agent.wait(0)
    assert agent.poll() is None
    # Told in its first moments it ends by the signal itself; later, as an agent does.
    agent.send_signal(number)
    assert agent.wait(60) in (code, -number)
    agent.kill()  # nobody is hit any more
    assert agent.poll() == agent.returncode


def test_nothing_of_it_has_begun_before_it_is_told_to(tmp_path: Path) -> None:
    found: list[bool] = []
    program = start(
        "run_admin.py",
        "migrate",
        env=surroundings(tmp_path / "data"),
        cwd=tmp_path,
        before=lambda pid: found.append((tmp_path / "data" / "aduan.db").exists()),
    )
    assert program.wait(60) == 0
    assert found == [False]
    # Beside the lock of migrations the one file: its connections are closed, as at every end of Python.
    left = sorted(path.name for path in (tmp_path / "data").glob("aduan.db*"))
    assert left == ["aduan.db", "aduan.db.migrating"]
