"""What the watcher sees of the back offices started with its data folder: whether each answers and works."""

import ipaddress
from pathlib import Path
from typing import Any

from models.rules.upkeep.conditions.of_programs import TROUBLED_WORKER
from models.rules.upkeep.conditions.row import Part, Seen, Sign
from models.rules.upkeep.conditions.table import judge
from models.rules.upkeep.watched import Looked, Wrong, wrong_of
from models.tables.core.listening import Listening, starts
from sync_agent.connector_kit.errors import ConnectorError
from sync_agent.connector_kit.http import Http

_ANSWER_SECONDS = 10.0
_ALIVE = {"status": "ok"}
_OF_ITSELF = ("database", "schema")
_OF_OFFICE = "secret.key"  # in a folder without it, a disk's empty mount point, no note was taken away


def of_back_office(data_dir: Path, started: dict[int, Listening]) -> Looked:
    """Return whether each back office that was started with this data folder answers and works; none may be here."""
    try:
        known = starts(data_dir)
    except ValueError:
        return Looked(_named(Sign.BACK_OFFICE_UNKNOWN), frozenset({Part.BACK_OFFICE}))
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
    signs = [Sign.BACK_OFFICE_SILENT] * silent + [Sign.BACK_OFFICE_UNREADY] * unready
    return Looked(_named(*signs, workers=tuple(workers)))


def _named(*signs: Sign, workers: tuple[str, ...] = ()) -> tuple[Wrong, ...]:
    return tuple(map(wrong_of, judge(Seen(frozenset(signs), workers=workers))))


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
    return [one for one in said if TROUBLED_WORKER.fullmatch(str(one))] if isinstance(said, list) else []


def _reached(host: str) -> str:
    """Return where a program that listens on an address is reached from here: one on all of them on loopback."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    if found.version == 6:
        return "[::1]" if found.is_unspecified else f"[{host}]"
    return "127.0.0.1" if found.is_unspecified else host
