"""A Windows on this machine: Debian's wine with a disk of its own, on which the built archive was installed."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from releases.building import build
from releases.interpreter import read_interpreter
from releases.locked import Unbuildable
from releases.platforms import PLATFORMS
from releases.sources import read_commit
from tests.releases.toy import KEY
from tests.tools import ROOT
from tests.windows.python_embed import embeddable

PROGRAM, DATA = "C:\\aduan", "C:\\kantor"
_WINDOWS = PLATFORMS["windows-amd64"]
_HELD = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
_PATIENCE = 600.0  # seconds for one command on a busy machine


@dataclass
class Windows:
    """One disk C: under a folder of this machine, and how a command runs there."""

    folder: Path
    env: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Let nothing of this machine's settings in: with TMPDIR set, wine 10.0 dies before it begins."""
        (self.folder / "run").mkdir(mode=0o700)
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "WINEPREFIX": str(self.folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "winemenubuilder.exe=d;mscoree=d;mshtml=d;winebus.sys=d",
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "ADUAN_DATA_DIR": DATA,
            "ADUAN_SECOND_FACTOR": "optional",
        }

    @property
    def disk(self) -> Path:
        """Return where C: lies on this machine."""
        return self.folder / "prefix" / "drive_c"

    def run(
        self, *words: str, given: str = "", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows command to its end; `env` goes beside the settings.

        It writes into files: what Windows begins beside it would hold a pipe open for good.
        """
        said = [self.folder / name for name in ("said.txt", "said-of-errors.txt")]
        with said[0].open("w") as out, said[1].open("w") as errors:
            done = subprocess.run(
                ["wine", *words],
                env=self.env | dict(env or {}),
                cwd=self.folder,
                input=given.encode(),
                stdout=out,
                stderr=errors,
                timeout=_PATIENCE,
            )
        return subprocess.CompletedProcess(
            words, done.returncode, *(each.read_text("utf-8", "replace") for each in said)
        )

    def program(self, name: str, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run run_admin or run_agent as an office does, by what the installer laid beside the versions."""
        return self.run("cmd", "/c", f"{PROGRAM}\\{name}.cmd", *words, given=given)

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the Python of the installed version."""
        version = (self.disk / "aduan" / "now.txt").read_text().strip()
        return self.run(f"{PROGRAM}\\{version}\\python\\python.exe", "-X", "utf8", *words)

    @contextmanager
    def started(self, name: str, *words: str) -> Iterator["subprocess.Popen[str]"]:
        """Run a program beside the test; it is ended by force where the block did not end it."""
        command = ["wine", "cmd", "/c", f"{PROGRAM}\\{name}.cmd", *words]
        with (self.folder / "started.log").open("w") as log:
            process = subprocess.Popen(
                command, env=self.env, cwd=self.folder, text=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
            try:
                yield process
            finally:
                if process.poll() is None:
                    self._end()
                process.wait(_PATIENCE)

    @contextmanager
    def kept_up(self) -> Iterator[None]:
        """Keep a program waiting there: Windows begins anew, seconds each time, where none is left."""
        waiting = subprocess.Popen(["wine", "cmd", "/q"], env=self.env, cwd=self.folder, **_HELD)
        try:
            yield
        finally:
            self._end()
            waiting.communicate()

    def _end(self) -> None:
        """End every Windows program of this disk."""
        with suppress(FileNotFoundError):
            subprocess.run(["wineserver", "-k"], env=self.env, cwd=self.folder, timeout=_PATIENCE)
            subprocess.run(["wineserver", "-w"], env=self.env, cwd=self.folder, timeout=_PATIENCE)


@contextmanager
def windows(folder: Path) -> Iterator[Windows]:
    """Yield such a Windows with the archive of this commit unpacked on its disk, or skip with the reason.

    It takes about 1.5 GB in the folder; afterwards nothing of it runs or lies there.
    """
    if not shutil.which("wine") or not shutil.which("wineserver"):
        pytest.skip("wine is not on this machine (Debian: apt install --no-install-recommends wine wine64)")
    here = Windows(folder)
    try:
        unpacked = folder / "unpacked"
        shutil.unpack_archive(_archive(folder), unpacked)
        begun = here.run("wineboot", "-i")
        if begun.returncode or not here.disk.is_dir():
            pytest.skip(f"wine does not begin on this machine: {begun.stderr.strip()[-200:]}")
        next(unpacked.iterdir()).rename(here.disk / "arsip")
        with here.kept_up():
            yield here
    finally:
        here._end()
        shutil.rmtree(folder, ignore_errors=True)


def _archive(folder: Path) -> Path:
    """Build the archive as `start.py release` does; wheels are kept where ADUAN_TEST_WHEELS says."""
    wheels = Path(os.environ.get("ADUAN_TEST_WHEELS") or folder / "wheels").resolve()
    try:
        interpreter = read_interpreter(embeddable(folder), _WINDOWS)
        return build(read_commit(ROOT), _WINDOWS, KEY, wheels, folder, interpreter=interpreter)
    except Unbuildable as lacks:
        pytest.skip(f"no archive for Windows can be built: {str(lacks)[:200]}")
