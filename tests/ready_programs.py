"""Programs of ours that begin at once: forked from a process that has imported them, with a life of their own.

An import of the whole program costs half a second of the machine, and the tests start hundreds. What differs from a
fresh start is the imports and the taking apart of memory at the end; those are met by test_start.py and by every
command that runs as itself.
"""

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

from tests.tools import ROOT

_WORDS = 1 << 20  # bytes; the longest message about one start
READY = hasattr(os, "fork") and hasattr(socket, "send_fds")


class Program:
    """A running program, asked and told as one of subprocess.Popen."""

    def __init__(self, said: socket.socket, pid: int, args: Sequence[str]) -> None:
        self.pid, self.args, self._said = pid, list(args), said
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return its exit code, or None while it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return the exit code. Raises subprocess.TimeoutExpired."""
        if self.returncode is None:
            self._said.settimeout(timeout)
            try:
                self.returncode = int(json.loads(self._said.recv(_WORDS)))
            except (TimeoutError, BlockingIOError):
                raise subprocess.TimeoutExpired(self.args, timeout or 0) from None
            self._said.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it ended since
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to stop."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it without a word."""
        self.send_signal(signal.SIGKILL)

    def __del__(self) -> None:
        """Close the line to it."""
        self._said.close()


def start(
    program: str,
    *words: str,
    env: Mapping[str, str],
    cwd: Path,
    stdout: IO[str] | IO[bytes] | None = None,
    stderr: IO[str] | IO[bytes] | None = None,
    before: Callable[[int], object] | None = None,
) -> Program:
    """Start run_admin.py or run_agent.py; `before` is told its number while it has not begun yet."""
    streams = (stdout or sys.__stdout__, stderr or sys.__stderr__)
    with Path(os.devnull).open("rb") as nothing:
        return _begin(program, words, env, cwd, (nothing, *streams), before)


def run(
    program: str, *words: str, env: Mapping[str, str], cwd: Path, given: str = "", timeout: float = 600
) -> subprocess.CompletedProcess[str]:
    """Run run_admin.py or run_agent.py to its end and return what it said."""
    with tempfile.TemporaryFile("w+b") as asked, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        asked.write(given.encode())
        asked.seek(0)
        code = _begin(program, words, env, cwd, (asked, out, err)).wait(timeout)
        said = [(stream.seek(0), stream.read().decode())[1] for stream in (out, err)]
    return subprocess.CompletedProcess([program, *words], code, *said)


class Heard:
    """A program of the tests, by its path, that says line by line what it has done."""

    def __init__(self, program: str, *words: str) -> None:
        reading, writing = os.pipe()
        self._said = os.fdopen(reading, encoding="utf-8")
        with os.fdopen(writing, "wb") as said:
            self.process = start(program, *words, env=os.environ, cwd=ROOT, stdout=said)

    def hear(self, count: int) -> list[str]:
        """Wait for so many lines, or for its end."""
        return [line for line in (self._said.readline() for _ in range(count)) if line]

    def kill(self) -> list[str]:
        """End it as a power cut would, and return the whole lines it still had to say."""
        self.process.kill()
        with self._said:
            return [line for line in self._said if line.endswith("\n")]


def _begin(
    program: str,
    words: Sequence[str],
    env: Mapping[str, str],
    cwd: Path,
    streams: Sequence[IO[str] | IO[bytes] | None],
    before: Callable[[int], object] | None = None,
) -> Program:
    address = _imported()
    said = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    said.connect(address)
    told = {"program": program, "words": words, "env": dict(env), "cwd": str(cwd)}
    open_streams = [stream.fileno() for stream in streams if stream is not None]
    socket.send_fds(said, [json.dumps(told).encode()], open_streams)
    pid = int(json.loads(said.recv(_WORDS)))
    if before is not None:
        before(pid)
    with suppress(ConnectionError):  # killed by then
        said.send(b"go")
    return Program(said, pid, (program, *words))


@cache
def _imported() -> str:
    """Start the process that imports the programs, once, and return the address where it is asked for a start."""
    folder = tempfile.mkdtemp(prefix="aduan-ready-")
    address = f"{folder}/ready"
    ours = [sys.executable, "-m", "tests.forking", address]
    # It lives as long as this pipe is open, that is, as long as we do.
    process = subprocess.Popen(ours, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n", "the programs cannot be imported"
    atexit.register(_forget, process, folder)
    return address


def _forget(process: "subprocess.Popen[bytes]", folder: str) -> None:
    process.communicate()
    shutil.rmtree(folder, ignore_errors=True)
