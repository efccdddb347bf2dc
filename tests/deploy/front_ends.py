"""Caddy and nginx with the shipped configurations, over a folder: ports, files, users and the authority differ."""

import re
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import dropwhile
from pathlib import Path

import urllib3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.running.ports import free_port
from tests.tools import ROOT, needs

NAME, PUSHED = "aduan.kantor.lan", "push.example.org"
# Another address of this machine than the proxy's own, as the PCs of the office have.
CLIENT = "127.0.0.7"


@dataclass(frozen=True)
class FrontEnd:
    """A running proxy: where it listens, and the certificate by which it is known."""

    port: int
    plain_port: int
    authority: Path

    @property
    def office(self) -> str:
        """The address of the screens."""
        return f"https://{NAME}:{self.port}"

    def ask(
        self, method: str, path: str, host: str = NAME, body: bytes | None = None, sni: str = "", **headers: str
    ) -> urllib3.BaseHTTPResponse:
        """Ask over TLS, checked against the authority, from a PC of the office; headers with _ for -.

        `sni`: for whom the connection is made, where that is another than the host.
        """
        made_for = sni or (PUSHED if host == PUSHED else NAME)
        sent = {"Host": f"{host}:{self.port}"} | {name.replace("_", "-"): words for name, words in headers.items()}
        with urllib3.HTTPSConnectionPool(
            "127.0.0.1",
            self.port,
            source_address=(CLIENT, 0),
            ca_certs=str(self.authority),
            server_hostname=made_for,
            assert_hostname=made_for,
            timeout=30,
        ) as pool:
            return pool.urlopen(method, path, body, sent, redirect=False, retries=False)

    def ask_plain(self, path: str, host: str = NAME) -> bytes:
        """Ask in plain HTTP, as who types the name without https, and return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.plain_port), 30) as line, suppress(ConnectionError):
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            return b"".join(iter(lambda: line.recv(65536), b""))
        return b""

    def is_up(self) -> bool:
        """Whether it answers over TLS; an authority may be made only as it starts."""
        try:
            return self.authority.exists() and self.ask("GET", "/dorong/1", PUSHED).status in (403, 404)
        except (OSError, urllib3.exceptions.HTTPError, ssl.SSLError):
            return False


@contextmanager
def caddy(folder: Path, office_port: int, inside: bool = True) -> Iterator[FrontEnd]:
    """Run Caddy with deploy/Caddyfile and its own authority, the part for pushes included.

    Not `inside`: the PC of the test is taken for one that is not in the office's network.
    """
    front = FrontEnd(free_port(), free_port(), folder / "store" / "pki" / "authorities" / "local" / "root.crt")
    words = _whole("Caddyfile").replace("127.0.0.1:8080", f"127.0.0.1:{office_port}")
    words = words.replace("\npush.example.org {", "\npush.example.org {\n\ttls internal")
    words = words if inside else words.replace("remote_ip 127.0.0.0/8 ", "remote_ip ")
    options = ("admin off", "skip_install_trust", f"http_port {front.plain_port}", f"https_port {front.port}")
    store = f"storage file_system {folder / 'store'}"
    words = words.replace("{\n\tservers {", "\n\t".join(("{", *options, store, "servers {")), 1)
    config = folder / "Caddyfile"
    config.write_text(words)
    with _running([needs("caddy"), "run", "--config", str(config), "--adapter", "caddyfile"], folder, front.is_up):
        yield front


@contextmanager
def nginx(folder: Path, office_port: int, inside: bool = True, known_as: str = NAME) -> Iterator[FrontEnd]:
    """Run nginx with deploy/nginx.conf and a certificate of the test's own, the part for pushes included.

    Not `inside`: the PC of the test is taken for one that is not in the office's network.
    """
    other = {} if inside else {"\tallow 127.0.0.0/8;\n": ""}
    front = FrontEnd(free_port(), free_port(), folder / "certificate.pem")
    make_certificate(folder, known_as, PUSHED)
    words = _whole("nginx.conf").replace(NAME, known_as).replace("127.0.0.1:8080", f"127.0.0.1:{office_port}")
    for shipped, ours in {
        "listen 443": f"listen 127.0.0.1:{front.port}",
        "listen [::]:443": f"listen [::1]:{front.port}",
        "listen 80": f"listen 127.0.0.1:{front.plain_port}",
        "listen [::]:80": f"listen [::1]:{front.plain_port}",
        "/etc/aduan/tls/push-": f"{folder}/",
        "/etc/aduan/tls/": f"{folder}/",
        **other,
    }.items():
        assert shipped in words
        words = words.replace(shipped, ours)
    (folder / "aduan.conf").write_text(words)
    (folder / "main.conf").write_text(_main_of_nginx(folder))
    command = [needs("nginx"), "-p", str(folder), "-e", "stderr", "-c", str(folder / "main.conf")]
    with _running(command, folder, front.is_up):
        yield front


def _main_of_nginx(folder: Path) -> str:
    """Return the system's own nginx.conf, as Debian ships it, over this folder and with our file alone."""
    lines = Path("/etc/nginx/nginx.conf").read_text("utf-8").splitlines()
    left_out = re.compile(r"\s*(user|pid|error_log|access_log|include\s+/etc/nginx/(modules|conf\.d|sites)\S*)\b")
    kept = [line for line in lines if not left_out.match(line)]
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    ours = "".join(f"{name}_temp_path {folder / name};\n" for name in places)
    at = kept.index("http {") + 1
    kept[at:at] = [ours, "access_log off;", f"include {folder / 'aduan.conf'};"]
    return "\n".join(("user root;", "daemon off;", f"pid {folder / 'pid'};", *kept)) + "\n"


def _whole(name: str) -> str:
    """Return a shipped configuration with the part that is written as a comment, from "Only where" to the end."""
    words = (ROOT / "deploy" / name).read_text("utf-8")
    shipped, mark, rest = words.partition("# Only where a platform pushes")
    assert mark
    lines = list(dropwhile(lambda line: not line.endswith("{"), rest.splitlines()))
    return shipped + "\n".join(line.removeprefix("# ").removeprefix("#") for line in lines) + "\n"


@contextmanager
def _running(command: list[str], folder: Path, is_up: Callable[[], bool]) -> Iterator[None]:
    env = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        program = subprocess.Popen(command, env=env, stdout=log, stderr=log, cwd=folder)
        try:
            deadline = time.monotonic() + 90
            while not is_up():
                alive = program.poll() is None and time.monotonic() < deadline
                assert alive, (folder / "log").read_text()
                time.sleep(0.05)
            yield
        finally:
            program.terminate()
            program.wait(30)


def make_certificate(
    folder: Path, *names: str, begins: timedelta = timedelta(days=-1), ends: timedelta = timedelta(days=30)
) -> None:
    """Write certificate.pem and key.pem for these host names, valid so long from now; it is its own authority."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now + begins).not_valid_after(now + ends)
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    signed = made.sign(key, hashes.SHA256())
    (folder / "certificate.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    forms = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(*forms))


def send_raw(front: FrontEnd, words: bytes, sni: str = NAME) -> bytes:
    """Send bytes as they are over TLS and return what comes back until the proxy closes."""
    context = ssl.create_default_context(cafile=str(front.authority))
    line = socket.create_connection(("127.0.0.1", front.port), 30, (CLIENT, 0))
    parts: list[bytes] = []
    with context.wrap_socket(line, server_hostname=sni) as secured, suppress(ConnectionError, ssl.SSLError):
        secured.sendall(words)
        while part := secured.recv(65536):
            parts.append(part)
    return b"".join(parts)
