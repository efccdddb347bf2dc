"""A program of the office as a process of its own: begun, killed, frozen, looked at; whoever ends alone is noted."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from tests.soak.judge.snapshot import Ended
from tests.tools import ROOT

_ERROR = re.compile(r"(^\S+ (error|critical) )|( (ERROR|CRITICAL) )|^Traceback |^\w+(\.\w+)*Error\b")
_LAST_WORDS = 20_000


class Kept:
    """One program that is to run: as a service manager would, it begins again what ended, unless told to leave it."""

    def __init__(self, name: str, words: tuple[str, ...], env: Mapping[str, str], log: Path) -> None:
        self.name, self.words, self.env, self.log = name, words, dict(env), log
        self.wanted = False
        self.lives = 0
        self.process: subprocess.Popen[bytes] | None = None
        self.began = 0.0
        self._read = self._born_at = 0
        self._part = b""

    @property
    def pid(self) -> int:
        """Return its number, 0 while it does not run."""
        return self.process.pid if self.process and self.process.poll() is None else 0

    def begin(self) -> None:
        """Start it, and keep it running from now on."""
        self.wanted = True
        if self.pid:
            return
        with self.log.open("ab") as log:
            self._born_at = log.tell()
            self.process = subprocess.Popen(
                [sys.executable, *self.words],
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches only the soak, which stops them in order
            )
        self.lives += 1
        self.began = time.monotonic()

    def kill(self) -> None:
        """End it as a power cut would, and leave it so."""
        self.wanted = False
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self, seconds: float = 30) -> None:
        """Ask it to end; force it where it does not."""
        self.wanted = False
        if not self.process:
            return
        self.send(signal.SIGCONT)
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def send(self, number: int) -> None:
        """Send it a signal, if it runs."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def look_after(self) -> Ended | None:
        """Begin it again where it ended by itself; return how it ended, None where it runs or was to end."""
        if not self.wanted or self.pid or self.process is None:
            return None
        ended = Ended(self.name, self.process.returncode, self._wrote())
        self.begin()
        return ended

    def _wrote(self) -> str:
        """Return the end of what it wrote in this life."""
        with self.log.open("rb") as file:
            file.seek(max(self._born_at, file.seek(0, os.SEEK_END) - _LAST_WORDS))
            return file.read().decode("utf-8", "replace")

    def errors(self) -> Iterator[str]:
        """Yield the lines of errors written since the last question."""
        if not self.log.exists():
            return
        with self.log.open("rb") as file:
            file.seek(self._read)
            fresh = self._part + file.read()
            self._read = file.tell()
        *lines, self._part = fresh.split(b"\n")
        for line in lines:
            words = line.decode("utf-8", "replace")
            if _ERROR.search(words):
                yield words

    def figures(self) -> dict[str, float]:
        """Return its memory and open descriptors."""
        if not self.pid:
            return {}
        try:
            status = Path(f"/proc/{self.pid}/status").read_text()
            memory = re.search(r"VmRSS:\s+(\d+) kB", status)
            open_files = sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())
        except (OSError, ValueError):
            return {}
        return {"memory": float(memory[1]) * 1024 if memory else 0.0, "descriptors": float(open_files)}
