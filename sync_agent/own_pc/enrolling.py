"""Enrols this machine: shows a one-time code to the office's https address, whose certificate the code names.

Whoever else answers there is refused before anything is said to him.
"""

import http.client
import json
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from models.rules.upkeep.enrol_code import EnrolCode
from models.tables.core.durable import give_to_folders_owner, write_durably
from models.tables.core.keys.machine_key import MachineKey, machine_key
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import ENROLLED
from models.tables.upkeep.front_certificate import unjudged

ROOT = "postgresql.crt"
_PATH, _SECONDS, _MOST = "/komputer-kanal/daftar", 20.0, 65536
_FOR = "enrol"
_WHY = {
    "code": "The code is over: another was made, it was used, or an hour went by. Make a new one on the server.",
    "key": "The office takes this machine's key no more: move machine.key out of the data folder, then enrol anew.",
    "role": "The server's own role may not make logins: see ALTER ROLE … CREATEROLE in deploy/README.md.",
    "https": "The server does not see that it is asked by https: see ADUAN_TRUSTED_PROXIES there.",
}


class EnrolRefused(Exception):
    """This machine was not enrolled; the sentence says why and what to do."""


@dataclass(frozen=True)
class Enrolled:
    """As what this machine was enrolled, and the file of its settings."""

    name: str
    settings: Path


def enrol(address: str, code: EnrolCode, folder: Path) -> Enrolled:
    """Enrol this machine and keep in its data folder what it is handed. Raises EnrolRefused, SecretLost, OSError."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise EnrolRefused(f"The address is '{address}': it must be the office's https address.")
    key = machine_key(folder)
    said = json.dumps({"word": code.word.hex(), "public": key.public})
    handed = _opened(key, _asked(parts.hostname, parts.port or 443, code, said))
    return _keep(handed | {"address": f"https://{parts.netloc.rpartition('@')[2]}"}, folder)


def _asked(host: str, port: int, code: EnrolCode, said: str) -> dict[str, str]:
    try:
        with (
            socket.create_connection((host, port), _SECONDS) as line,
            unjudged().wrap_socket(line, server_hostname=host) as secured,
        ):
            if not code.is_of(secured.getpeercert(binary_form=True) or b""):
                raise EnrolRefused(
                    "Another certificate is shown there than the code names, so nothing was said. Make a new code; "
                    "if this comes again, somebody stands between this machine and the server."
                )
            connection = http.client.HTTPSConnection(host, port)
            connection.sock = secured
            headers = {"Content-Type": "application/json", "Connection": "close"}
            connection.request("POST", _PATH, said, headers)
            answer = connection.getresponse()
            found = json.loads(answer.read(_MOST))
    except (OSError, http.client.HTTPException, ValueError) as err:
        raise EnrolRefused(
            f"No usable answer came from {host}:{port} ({type(err).__name__}). If the code is refused next time, it "
            "was used up: run agent-role off on the server, and make a new one."
        ) from err
    if not isinstance(found, dict) or "box" not in found:
        why = str(found.get("refused", "")) if isinstance(found, dict) else ""
        raise EnrolRefused(_WHY.get(why, f"The server did not enrol this machine (HTTP {answer.status})."))
    return {"box": str(found["box"])}


def _opened(key: MachineKey, answer: dict[str, str]) -> dict[str, str]:
    try:
        (holds,) = key.opened(answer["box"], _FOR)
    except (SecretLost, ValueError) as err:
        raise EnrolRefused("What the server handed over does not open with this machine's key.") from err
    return holds


def _keep(holds: dict[str, str], folder: Path) -> Enrolled:
    """Write the root first: the settings that name it make the machine enrolled."""
    root = folder / ROOT
    write_durably(root, holds["root"].encode())
    database = f"{holds['database']}&sslrootcert={quote(str(root.absolute()))}"
    settings = folder / ENROLLED
    lines = {
        "database_url": database,
        "file_store": "database",
        "enrolled_as": holds["name"],
        "office": holds["office"],
        "address": holds["address"],  # where it fetches the next version
    }
    write_durably(settings, "".join(f"{name} = {json.dumps(value)}\n" for name, value in lines.items()).encode())
    for path in (root, settings):
        give_to_folders_owner(path)
    return Enrolled(holds["name"], settings)
