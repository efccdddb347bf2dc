"""The words in a picture, by tesseract: a program of this PC, run at the lowest priority, killed when it is late."""

import contextlib
import os
import shutil
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

from cachetools import TTLCache, cached

from models.rules.core.inherited import inherited

SECONDS = 600.0  # for one page, by the clock: at the lowest priority it waits for all others
PROCESSOR_SECONDS = 60  # for one page
MEMORY = 1024 * 1024 * 1024  # bytes; a page of A4 needs 200 to 300 MB
LOWEST = 19
_LANGUAGES = ("ind", "eng")
_PLACES = (
    r"C:\Program Files\Tesseract-OCR\tesseract.exe",
    "/opt/homebrew/bin/tesseract",
    "/usr/local/bin/tesseract",
)
_WORDS = ("TESSDATA_PREFIX",)  # where it finds them


class NotRecognised(Exception):
    """tesseract did not come to an end with this page; others may be recognised."""


@dataclass(frozen=True)
class Recogniser:
    """An installed tesseract, and the languages it reads here."""

    program: str
    languages: tuple[str, ...]

    @property
    def lacks_indonesian(self) -> bool:
        """Whether it reads without the words of Indonesian, and so errs more often."""
        return _LANGUAGES[0] not in self.languages

    def words_in(self, picture: bytes, seconds: float = SECONDS) -> str:
        """Return the text of a picture (PNG). Raises NotRecognised."""
        command = [self.program, "stdin", "stdout", "-l", "+".join(self.languages), "--psm", "3"]
        process = _started(command)
        try:
            text, _ = process.communicate(picture, seconds)
        except (subprocess.TimeoutExpired, OSError) as err:
            process.kill()
            process.communicate()
            raise NotRecognised from err
        if process.returncode != 0:
            raise NotRecognised
        return text.decode("utf-8", "replace")


@cached(
    TTLCache(maxsize=1, ttl=300), lock=threading.Lock()
)  # one that is installed while the program runs is found within five minutes
def find_recogniser() -> Recogniser | None:
    """Return the tesseract of this PC; None where it is not installed or reads neither Indonesian nor English."""
    program = shutil.which("tesseract") or next((place for place in _PLACES if Path(place).is_file()), None)
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, env=_environment()
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    there = set(done.stdout.split())
    languages = tuple(name for name in _LANGUAGES if name in there)
    return Recogniser(program, languages) if languages else None


def _environment() -> dict[str, str]:
    words = {name: os.environ[name] for name in _WORDS if name in os.environ}
    return (
        inherited(os.environ) | words | {"OMP_THREAD_LIMIT": "1"}
    )  # more threads hardly hasten a page, and take the office's processor


def _started(command: list[str]) -> "subprocess.Popen[bytes]":
    flags = {"creationflags": subprocess.IDLE_PRIORITY_CLASS} if os.name == "nt" else {}  # type: ignore[attr-defined]
    try:
        process = subprocess.Popen(
            command,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may quote the page
            **flags,
        )
    except OSError as err:
        raise NotRecognised from err
    keep_quiet(process.pid, MEMORY, PROCESSOR_SECONDS)
    return process


def keep_quiet(pid: int, memory: int, processor_seconds: int) -> None:
    """Give a child process the lowest priority and its limits (memory in bytes), where the platform can."""
    with contextlib.suppress(OSError, AttributeError, ImportError):
        os.setpriority(os.PRIO_PROCESS, pid, LOWEST)
        import resource

        resource.prlimit(pid, resource.RLIMIT_AS, (memory, memory))
        resource.prlimit(pid, resource.RLIMIT_CPU, (processor_seconds, processor_seconds))
