"""Where the back offices of this folder listen and what they met: a file for each process, read by doctor."""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from models.rules.core.moments import iso

FOLDER = "listening"


class Seen(StrEnum):
    """What a back office met of the way its pages travel."""

    PLAIN = "plain"  # a page went unencrypted over a network
    UNTRUSTED = "untrusted"  # a proxy of this machine whose word does not count


@dataclass(frozen=True)
class Listening:
    """One start of a back office: its process, its addresses, since when (UTC, as text), and what it met."""

    process: int
    addresses: tuple[tuple[str, int], ...]
    since: str
    seen: frozenset[Seen]
    alive: bool


def note_listening(data_dir: Path, addresses: Iterable[tuple[str, int]], now: datetime) -> None:
    """Write down where this process listens now; `now` is naive UTC. What dead processes wrote is taken away.

    Raises OSError where it cannot be written.
    """
    folder = data_dir / FOLDER
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if not is_alive(_process_of(path)):
            path.unlink(missing_ok=True)
    words = json.dumps({"addresses": [list(one) for one in addresses], "since": iso(now)})
    written = folder / f"{os.getpid()}.new"
    written.write_text(words, "utf-8")
    written.replace(folder / f"{os.getpid()}.json")


def note_seen(data_dir: Path, what: Seen) -> None:
    """Write down once what this process met; where that fails, the log alone says so."""
    path = data_dir / FOLDER / f"{os.getpid()}.{what}"
    with contextlib.suppress(OSError):
        if path.parent.is_dir() and not path.exists():
            path.touch()


def starts(data_dir: Path) -> list[Listening]:
    """Return the starts known of this folder, the latest last: the living ones, and what ended since the last start.

    Raises ValueError where one is written and cannot be read.
    """
    try:
        paths = sorted((data_dir / FOLDER).glob("*.json"))
    except OSError as err:
        raise ValueError(str(err)) from err
    return sorted((_read(path) for path in paths), key=lambda one: one.since)


def _read(path: Path) -> Listening:
    process = _process_of(path)
    try:
        found = json.loads(path.read_text("utf-8"))
        addresses = tuple((str(host), int(port)) for host, port in found["addresses"])
        since = str(found["since"])
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise ValueError(f"{path} cannot be read") from err
    if not addresses:
        raise ValueError(f"{path} names no address")
    return Listening(process, addresses, since, frozenset(_met(path)), is_alive(process))


def _met(path: Path) -> Iterator[Seen]:
    yield from (what for what in Seen if path.with_suffix(f".{what}").exists())


def _process_of(path: Path) -> int:
    return int(path.stem) if path.stem.isdigit() else 0


def is_alive(process: int) -> bool:
    """Whether a process runs; one of another account does, too."""
    if process <= 0:
        return False
    if os.name == "nt":
        return _is_alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _is_alive_on_windows(process: int) -> bool:
    import ctypes

    query, running = 0x1000, 259  # PROCESS_QUERY_LIMITED_INFORMATION, STILL_ACTIVE
    kernel: object = getattr(ctypes, "windll").kernel32  # noqa: B009 - there on Windows alone
    handle = kernel.OpenProcess(query, False, process)  # type: ignore[attr-defined]
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))  # type: ignore[attr-defined]
    kernel.CloseHandle(handle)  # type: ignore[attr-defined]
    return code.value == running
