"""The line to PostgreSQL as it is: encrypted, and with the server's certificate checked, against a real server."""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import peewee
import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from models.tables import database
from models.tables.core.database import close_database, open_database
from models.tables.upkeep.agent_role import Line, line_in_use
from tests.postgres import postgres_server


def certificate() -> tuple[bytes, bytes]:
    """Return a key and the certificate of 127.0.0.1 that it signed itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "server kantor")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    return key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain), made.public_bytes(pem)


@contextmanager
def tls_server(folder: Path) -> Iterator[tuple[str, Path]]:
    """Run a server of PostgreSQL that offers TLS; its address, and the file of its certificate in this folder."""
    with postgres_server() as server:
        url = f"{server}/postgres"
        with psycopg.connect(url, autocommit=True) as owner:
            data = Path(owner.execute("SHOW data_directory").fetchone()[0])  # type: ignore[index]
            for name, content in zip(("server.key", "server.crt"), certificate(), strict=True):
                (data / name).write_bytes(content)
                (data / name).chmod(0o600)
                if os.geteuid() == 0:
                    os.chown(data / name, pwd.getpwnam("postgres").pw_uid, -1)
            owner.execute("ALTER SYSTEM SET ssl = on")
            owner.execute("SELECT pg_reload_conf()")
        known = folder / "server.crt"
        known.write_bytes((data / "server.crt").read_bytes())
        yield url, known


@pytest.fixture
def speaks_tls(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    with tls_server(tmp_path) as server:
        yield server


def test_the_line_is_told_as_it_is_and_another_certificate_is_refused(
    speaks_tls: tuple[str, Path], tmp_path: Path
) -> None:
    url, known = speaks_tls
    stranger = tmp_path / "another.crt"
    stranger.write_bytes(certificate()[1])
    seen = [_line(url + words) for words in ("?sslmode=disable", "?sslmode=require", _checked(known))]
    assert seen == [Line(False, False, False), Line(False, True, False), Line(False, True, True)]
    with pytest.raises(peewee.OperationalError, match="certificate verify failed"):
        _line(url + _checked(stranger))


def _checked(known: Path) -> str:
    return f"?sslmode=verify-full&sslrootcert={known}"


def _line(url: str) -> Line:
    open_database(url)
    try:
        database.connect()
        return line_in_use()
    finally:
        close_database()
        database.obj = None
