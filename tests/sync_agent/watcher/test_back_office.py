"""Workers of a back office that end or hang are found with how; a real one is killed and told, then its return."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.tables.core.listening import note_listening
from sync_agent.clock import utc_now
from sync_agent.watcher.back_office import of_back_office
from tests.admin_app.cli.test_serving import wait_until
from tests.admin_app.cli.test_serving_workers import processes, up
from tests.running.ports import free_port
from tests.sync_agent.desk import Desk
from tests.sync_agent.processes import agent, environment
from tests.sync_agent.watcher import test_commands
from tests.sync_agent.watcher.listener import listening
from tests.sync_agent.watcher.test_commands import tell_to
from tests.tools import ROOT

well = test_commands.well
# What is said for three minutes in the program is said for some seconds here.
_BEGIN = """import sys
from admin_app.upkeep import workers
workers.ENDED_SECONDS = 20.0
from admin_app.cli.commands import run
sys.exit(run(sys.argv[1:]))"""


@pytest.mark.parametrize(
    ("said", "operators", "staff"),
    [
        (["worker 2 ended (signal 9)"], "worker 2 ended (signal 9)", "proses 2 berakhir (signal 9)"),
        (["worker 1 answers nobody"], "worker 1 answers nobody", "proses 1 tidak menjawab"),
        (["worker 1 ended (Ibu Contoh, 0811)", 7, None], "", ""),
        ({"worker": 2}, "", ""),
        (7, "", ""),
        (None, "", ""),
    ],
)
def test_what_readyz_says_of_workers_is_found_and_no_other_words(
    tmp_path: Path, said: object, operators: str, staff: str
) -> None:
    with listening() as served:
        note_listening(tmp_path, [("127.0.0.1", served.server_port)], utc_now())
        served.answers = (200, '{"status": "ok"}', {})
        served.by_path["/readyz"] = (200, json.dumps({"status": "ready", "workers": said}), {})
        found = of_back_office(tmp_path, {}).wrong
    assert [one.key for one in found] == (["back_office_worker"] if operators else [])
    assert all(operators in one.operators and staff in one.staff and "Contoh" not in one.operators for one in found)


@contextmanager
def serving(desk: Desk) -> Iterator["subprocess.Popen[bytes]"]:
    """Serve the desk's office by two workers until the block ends."""
    port = free_port()
    command = [sys.executable, "-c", _BEGIN, "serve", "--port", str(port), "--workers", "2"]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=environment(desk.environ), **pipes) as program:
        try:
            wait_until(lambda: is_up(port), 120)
            yield program
        finally:
            program.terminate()
            program.wait(60)


def is_up(port: int) -> bool:
    """Whether both workers answer."""
    try:
        return up(port) == {"1": "1", "2": "1"}
    except OSError:
        return False


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system that cannot fork")
def test_a_worker_that_is_killed_is_told_once_with_how_and_once_that_it_is_over(well: Desk, tmp_path: Path) -> None:
    with listening() as server, serving(well) as program:
        tell_to(well, server)
        with agent(well.environ, tmp_path / "watcher.log", "watch", "--every", "0.1") as watcher:
            server.wait_for("/ping/geheim")
            os.kill(min(processes(program)), signal.SIGKILL)
            assert "back_office_worker" in server.wait_for("/ping/geheim/fail")
            server.wait_for("/ping/geheim")
            assert watcher.terminate() == 0
            said = watcher.said()
    begun = [line for line in said.splitlines() if "back_office_worker: worker" in line]
    assert [re.search(r"worker [12] ended \(signal 9\)", line) is not None for line in begun] == [True], said
    assert (said.count("back_office_worker: over"), "back_office_silent: " in said) == (1, False)
