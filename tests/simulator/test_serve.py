"""Practice mode as a program of its own: it prints where it is, keeps quiet, and ends when told."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sync_agent.simulator.message_file import UnreadableFile
from sync_agent.simulator.serve import Running, simulate, start
from tests.simulator.caller import Caller, until
from tests.tools import ROOT

CALL = "from pathlib import Path; from sync_agent.simulator.serve import simulate; simulate(0, 1, {}, pace=0.5)"


@contextmanager
def _program(messages: str = "None") -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-c", CALL.format(messages)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        found = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
        assert found, process.stderr.read() if process.stderr else ""
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_lives_and_ends_cleanly_when_told(how: signal.Signals) -> None:
    with _program() as (process, url):
        until(lambda: len(Caller(url).poll()) > 3)
        process.send_signal(how)
        rest, errors = process.communicate(timeout=60)
        assert process.returncode == 0
        assert (rest, errors) == ("", "")


def test_with_a_file_only_the_file_is_there(tmp_path: Path) -> None:
    path = tmp_path / "pesan.jsonl"
    path.write_text('{"id": "a", "text": "dari berkas"}\n', encoding="utf-8")
    with _program(f"Path({str(path)!r})") as (_, url):
        assert [item["body"] for item in Caller(url).poll()] == ["dari berkas"]


def test_a_file_that_cannot_be_read_stops_it_before_it_serves(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        simulate(0, 1, tmp_path / "tidak-ada.jsonl")


def test_a_taken_port_is_an_error(running: Running) -> None:
    with pytest.raises(OSError, match="in use"):
        start(port=running.port)


def test_many_callers_at_once_are_all_answered(call: Caller) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda at: call.send("6289900000001@c.us", str(at)).status_code, range(100)))
    assert answers == [201] * 100
    assert len(call.seen("6289900000001@c.us")) == 100
