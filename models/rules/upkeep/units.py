"""The systemd units of the programs, as text: who runs them, what they may touch, and that they come back.

Each program may write in its data folder and nowhere else, sees no other process and no device, and gains no right
(systemd.exec(5), systemd.service(5)). Memory that is written and executed stays allowed: Python's ctypes and
LibreOffice make some.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# What each program promises: to end within ten seconds of SIGTERM.
STOP_SECONDS = 20
# Fetching and installing a version on a slow PC and line.
BEFORE_SECONDS = 1800
HOMES = ("/home", "/root")
_HARDENED = (
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "AmbientCapabilities=",
    "ProtectSystem=strict",
    "PrivateTmp=yes",
    "PrivateDevices=yes",
    "ProtectProc=invisible",
    "ProtectKernelTunables=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelLogs=yes",
    "ProtectControlGroups=yes",
    "ProtectClock=yes",
    "ProtectHostname=yes",
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
    "RestrictNamespaces=yes",
    "RestrictRealtime=yes",
    "RestrictSUIDSGID=yes",
    "RemoveIPC=yes",
    "LockPersonality=yes",
    "KeyringMode=private",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
    "SystemCallFilter=~@privileged",
    "SystemCallErrorNumber=EPERM",
    "UMask=0077",
)


class Program(StrEnum):
    """The programs, by the names of their services."""

    BACK_OFFICE = "aduan-back-office"
    AGENT = "aduan-agent"
    WATCHER = "aduan-watcher"
    BACKUP = "aduan-backup"


WORDS = {
    Program.BACK_OFFICE: "Aduan back office",
    Program.AGENT: "Aduan sync agent",
    Program.WATCHER: "Aduan watcher",
    Program.BACKUP: "Aduan planned backups",
}
# Begun by a timer, does one turn and ends: what is due, it knows itself.
TURNS = frozenset({Program.BACKUP})
# By the machine's own time since its start: a clock that is set right or wrong neither skips nor repeats a turn.
_TIMER = ("OnActiveSec=1min", "OnUnitInactiveSec=10min")
# The office goes before it, and it lasts as long as it lasts.
_TURN = ("Type=oneshot", "Nice=10", "IOSchedulingClass=idle")
_STAYS = (
    "Type=exec",
    # Its children end by its own word, after the requests that were begun.
    "KillMode=mixed",
    # Whoever stops it, as before a restore, finds it stopped.
    "Restart=on-failure",
    "RestartSec=5",
)


@dataclass(frozen=True)
class Service:
    """One program as this machine runs it; all paths are absolute."""

    program: Program
    python: str
    folder: str  # where the program lies
    writes: tuple[str, ...]  # the only folders it may write in: its data, and a database that lies elsewhere
    needs: tuple[str, ...]  # what else it reads, as the paths truly lie: its Python, its own files
    account: str  # the system account it runs as
    settings_file: str  # its settings as KEY=VALUE, read by systemd before it gives up its rights
    words: tuple[str, ...]  # what stands after the Python
    outside: tuple[str, ...] = ()  # folders it may write in too, which may not be there: of disks and shares
    before: tuple[str, ...] = ()  # what stands after the Python in a command that root runs before each start


def unit_name(program: Program) -> str:
    """Return the name of a program's unit."""
    return f"{program}.service"


def started_by(program: Program) -> str:
    """Return the name of the unit that begins with the machine: the program's own, or its timer."""
    return f"{program}.timer" if program in TURNS else unit_name(program)


def timer_text(program: Program) -> str:
    """Return the timer of a program that does a turn and ends: a minute after the start, then ten after each turn."""
    lines = [
        "# Written by `service install`; what is changed here is lost when it is run again.",
        "[Unit]",
        f"Description={WORDS[program]}, every ten minutes",
        "",
        "[Timer]",
        *_TIMER,
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(lines) + "\n"


def unit_text(service: Service) -> str:
    """Return the unit file of a service. Raises ValueError where a path or word cannot stand in one."""
    command = " ".join(_quoted(word) for word in (service.python, *service.words))
    paths = (service.folder, *service.writes, *service.needs, *service.outside)
    turns, outside = service.program in TURNS, (f"-{path}" for path in service.outside)
    home = any(f"{path}/".startswith(f"{place}/") for path in paths for place in HOMES)
    for path in (service.python, *paths):
        _demand_path(path)
    lines = [
        "# Written by `service install`; what is changed here is lost when it is run again.",
        "[Unit]",
        f"Description={WORDS[service.program]}",
        "Wants=network-online.target",
        "After=network-online.target postgresql.service",
        "StartLimitIntervalSec=0",
        "",
        "[Service]",
        *(_TURN if turns else _STAYS),
        f"User={_plain(service.account)}",
        f"WorkingDirectory={_plain(service.folder)}",
        f"EnvironmentFile={_plain(service.settings_file)}",
        *_before(service),
        f"ExecStart={command}",
        "KillSignal=SIGTERM",
        f"TimeoutStopSec={STOP_SECONDS}",
        "",
        f"ReadWritePaths={' '.join(map(_quoted, (*service.writes, *outside)))}",
        f"ProtectHome={'read-only' if home else 'yes'}",
        *_HARDENED,
        *([] if turns else ["", "[Install]", "WantedBy=multi-user.target"]),
    ]
    return "\n".join(lines) + "\n"


def _before(service: Service) -> list[str]:
    """Return what root does before each start; whatever comes of it, the program starts.

    Without the walls of the program itself (`+`): it writes where the versions lie, which the program may not.
    """
    if not service.before:
        return []
    words = " ".join(_quoted(word) for word in (service.python, *service.before))
    return [f"ExecStartPre=-+{words}", f"TimeoutStartSec={BEFORE_SECONDS}"]


def settings_text(settings: Mapping[str, str]) -> str:
    """Return settings as a file that systemd reads. Raises ValueError where a value has more than one line."""
    for name, value in settings.items():
        if not value.isprintable():
            raise ValueError(f"{name} cannot stand in a settings file: it has more than one line")
    escaped = {name: value.replace("\\", "\\\\").replace('"', '\\"') for name, value in settings.items()}
    return "".join(f'{name}="{value}"\n' for name, value in sorted(escaped.items()))


def _demand_path(path: str) -> None:
    """Raise ValueError for a path that systemd reads otherwise in one place than in another."""
    if not path.startswith("/") or set(path) & set("$\"'\\") or path != path.strip():
        raise ValueError(f"{path!r} cannot stand in a unit: choose a folder without quotes, $ and \\")


def _quoted(word: str) -> str:
    """Return a word of a command; % and $ would be read as something else."""
    _plain(word)
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$") + '"'


def _plain(word: str) -> str:
    if not word or not word.isprintable():
        raise ValueError(f"{word!r} cannot stand in a unit: it has more than one line, or is nothing")
    return word.replace("%", "%%")
