"""Several workers on one port: each answers, one that dies comes back, and all end with what they had begun."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_serving import LOCAL, refuses, wait_until
from tests.running.ports import free_port

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a system that cannot fork")


def page(url: str) -> str:
    """Return a page; the port takes connections before a worker is there to answer them."""
    with LOCAL.open(url, timeout=120) as answer:
        return str(answer.read().decode())


def answers(url: str) -> bool:
    try:
        return bool(page(url))
    except OSError:
        return False


@contextmanager
def serving(office: Office, port: int, workers: int = 2) -> Iterator["subprocess.Popen[str]"]:
    program = office.start("serve", "--port", str(port), "--workers", str(workers))
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"), 120)
        wait_until(lambda: up(port) == {str(number): "1" for number in range(1, workers + 1)}, 120)
        yield program
    finally:
        program.kill()
        program.communicate()


def up(port: int) -> dict[str, str]:
    """Return which workers answer, as whichever is asked tells."""
    found = page(f"http://127.0.0.1:{port}/metrics")
    return dict(re.findall(r'^aduan_worker_up\{worker="(\d)"\} (\d)', found, re.MULTILINE))


def processes(program: "subprocess.Popen[str]") -> set[int]:
    """Return the processes this one has begun."""
    return set(map(int, Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()))


def is_gone(pid: int) -> bool:
    """Whether a process has ended; nobody may have fetched its exit code yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_it_says_so_once_serves_by_each_and_ends_all_when_told(ready: Office) -> None:
    port = free_port()
    with serving(ready, port) as program:
        workers = processes(program)
        assert len(workers) == 2
        assert 'name="password"' in page(f"http://127.0.0.1:{port}/login")
        program.terminate()
        out, err = program.communicate(timeout=60)
    assert (program.returncode, "Traceback" in err) == (0, False), err
    assert out.splitlines() == [
        f"Aduan back office: http://127.0.0.1:{port}/  (Ctrl-C stops it)",
        "Aduan back office stopped.",
    ]
    assert all(map(is_gone, workers))
    assert refuses(port)


def test_one_that_is_killed_is_begun_anew_and_the_log_says_so(here: Office) -> None:
    port = free_port()
    with serving(here, port) as program:
        before = processes(program)
        killed = min(before)
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: len(processes(program) - {killed}) == 2, 120)
        assert before - {killed} < processes(program)
        wait_until(lambda: up(port) == {"1": "1", "2": "1"}, 120)
        assert answers(f"http://127.0.0.1:{port}/healthz")
        program.terminate()
        _, err = program.communicate(timeout=60)
    assert re.search(r"worker \d ended \(signal 9\); begun anew in 2 s", err)


def test_workers_whose_parent_is_killed_end_too_and_let_the_port_go(here: Office) -> None:
    port = free_port()
    with serving(here, port) as program:
        workers = processes(program)
        program.kill()
        program.wait(60)
        wait_until(lambda: all(map(is_gone, workers)), 120)
    assert refuses(port)


def test_doctor_names_the_address_once_and_a_taken_port_is_one_plain_sentence(here: Office) -> None:
    port = free_port()
    with serving(here, port):
        assert here.run("doctor").out.count(f"127.0.0.1 port {port}") == 1
        assert here.run("serve", "--port", str(port), "--workers", "2").refused(1, f"port {port}", "--port")


def test_where_a_system_cannot_fork_several_are_refused(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert here.run("serve", "--workers", "2").refused(1, "More than one worker needs Linux")
