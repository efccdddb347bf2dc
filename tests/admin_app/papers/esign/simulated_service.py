"""A simulated e-signature service: the published shape of API v2 and v1, real PAdES by a test authority."""

import base64
import email.parser
import email.policy
import io
import json
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pypdf

from docgen.returned.pages import opened
from docgen.returned.places import place_of
from models.rules.papers.signing_service import TAG
from tests.docgen.returned.authority import STAMPED, authority
from tests.docgen.returned.signing import signed

NAME, WORD = "aduan", "sandi-kantor"
_BASIC = "Basic " + base64.b64encode(f"{NAME}:{WORD}".encode()).decode()


@dataclass
class Simulated:
    """What the service knows, what goes wrong with it, and what it was asked."""

    url: str = ""
    signers: dict[str, str] = field(default_factory=lambda: {"3171": "Contoh Penanda Tangan"})
    states: dict[str, str] = field(default_factory=lambda: {"3171": "ISSUE"})
    passphrases: dict[str, str] = field(default_factory=lambda: {"3171": "sandi rahasia"})
    codes: dict[str, str] = field(default_factory=dict)
    fault: str = ""  # late, dropped, spoilt, dribbling, dribbling_head (after signing), slow, broken, moved, page
    echo: bool = False  # a refusal repeats what it was sent, as some do
    drawn: str = "at"  # where it draws the signature: at the mark, away, or nowhere
    stamped: datetime = STAMPED
    asked: list[str] = field(default_factory=list)
    made: int = 0
    kept: bytes = b""  # what it signed last, for whoever looks there
    over: threading.Event = field(default_factory=threading.Event)  # whoever asked waits no longer

    def knows(self, signer: str, name: str, passphrase: str) -> None:
        """Register somebody with an issued certificate."""
        self.signers[signer], self.states[signer], self.passphrases[signer] = name, "ISSUE", passphrase

    def sign(self, signer: str, pdf: bytes) -> bytes:
        """Return the PDF signed by its certificate, stamped by the service's clock."""
        self.made += 1
        ours = authority()
        at = self.stamped.replace(tzinfo=UTC) if self.stamped.tzinfo is None else self.stamped
        self.kept = signed(pdf, ours.signer(self.signers[signer]), ours.stamper, at=at, box=self._box(pdf))
        return self.kept

    def _box(self, pdf: bytes) -> tuple[int, int, int, int] | None:
        """Return where it draws: 85 points wide and high, with the mark in the middle."""
        if self.drawn == "nowhere" or (mark := place_of(opened(pdf), TAG)) is None:
            return None
        x, y = (int(mark.x), int(mark.y)) if self.drawn == "at" else (400, 90)
        return x - 42, y - 42, x + 43, y + 43


