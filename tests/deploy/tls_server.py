"""A real TLS server of this machine with a certificate made for the test, which this process trusts or does not."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from models.tables.upkeep import front_certificate
from tests.deploy.front_ends import make_certificate

NAME = "localhost"


class _Secured(socketserver.BaseRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        """Show the certificate and say nothing more."""
        with suppress(OSError), self.server.tls.wrap_socket(self.request, server_side=True) as line:
            line.recv(1)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True

    def __init__(self, tls: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Secured)
        self.tls = tls


@contextmanager
def front_end(
    folder: Path,
    *,
    begins: timedelta = timedelta(days=-1),
    ends: timedelta = timedelta(days=364),
    name: str = NAME,
    known: bool = True,
) -> Iterator[None]:
    """Serve such a certificate where the office's address leads; `known`: this machine knows who signed it."""
    folder.mkdir(exist_ok=True)
    make_certificate(folder, name, begins=begins, ends=ends)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    with _Server(tls) as server, pytest.MonkeyPatch.context() as here:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        here.setattr(front_certificate, "PORT", server.server_address[1])
        if known:
            here.setenv("SSL_CERT_FILE", str(folder / "certificate.pem"))
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
