"""Asks the office's https address for the archive of its version; what does not stand under its mark is not taken.

The certificate is not what proves the office here: an authority of the office's own network makes a new one every few
hours. The mark can be made by the office's secret.key alone, and is under the very bytes that came.
"""

import hashlib
import hmac
import http.client
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import IO
from urllib.parse import urlsplit

from models.actions.upkeep.updating.serving import Asked, answer_says
from models.rules.upkeep.agent_updates import LARGEST, MARK, VERSION
from models.tables.core.keys.machine_key import MachineKey
from models.tables.core.keys.machine_word import machine_mark
from models.tables.upkeep.front_certificate import unjudged
from models.tables.upkeep.known_office import KnownOffice

_PATH, _SECONDS, _PIECE = "/komputer-kanal/arsip", 30.0, 1 << 20
_WHY = {
    "key": "The office does not know this machine any more: enrol it anew (see run_agent.py enrol).",
    "clock": "The clock of this machine and that of the office differ by more than five minutes: set them right.",
    "again": "The office has seen this very request before: run it again.",
    "https": "The server does not see that it is asked by https: see ADUAN_TRUSTED_PROXIES there.",
    "none": "The office keeps no archive of its version: update it there from a packed ARCHIVE, or carry one here.",
}


class ArchiveRefused(Exception):
    """No archive was had from the office; the sentence says why and what to do."""


def ask_archive(office: KnownOffice, key: MachineKey, has: str, into: IO[bytes], now: datetime) -> str:
    """Write the archive of the office's version into a file; return that version's name, `has` where it is the same.

    Nothing is written then. `now` is UTC. Raises ArchiveRefused, after which the file is to be thrown away.
    """
    asked = Asked(key.public, str(int(now.replace(tzinfo=UTC).timestamp())), secrets.token_hex(32), has, "")
    asked = replace(asked, mark=machine_mark(key, office.public, asked.says))
    with _answered(office, asked) as answer:
        version, sha256 = answer.headers.get(VERSION, ""), _written(answer, into)
        right = machine_mark(key, office.public, answer_says(asked.once, version, sha256))
        if not hmac.compare_digest(right.encode(), answer.headers.get(MARK, "").encode()):
            raise ArchiveRefused(
                "What came is not what the office sent: it was cut or changed on its way, or somebody else answers "
                f"at {office.address}. Nothing of it is used."
            )
    return version


@contextmanager
def _answered(office: KnownOffice, asked: Asked) -> Iterator[http.client.HTTPResponse]:
    parts = urlsplit(office.address)
    line = http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=_SECONDS, context=unjudged())
    try:
        line.request("POST", _PATH, json.dumps(asdict(asked)), {"Content-Type": "application/json"})
        answer = line.getresponse()
        if answer.status not in (200, 204):
            raise ArchiveRefused(_why(answer))
        yield answer
    except (OSError, http.client.HTTPException) as err:
        raise ArchiveRefused(f"No whole answer came from {office.address} ({type(err).__name__}).") from err
    finally:
        line.close()


def _written(answer: http.client.HTTPResponse, into: IO[bytes]) -> str:
    """Write what comes and return its SHA-256; empty where nothing is to come."""
    if answer.status == 204:
        return ""
    said, size = hashlib.sha256(), 0
    while piece := answer.read(_PIECE):
        size += len(piece)
        if size > LARGEST:
            raise ArchiveRefused("More comes than any archive of Aduan holds. Nothing of it is used.")
        said.update(piece)
        into.write(piece)
    into.flush()
    return said.hexdigest()


def _why(answer: http.client.HTTPResponse) -> str:
    try:
        why = json.loads(answer.read(4096))["refused"]
    except (ValueError, KeyError, TypeError):
        why = ""
    return _WHY.get(str(why), f"The office gave no archive (HTTP {answer.status}).")