class _Handler(BaseHTTPRequestHandler):
    service: Simulated

    def log_message(self, *_said: object) -> None:
        """Say nothing: what is asked carries a passphrase."""

    def do_GET(self) -> None:
        self._asked()
        if self._stopped():
            return
        signer = self.path.rpartition("/")[2]
        self._state(signer)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._asked()
        if self._stopped():
            return
        if self.path == "/api/v2/user/check/status":
            found = json.loads(body)
            self._state(found.get("nik") or found.get("email"))
        elif self.path == "/api/v2/sign/get/totp":
            self._code(json.loads(body))
        elif self.path == "/api/v2/sign/pdf":
            self._sign_v2(json.loads(body))
        elif self.path == "/api/sign/pdf":
            self._sign_v1(_form(self.headers["Content-Type"], body))
        else:
            self._json(404, {"error": "Not Found", "status": 404, "path": self.path})

    def _asked(self) -> None:
        self.service.asked.append(f"{self.command} {self.path}")

    def _stopped(self) -> bool:
        if self.headers.get("Authorization") != _BASIC:
            self._json(401, {"timestamp": "2026", "status": 401, "error": "Unauthorized", "path": self.path})
        elif self.service.fault == "slow":
            self.service.over.wait(20)
        elif self.service.fault == "broken":
            self._json(500, {"timestamp": "2026", "status": 500, "error": "Internal Server Error"})
        elif self.service.fault == "moved":
            self.send_response(302)
            self.send_header("Location", "https://lain.contoh.invalid/")
            self.end_headers()
        elif self.service.fault == "page":
            self._send(200, "text/html", b"<html>Selamat datang</html>")
        else:
            return False
        return True

    def _state(self, signer: str) -> None:
        state = self.service.states.get(signer)
        if state is None:
            self._json(200, {"status": "NOT_REGISTERED", "status_code": 2011, "message": "User tidak terdaftar"})
        else:
            self._json(200, {"status": state, "status_code": 1111, "message": "ok"})

    def _code(self, said: dict[str, Any]) -> None:
        signer = said.get("nik") or said.get("email")
        if signer not in self.service.signers:
            self._json(400, {"error": "User tidak terdaftar", "status_code": 2011})
            return
        self.service.codes[signer] = "654321"
        self._json(200, {"success": True})

    def _dribble(self, in_head: bool) -> None:
        """Answer one octet after the other, for ever; `in_head`: of what looks refused, its head without end."""
        if in_head:
            self.wfile.write(b"HTTP/1.0 400 Bad Request\r\nX-Lama: ")
        else:
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
        while not self.service.over.wait(0.1):
            try:
                self.wfile.write(b" ")
            except OSError:
                return

    def _refused(self, signer: str, said: dict[str, Any], pdf: bytes) -> bool:
        service, tag = self.service, said.get("tag_koordinat") or said["signatureProperties"][0]["tag_koordinat"]
        if service.echo:
            self._json(
                400, {"error": f"Ditolak: {json.dumps({**said, 'file': ''}, default=str)}", "status_code": 2031}
            )
            return True
        if signer not in service.signers:
            self._json(400, {"error": "User tidak terdaftar", "status_code": 2011})
        elif service.states.get(signer) != "ISSUE":
            self._json(400, {"error": "Sertifikat tidak aktif", "status_code": 2021})
        elif pdf.startswith(b"%PDF-") and pages_with(pdf, tag) != 1:
            self._json(400, {"error": f"Tag {tag} tidak ditemukan", "status_code": 400})
        elif "totp" in said:
            if service.codes.pop(signer, None) == said["totp"]:  # a code is good once
                return False
            self._json(400, {"error": "TOTP salah", "status_code": 2031})
        elif said.get("passphrase") != service.passphrases.get(signer):
            self._json(400, {"error": "Passphrase anda salah", "status_code": 2031})
        else:
            return False
        return True

    def _done(self, signer: str, pdf: bytes) -> bytes | None:
        """Sign, and answer unless the answer gets lost on its way."""
        made = self.service.sign(signer, pdf)
        if self.service.fault == "late":
            self.service.over.wait(20)
        if self.service.fault == "dropped":
            self.connection.close()
            return None
        if self.service.fault == "spoilt":
            self._send(200, "application/json", b"<html>")
            return None
        if self.service.fault.startswith("dribbling"):
            self._dribble(in_head=self.service.fault == "dribbling_head")
            return None
        return made

    def _sign_v2(self, said: dict[str, Any]) -> None:
        signer, pdf = said.get("nik") or said.get("email"), base64.b64decode(said["file"][0])
        if self._refused(signer, said, pdf):
            return
        if not pdf.startswith(b"%PDF-"):
            self._json(400, {"error": "com.itextpdf.io.IOException: PDF header not found.", "status_code": 400})
        elif made := self._done(signer, pdf):
            self._json(200, {"time": 860, "file": [base64.b64encode(made).decode()]})

    def _sign_v1(self, said: dict[str, Any]) -> None:
        if not self._refused(said["nik"], said, said["file"]) and (made := self._done(said["nik"], said["file"])):
            self._send(200, "application/pdf", made, {"id_dokumen": "abc123"})

    def _json(self, status: int, found: dict[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(found).encode())

    def _send(self, status: int, kind: str, body: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def pages_with(pdf: bytes, tag: str) -> int:
    """Return on how many pages a tag stands."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return sum(tag in "".join(page.extract_text().split()) for page in pages)


def _form(kind: str, body: bytes) -> dict[str, Any]:
    """Return the fields of a multipart form; a file as bytes."""
    parser = email.parser.BytesParser(policy=email.policy.HTTP)
    found: dict[str, Any] = {}
    for part in parser.parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body).iter_parts():
        content = part.get_payload(decode=True)
        named = part.get_param("name", header="Content-Disposition")
        found[str(named)] = content if part.get_filename() else content.decode()
    return found


@contextmanager
def simulated_service(guarded: ssl.SSLContext | None = None) -> Iterator[Simulated]:
    """Serve it on a free port of this machine; `guarded`: over TLS."""
    service = Simulated()
    handler = type("Handler", (_Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if guarded is not None:
        server.socket = guarded.wrap_socket(server.socket, server_side=True)
    socketserver.ThreadingMixIn.block_on_close = False
    threading.Thread(target=server.serve_forever, daemon=True).start()
    service.url = f"http{'s' if guarded else ''}://127.0.0.1:{server.server_address[1]}"
    try:
        yield service
    finally:
        service.over.set()
        server.shutdown()
        server.server_close()
