"""What an agent's machine takes as the office's archive: only what stands under the office's own mark, whole."""

import hashlib
import io
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.updating.serving import answer_says
from models.rules.upkeep.agent_updates import MARK, SHA256, VERSION
from models.tables.core.keys.machine_key import MachineKey, new_machine_key
from models.tables.core.keys.machine_word import office_mark
from models.tables.core.keys.office_vouch import office_public
from models.tables.upkeep.known_office import KnownOffice
from sync_agent.own_pc.asking_archive import ArchiveRefused, ask_archive
from tests.deploy.front_ends import make_certificate

NOW, HAS, NEW = datetime(2026, 3, 2, 8), "1.0.0-aaaaaaaa", "1.0.1-bbbbbbbb"
OURS, ANOTHER = b"k" * 44, b"o" * 44
CONTENT = b"a signed archive" * 9000


@dataclass
class Answer:
    """What the one who answers there sends, and by whose key; `sends` may differ from what the mark is under."""

    key: bytes = OURS
    version: str = NEW
    content: bytes = CONTENT
    sends: bytes = CONTENT
    length: int = len(CONTENT)
    refused: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)


def handler(answer: Answer) -> type[BaseHTTPRequestHandler]:
    """Who answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer.asked.append(said)
            if answer.refused:
                self._send(403, {}, json.dumps({"refused": answer.refused}).encode())
                return
            same = answer.version == said["has"]
            sha256 = "" if same else hashlib.sha256(answer.content).hexdigest()
            mark = office_mark(answer.key, said["public"], answer_says(said["once"], answer.version, sha256))
            headers = {VERSION: answer.version, SHA256: sha256, MARK: mark}
            if same:
                self._send(204, headers, b"")
            else:
                self._send(200, headers | {"Content-Length": str(answer.length)}, answer.sends)

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            pass

    return Handler


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Callable[[Answer], tuple[str, bytes]]]:
    """Ask whoever answers so, over https; returns the version and what was written."""
    make_certificate(tmp_path, "localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    servers: list[HTTPServer] = []
    machine = new_machine_key()

    def asking(answer: Answer) -> tuple[str, bytes]:
        server = HTTPServer(("127.0.0.1", 0), handler(answer))
        server.socket = context.wrap_socket(server.socket, server_side=True)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return asked_of(server.server_port, machine)

    yield asking
    for server in servers:
        server.shutdown()
        server.server_close()


def asked_of(port: int, machine: MachineKey) -> tuple[str, bytes]:
    into = io.BytesIO()
    office = KnownOffice("gerbang1", office_public(OURS), f"https://localhost:{port}")
    return ask_archive(office, machine, HAS, into, NOW), into.getvalue()


Ask = Callable[[Answer], tuple[str, bytes]]


def test_the_offices_archive_is_written_and_its_version_told(ask: Ask) -> None:
    answer = Answer()
    assert ask(answer) == (NEW, CONTENT)
    assert (answer.asked[0]["has"], answer.asked[0]["moment"]) == (HAS, "1772438400")


def test_where_the_machine_has_that_version_nothing_is_written(ask: Ask) -> None:
    assert ask(Answer(version=HAS)) == (HAS, b"")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(key=ANOTHER),
        Answer(key=ANOTHER, version=HAS),
        Answer(sends=CONTENT[:-1] + b"x"),
        Answer(sends=CONTENT[:100], length=100),
    ],
    ids=["another office", "another office says the same version", "a byte changed", "cut and said to be whole"],
)
def test_what_does_not_stand_under_the_offices_mark_is_refused(ask: Ask, answer: Answer) -> None:
    with pytest.raises(ArchiveRefused, match="is not what the office sent"):
        ask(answer)


def test_an_answer_that_ends_too_early_is_refused(ask: Ask) -> None:
    with pytest.raises(ArchiveRefused, match=r"is not what the office sent|No whole answer"):
        ask(Answer(sends=CONTENT[:100]))


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("key", "does not know this machine"),
        ("clock", "five minutes"),
        ("again", "run it again"),
        ("https", "ADUAN_TRUSTED_PROXIES"),
        ("none", "keeps no archive"),
        ("another", "HTTP 403"),
    ],
)
def test_each_refusal_has_its_sentence(ask: Ask, why: str, said: str) -> None:
    with pytest.raises(ArchiveRefused, match=said):
        ask(Answer(refused=why))


def test_where_nobody_answers_a_sentence_says_so() -> None:
    with pytest.raises(ArchiveRefused, match="No whole answer came"):
        asked_of(1, new_machine_key())
