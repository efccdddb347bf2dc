"""What a process uses, under the names Prometheus' own libraries give it. What a system does not tell is left out."""

import os
from contextlib import suppress
from pathlib import Path

from admin_app.upkeep.prometheus import Figure, Kind

PROC = Path("/proc")
_STARTED = 19  # field 22 of /proc/self/stat, counted behind the program's name, which may hold blanks


def of_process(proc: Path = PROC) -> list[Figure]:
    """Return processor time, memory, open files and start of this process."""
    spent = os.times()
    found = [_figure("process_cpu_seconds_total", "processor time used", spent.user + spent.system, Kind.COUNTER)]
    with suppress(OSError, ValueError, IndexError, StopIteration):  # Windows and macOS have no /proc
        found += _of_memory(proc)
        found.append(_figure("process_start_time_seconds", "start, in seconds since 1970", _started(proc)))
        found.append(
            _figure("process_open_fds", "open files and connections", len(list((proc / "self/fd").iterdir())))
        )
        found.append(_figure("process_max_fds", "how many may be open", _most_files(proc)))
    return found


def _of_memory(proc: Path) -> list[Figure]:
    virtual, resident = (proc / "self/statm").read_text("ascii").split()[:2]
    page = os.sysconf("SC_PAGE_SIZE")
    return [
        _figure("process_virtual_memory_bytes", "addresses asked for", int(virtual) * page),
        _figure("process_resident_memory_bytes", "memory in use", int(resident) * page),
    ]


def _started(proc: Path) -> float:
    told = (proc / "self/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    lines = (proc / "stat").read_text("ascii", "replace").splitlines()
    booted = next(int(line.split()[1]) for line in lines if line.startswith("btime"))
    return booted + int(told[_STARTED]) / os.sysconf("SC_CLK_TCK")


def _most_files(proc: Path) -> float:
    lines = (proc / "self/limits").read_text("ascii").splitlines()
    most = next(line.split()[3] for line in lines if line.startswith("Max open files"))
    return float("inf") if most == "unlimited" else int(most)


def _figure(name: str, help_text: str, value: float, kind: Kind = Kind.GAUGE) -> Figure:
    return Figure(name, help_text, [({}, value)], kind)
