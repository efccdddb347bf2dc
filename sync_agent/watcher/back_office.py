"""What the watcher sees of the back offices started with its data folder: whether each answers and works."""

import ipaddress
import re
from pathlib import Path
from typing import Any

from models.rules.upkeep.watched import Looked, Part, Wrong
from models.tables.core.listening import Listening, starts
from sync_agent.connector_kit.errors import ConnectorError
from sync_agent.connector_kit.http import Http

_ANSWER_SECONDS = 10.0
_ALIVE = {"status": "ok"}
_OF_ITSELF = ("database", "schema")
_BACK_OFFICE = Wrong(
    "back_office_silent",
    "the back office that was started here does not answer: start it, or see its log for why it ended; "
    "where it serves from elsewhere now, remove the folder 'listening' in the data folder",
    Part.BACK_OFFICE,
    "Program layar (run_admin.py) di komputer ini tidak menjawab. Jalankan lagi, atau lihat catatannya.",
)
_NOT_READY = Wrong(
    "back_office_not_ready",
    "the back office that was started here lives and cannot work: its /readyz says why; where the database answers "
    "others, see its settings and start it anew",
    Part.BACK_OFFICE,
    "Program layar (run_admin.py) di komputer ini hidup, tetapi tidak dapat bekerja. Sebabnya tertulis di /readyz.",
)
_UNREADABLE = Wrong(
    "back_office_unknown",
    "where the back office listens cannot be read: start it anew",
    Part.BACK_OFFICE,
    "Tidak terbaca di mana program layar (run_admin.py) melayani. Mulai ulang program itu.",
)
_OF_OFFICE = "secret.key"  # in a folder without it, a disk's empty mount point, no note was taken away
# As /readyz says it; what another program on that port says does not leave the office.
_WORKER = re.compile(r"worker (\d{1,3}) (?:(answers nobody)|ended \(([A-Za-z0-9 ]{1,40})\))")


def of_back_office(data_dir: Path, started: dict[int, Listening]) -> Looked:
    """Return whether each back office that was started with this data folder answers and works; none may be here."""
    try:
        known = starts(data_dir)
    except ValueError:
        return Looked((_UNREADABLE,), frozenset({Part.BACK_OFFICE}))
    if known or (data_dir / _OF_OFFICE).exists():
        started.clear()  # what replaced another has taken its note away; somebody may take them all
    started |= {one.process: one for one in known}
    silent, unready, workers = False, False, list[str]()
    for start in started.values():
        line = next((one for one in map(_line, start.addresses) if _answers(one)), None)
        silent |= line is None
        ready, state = _state(line) if line else (True, {})
        unready |= not ready and {state.get(one) for one in _OF_ITSELF} != {"ok"}
        workers += _troubled(state)
    wrong = ((_BACK_OFFICE,) if silent else ()) + ((_NOT_READY,) if unready else ())
    return Looked(wrong + ((_of_workers(workers),) if workers else ()))


def _line(address: tuple[str, int]) -> Http:
    """Return the way to a back office, whatever hosts it is set to answer to."""
    host, port = address
    return Http(f"http://{_reached(host)}:{port}", {"Host": "localhost"}, _ANSWER_SECONDS, own=True)


def _answers(line: Http) -> bool:
    try:
        answer = line.get("/healthz")
        return answer.status == 200 and answer.json() == _ALIVE
    except ConnectorError:
        return False


def _state(line: Http) -> tuple[bool, dict[str, Any]]:
    """Return whether a back office says that it can work, and all that it says."""
    try:
        answer = line.get("/readyz")
        state = answer.json()
    except ConnectorError:
        return False, {}
    return answer.status == 200, state if isinstance(state, dict) else {}


def _troubled(state: dict[str, Any]) -> list[str]:
    said = state.get("workers")
    return [one for one in said if _WORKER.fullmatch(str(one))] if isinstance(said, list) else []


def _of_workers(said: list[str]) -> Wrong:
    """Return the condition that workers ended by themselves or answer nobody, each with its cause."""
    operators, staff = ", ".join(said), ", ".join(_in_indonesian(one) for one in said)
    return Wrong(
        "back_office_worker",
        f"{operators}: what ended or hangs is begun anew by itself; where that comes again, see the log of the back "
        "office and the memory of this PC",
        Part.BACK_OFFICE,
        f"Proses program layar (run_admin.py) di komputer ini bermasalah: {staff}. Yang berakhir atau macet "
        "dijalankan lagi sendiri; bila terulang, lihat catatannya dan sisa memori komputer ini.",
    )


def _in_indonesian(said: str) -> str:
    found = _WORKER.fullmatch(said)
    number, silent, how = found.groups() if found else ("", "", "")
    return f"proses {number} tidak menjawab" if silent else f"proses {number} berakhir ({how})"


def _reached(host: str) -> str:
    """Return where a program that listens on an address is reached from here: one on all of them on loopback."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    if found.version == 6:
        return "[::1]" if found.is_unspecified else f"[{host}]"
    return "127.0.0.1" if found.is_unspecified else host
