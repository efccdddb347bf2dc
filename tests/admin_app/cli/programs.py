"""Runs the commands as an operator does: in this process where that is enough, else as a program of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from admin_app.cli.commands import run
from tests.tools import ROOT


def typed_at_terminal(
    command: Sequence[str], environment: Mapping[str, str], typed: Sequence[str], asks: bytes
) -> tuple[int, bytes]:
    """Type a line each time the program asks; return its exit code and all the terminal showed."""
    ours, its = os.openpty()
    streams = {"stdin": its, "stdout": its, "stderr": its, "start_new_session": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **streams) as running:
        os.close(its)
        shown = b""
        for count, line in enumerate(typed, 1):
            while shown.count(asks) < count:  # what is typed before is shown by any terminal
                shown += os.read(ours, 1024)
            os.write(ours, f"{line}\n".encode())
        with suppress(OSError):  # the terminal ends with the program
            while more := os.read(ours, 1024):
                shown += more
    os.close(ours)
    return running.returncode, shown


@dataclass
class Office:
    """One office's command line: its data folder and its database."""

    folder: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """What the program is told from outside."""
        said = {"ADUAN_DATA_DIR": str(self.folder), "PYTHONWARNINGS": "error::ResourceWarning"}
        said["ADUAN_SECOND_FACTOR"] = "optional"
        return {**os.environ, **said, **({"ADUAN_DATABASE_URL": self.url} if self.url else {})}

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start a command that keeps running."""
        pipe = subprocess.PIPE
        command = [sys.executable, "run_admin.py", *words]
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )

    def run(self, *words: str, given: str | bytes = "") -> "Done":
        """Run a command to its end in this process, with streams and settings of its own."""
        said = {name: value for name, value in self.environment.items() if name.startswith("ADUAN_")}
        before, streams = dict(os.environ), (sys.stdin, sys.stdout, sys.stderr)
        out, err = io.BytesIO(), io.BytesIO()
        sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode() if isinstance(given, str) else given))
        ours = [io.TextIOWrapper(raw, "utf-8", write_through=True) for raw in (out, err)]
        sys.stdout, sys.stderr = ours
        os.environ.update(said)
        try:
            code = run(list(words))
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams
            os.environ.clear()
            os.environ.update(before)
        for wrapper in ours:
            wrapper.detach()
        return Done(code, out.getvalue(), err.getvalue().decode())

    def run_typed(self, words: list[str], typed: list[str], asks: bytes) -> tuple[int, bytes]:
        """Run a command at a terminal, type a line each time it asks; return its code and all the terminal showed."""
        return typed_at_terminal([sys.executable, "run_admin.py", *words], self.environment, typed, asks)

    def run_apart(self, *words: str, given: str = "") -> "Done":
        """Run a command to its end as a program of its own."""
        running = self.start(*words)
        out, err = running.communicate(given, timeout=60)
        return Done(running.returncode, out.encode(), err)


@dataclass
class Done:
    """How a command ended."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        """What it printed."""
        return self.raw.decode()

    def refused(self, code: int, *words: str) -> bool:
        """Whether it failed with that code and one plain sentence that holds these words; never a trace."""
        lines = self.err.strip().splitlines()
        said = all(word in self.err for word in words)
        return (self.code, len(lines), said, "Traceback" in self.err) == (code, 1, True, False)
