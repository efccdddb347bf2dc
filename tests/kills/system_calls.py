"""Kills the agent's working thread at its N-th system call of a kind, and reads where on its way that was.

`strace` is attached to that one thread while it waits for its first page, so the count begins there; the signal
arrives before the call is made.
"""

import re
import signal
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.kills.scene import Scene, until, working_thread
from tests.tools import needs

KINDS = ("sendto", "recvfrom", "pwrite64", "fsync", "fdatasync", "write", "rename")

# HTTP and SQL travel in clear, files are named: the first row that fits says what a call is about.
_ABOUT: tuple[tuple[str, str], ...] = (
    ("send", r'sendto\(.*?"(POST /waha/api/sendText|\{)'),
    ("new id", r'sendto\(.*?"GET [^"?]*/new-message-id'),
    ("look back", r'sendto\(.*?"GET [^"?]*/chats/all/messages/'),
    ("poll", r'sendto\(.*?"GET [^"?]*/chats/all/messages\?'),
    ("file", r'sendto\(.*?"GET [^"?]*/(messages|files)/'),
    ("other", r'sendto\(.*?"GET '),
    ("store", r"files/|\.part"),
    ("witness", r"attempts\.log"),
    ("commit", r"fd?(ata)?sync\(.*-wal>|sendto\(.*?\"Q.*COMMIT"),
    ("database", r"sendto\(|-wal>|\.db"),
    ("answer", r"recvfrom\("),
)
_IN_DATABASE = ("database", "commit sent", "commit")
_REQUESTS = ("send", "new id", "look back", "poll", "file", "other")
# What was asked last, what the killed call is about -> the point of reliability F1-F10; None: whatever it is.
_POINTS: tuple[tuple[str | None, str | None, str], ...] = (
    (None, "witness", "F7"),
    (None, "send", "F7"),
    (None, "new id", "F6"),
    (None, "store", "F10"),
    ("send", "answer", "F8"),
    ("send", None, "F9"),
    ("new id", None, "F6"),
    ("file", None, "F10"),
    ("poll", "answer", "F2"),
    ("poll", "database", "F3"),
    ("poll", "commit sent", "F3"),
    ("poll", "commit", "F4"),
    (None, "look back", "look back"),
    ("look back", None, "look back"),
)


@dataclass(frozen=True)
class Call:
    """One system call: the how-manieth of its kind, what it is about, and at which point it stands."""

    kind: str
    number: int
    about: str
    point: str


def read_calls(lines: Iterable[str]) -> list[Call]:
    """Read a trace of one thread."""
    calls: list[Call] = []
    asked, http, commits, stored = "poll", True, {"Q..COMMIT"}, False
    for line in lines:
        kind = line.partition("(")[0]
        if kind not in KINDS:
            continue
        about = next((name for name, pattern in _ABOUT if re.search(pattern, line)), "other file")
        commits |= set(re.findall(r"(_pg3_\d+)\\0COMMIT", line))
        if about == "database" and '"B' in line and any(f"{name}\\0" in line for name in commits):
            about = "commit"
        if about == "commit" and kind == "sendto":
            about = "commit sent"
        if kind == "recvfrom" and not http:
            about = "commit" if calls and calls[-1].about == "commit sent" else "database"
        number = 1 + sum(1 for call in calls if call.kind == kind)
        calls.append(Call(kind, number, about, _point(asked, about, stored)))
        if kind == "sendto":
            http = about in _REQUESTS
        if about in _REQUESTS:
            asked, stored = about, False
        stored |= about == "commit"
    return calls


def _point(asked: str, about: str, stored: bool) -> str:
    if asked == "poll" and stored and about in (*_REQUESTS, *_IN_DATABASE):
        return "F5"
    if about == "poll":
        return "F1"
    return next((point for was, now, point in _POINTS if was in (None, asked) and now in (None, about)), "elsewhere")


@contextmanager
def _attached(thread: int, log: Path, *words: str) -> Iterator[None]:
    """Follow one thread of a running program until it ends."""
    listing = ("-y", "-s", "300", "-o", str(log), "-e", f"trace={','.join(KINDS)}")
    tracer = subprocess.Popen([needs("strace"), "-p", str(thread), *listing, *words], stderr=subprocess.DEVNULL)
    until(lambda: _followed_or_gone(thread), "strace attached")
    yield
    tracer.wait(60)


def _followed_or_gone(thread: int) -> bool:
    """Whether a tracer holds the thread; one that was killed at its first call leaves nothing to ask."""
    try:
        return "TracerPid:\t0\n" not in Path(f"/proc/{thread}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def trace_once(scene: Scene, *words: str) -> list[Call]:
    """Run one whole pass and return what its working thread did from its first page on."""
    return _follow(scene, *words)[1]


def kill_at_call(scene: Scene, kind: str, number: int) -> Call | None:
    """Run one pass, kill it as it is about to make this call, and return that call; None where it made fewer."""
    code, calls = _follow(scene, "-e", f"inject={kind}:signal=SIGKILL:when={number}")
    return calls[-1] if code == -signal.SIGKILL else None


def point_of_death(scene: Scene, kind: str, number: int) -> str:
    """Run one pass, kill it as it is about to make this call, and return the point it was at."""
    call = kill_at_call(scene, kind, number)
    assert call is not None, f"the pass has no {number} calls of {kind}"
    return call.point


def _follow(scene: Scene, *words: str) -> tuple[int, list[Call]]:
    log = scene.folder / "trace.log"
    with ExitStack() as tracing:
        with scene.held_at_the_poll() as process:
            tracing.enter_context(_attached(working_thread(process.pid), log, *words))
        code = process.wait(60)
    return code, read_calls(log.read_text(errors="replace").splitlines())
