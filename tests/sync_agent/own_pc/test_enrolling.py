"""Enrolling at a server that speaks TLS: nothing is said to another certificate, and what is handed is closed."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificate

from models.rules.upkeep.enrol_code import EnrolCode, seen_of
from models.tables.core.keys.machine_key import box, new_machine_key
from models.tables.core.settings import load_settings
from sync_agent.own_pc.enrolling import EnrolRefused, enrol
from tests.tables.upkeep.test_agent_role_line import certificate

WORD = b"w" * 16
DATABASE = "postgresql://aduan_agent_x_gerbang1:sandi@server.kantor.lan:5432/aduan?sslmode=verify-full"


@dataclass
class Server:
    """Answers one request over TLS with what it is told to; remembers all that was said to it."""

    folder: Path
    status: int = 200
    holds: dict[str, str] | None = None
    refused: str = ""
    sealed_for: str = ""
    heard: list[bytes] = field(default_factory=list)
    port: int = 0
    seen: bytes = b""

    @contextmanager
    def listening(self) -> Iterator["Server"]:
        key, shown = certificate()
        pair = self.folder / "pair.pem"
        pair.write_bytes(key + shown)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pair)
        self.seen = seen_of(load_pem_x509_certificate(shown).public_bytes(Encoding.DER))
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
            thread = threading.Thread(target=self._answer, args=(listener, context))
            thread.start()
            yield self
            thread.join(20)

    def _answer(self, listener: socket.socket, context: ssl.SSLContext) -> None:
        with suppress(OSError), listener.accept()[0] as line, context.wrap_socket(line, server_side=True) as secured:
            heard = b""
            while (more := secured.recv(65536)) and b"}" not in heard + more:
                heard += more
            self.heard += [heard + more]
            if not self.heard[0]:
                return
            said = json.loads(self.heard[0].partition(b"\r\n\r\n")[2])
            answer = {"refused": self.refused}
            if self.holds is not None:
                answer = {"box": box(self.sealed_for or said["public"], self.holds, "enrol")}
            body = json.dumps(answer).encode()
            head = f"HTTP/1.1 {self.status} x\r\nContent-Length: {len(body)}\r\n\r\n"
            secured.sendall(head.encode() + body)


@pytest.fixture
def holds() -> dict[str, str]:
    return {"name": "gerbang1", "database": DATABASE, "root": certificate()[1].decode(), "office": "0" * 64}


def test_what_is_handed_is_kept_for_the_account_alone_and_is_the_programs_settings(
    tmp_path: Path, holds: dict[str, str]
) -> None:
    folder = tmp_path / "data"
    with Server(tmp_path, holds=holds).listening() as server:
        done = enrol(f"https://127.0.0.1:{server.port}", EnrolCode(WORD, server.seen), folder)
    said = server.heard[0]
    assert said.startswith(b"POST /komputer-kanal/daftar ") and WORD.hex().encode() in said
    assert (folder / "machine.key").read_bytes() not in said and (
        folder / "machine.key"
    ).read_bytes().hex().encode() not in said
    assert (done.name, (folder / "postgresql.crt").read_text()) == ("gerbang1", holds["root"])
    for name in ("machine.key", "enrolled.toml", "postgresql.crt"):
        assert not (folder / name).stat().st_mode & 0o077
    settings = load_settings({"ADUAN_DATA_DIR": str(folder)}, tmp_path / "none.toml")
    assert settings.database_url == f"{DATABASE}&sslrootcert={folder / 'postgresql.crt'}"
    assert settings.file_store == "database"
    other = {"ADUAN_DATA_DIR": str(folder), "ADUAN_DATABASE_URL": "postgresql://lain/aduan"}
    assert load_settings(other, tmp_path / "none.toml").database_url == "postgresql://lain/aduan"


def test_to_another_certificate_nothing_is_said(tmp_path: Path, holds: dict[str, str]) -> None:
    with Server(tmp_path, holds=holds).listening() as server:
        code = EnrolCode(WORD, seen_of(b"of another server"))
        with pytest.raises(EnrolRefused, match="nothing was said"):
            enrol(f"https://127.0.0.1:{server.port}", code, tmp_path / "data")
    assert server.heard in ([], [b""])
    assert not (tmp_path / "data" / "enrolled.toml").exists()


@pytest.mark.parametrize(
    ("why", "sentence"),
    [("code", "The code is over"), ("key", "key no more"), ("role", "CREATEROLE"), ("x", "HTTP 403")],
)
def test_a_refusal_says_what_to_do_and_leaves_nothing(tmp_path: Path, why: str, sentence: str) -> None:
    answering = Server(tmp_path, status=403, refused=why)
    with answering.listening() as server, pytest.raises(EnrolRefused, match=sentence):
        enrol(f"https://127.0.0.1:{server.port}", EnrolCode(WORD, server.seen), tmp_path / "data")
    assert not (tmp_path / "data" / "enrolled.toml").exists()


def test_what_is_sealed_for_another_machine_is_not_taken(tmp_path: Path, holds: dict[str, str]) -> None:
    answering = Server(tmp_path, holds=holds, sealed_for=new_machine_key().public)
    with answering.listening() as server, pytest.raises(EnrolRefused, match="does not open"):
        enrol(f"https://127.0.0.1:{server.port}", EnrolCode(WORD, server.seen), tmp_path / "data")


@pytest.mark.parametrize("address", ["http://127.0.0.1", "127.0.0.1", "https://"])
def test_only_an_https_address_is_asked(tmp_path: Path, address: str) -> None:
    with pytest.raises(EnrolRefused, match="https address"):
        enrol(address, EnrolCode(WORD, b"s" * 16), tmp_path / "data")


def test_where_nobody_answers_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnrolRefused, match="No usable answer"):
        enrol("https://127.0.0.1:9", EnrolCode(WORD, b"s" * 16), tmp_path / "data")
