"""The network module: deadlines, limits, secrets, and what is known after a failure."""

import gzip
import itertools
import logging
import ssl
import threading
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sync_agent.connector_kit.errors import (
    AttachmentGone,
    ConnectorError,
    NotThePlatform,
    OutcomeUnknown,
    SignInNeeded,
    TooMuch,
    TryLater,
)
from sync_agent.connector_kit.heard_dates import HEARD
from sync_agent.connector_kit.http import Http
from sync_agent.connector_kit.outcomes import check_status
from tests.running.ports import free_port
from tests.sync_agent.connector_kit.raw_server import plain, raw_server

SECRET = "s3cret-key-never-shown"


def client(url: str, seconds: float = 5.0) -> Http:
    return Http(url, {"X-Api-Key": SECRET}, seconds)


def closed_port() -> str:
    return f"http://127.0.0.1:{free_port()}"


def drip(head: bytes, stop: threading.Event) -> Iterator[bytes]:
    yield head
    while not stop.wait(0.05):
        yield b" "


def test_a_read_gives_status_headers_and_exact_numbers() -> None:
    with raw_server(lambda _: [plain(b'{"id":90071992547409931,"x":1,"x":2}', X_Limit="7")]) as server:
        answer = client(server.url).get("/a", {"q": "1 2"})
    assert (answer.status, answer.headers["x-limit"], answer.json()["id"]) == (200, "7", 90071992547409931)
    assert b"GET /a?q=1+2" in server.asked[0]
    assert SECRET.encode() in server.asked[0]


def test_a_form_goes_out_as_one() -> None:
    with raw_server(lambda _: [plain(b"{}")]) as server:
        answer = client(server.url).post_form("/token", {"a": "1 2", "b": "&="})
    assert (answer.status, answer.sends) == (200, False)
    assert b"application/x-www-form-urlencoded" in server.asked[0]
    assert SECRET.encode() in server.asked[0]
    assert server.asked[0].endswith(b"a=1+2&b=%26%3D")


@pytest.mark.parametrize("where", ["in the headers", "in the body"])
def test_F28_a_dripping_answer_ends_at_the_total_deadline(where: str) -> None:
    head = b"HTTP/1.1 200 OK\r\nX: " if where == "in the headers" else b"HTTP/1.1 200 OK\r\n\r\n["
    stop = threading.Event()
    began = time.monotonic()
    with raw_server(lambda _: drip(head, stop)) as server, pytest.raises(TryLater):
        client(server.url, 0.4).get("/slow")
    stop.set()
    # The drip would have gone on for ever; each byte came well within any socket timeout.
    assert time.monotonic() - began < 30


def test_F29_an_answer_that_stops_half_way_ends_at_the_deadline() -> None:
    stop = threading.Event()

    def half(_: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1"
        stop.wait(30)

    with raw_server(half) as server, pytest.raises(TryLater):
        client(server.url, 0.4).get("/half")
    stop.set()


def test_F34_a_gzip_bomb_is_cut_at_five_megabytes_of_memory() -> None:
    bomb = gzip.compress(b" " * (300 * 1024 * 1024), 1)
    with raw_server(lambda _: [plain(bomb, Content_Encoding="gzip")]) as server:
        tracemalloc.start()
        with pytest.raises(TooMuch):
            client(server.url).get("/bomb")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 20 * 1024 * 1024


def test_a_gzipped_answer_is_unpacked_and_a_cut_one_is_refused() -> None:
    packed = gzip.compress(b'{"a":1}')
    with raw_server(lambda _: [plain(packed, Content_Encoding="gzip")]) as server:
        assert client(server.url).get("/").json() == {"a": 1}
    with raw_server(lambda _: [plain(packed[:-9], Content_Encoding="gzip")]) as server, pytest.raises(TryLater):
        client(server.url).get("/")


def test_F31_a_length_that_promises_more_is_no_answer() -> None:
    cut = b'HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\n[{"id":1}]'
    with raw_server(lambda _: [cut]) as server, pytest.raises(NotThePlatform):
        client(server.url).get("/")


@pytest.mark.parametrize("body", [b"<html>Masuk</html>", b"", b'[{"a":', b'{"a":NaN}', b"\xff\xfe"])
def test_F32_what_is_not_json_is_not_the_platform_and_unknown_after_a_send(body: bytes) -> None:
    with raw_server(lambda _: [plain(body)]) as server:
        with pytest.raises(NotThePlatform):
            client(server.url).get("/").json()
        with pytest.raises(OutcomeUnknown):
            client(server.url).post("/", {}, sends=True).json()


def test_F27_a_refused_connection_is_surely_not_sent() -> None:
    with pytest.raises(TryLater):
        client(closed_port()).post("/send", {"text": "x"}, sends=True)


def test_F27_a_name_that_cannot_be_resolved_is_surely_not_sent() -> None:
    with pytest.raises(TryLater):
        client("http://nosuchhost.invalid").post("/send", {"text": "x"}, sends=True)


@pytest.mark.parametrize("sends", [False, True])
def test_F26_a_reset_after_the_request_left_is_unknown_only_for_a_send(sends: bool) -> None:
    expected: type[ConnectorError] = OutcomeUnknown if sends else TryLater
    with raw_server(lambda _: []) as server, pytest.raises(expected):
        client(server.url).post("/send", {"text": "x"}, sends=sends)


def test_F26_a_send_without_answer_is_unknown_at_the_deadline() -> None:
    stop = threading.Event()

    def silent(_: bytes) -> Iterator[bytes]:
        stop.wait(30)
        yield b""

    with raw_server(silent) as server, pytest.raises(OutcomeUnknown):
        client(server.url, 0.4).post("/send", {"text": "x"}, sends=True)
    stop.set()


def certificate(folder: Path, days: int) -> tuple[Path, Path]:
    """Make a certificate for 127.0.0.1 that nobody vouches for, valid from yesterday for so many days."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begins = datetime.now(UTC) - timedelta(days=abs(days) + 1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=2 * max(days, 0) + 1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "cert.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain_key = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain_key))
    return files


@pytest.mark.parametrize("days", [30, -30])
@pytest.mark.parametrize("sends", [False, True])
def test_F30_a_certificate_nobody_vouches_for_or_expired_is_never_accepted(
    tmp_path: Path, days: int, sends: bool
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(tmp_path, days))
    with raw_server(lambda _: [plain(b"{}")], context) as server, pytest.raises(TryLater) as caught:
        client(server.url.replace("http:", "https:")).post("/send", {"text": "x"}, sends=sends)
    assert "Sertifikat kanal tidak sah" in caught.value.reason
    assert not any(SECRET.encode() in asked for asked in server.asked)


@pytest.mark.parametrize("own", [False, True])
def test_F40_a_certificate_out_of_time_names_the_clock_of_this_pc(tmp_path: Path, own: bool) -> None:
    files, context = certificate(tmp_path, -30), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    HEARD.forget()
    with raw_server(lambda _: [plain(b"{}")], context) as server:
        asking = Http(server.url.replace("http:", "https:"), {}, 5.0, own)
        asking._session.verify = str(files[0])  # vouched for, so that only its time is wrong
        with pytest.raises(TryLater) as caught:
            asking.get("/a")
    assert "Periksa tanggal dan jam komputer ini" in caught.value.reason
    assert HEARD.untimely() == (0 if own else 1)
    HEARD.forget()


def test_F39_a_redirect_off_the_host_is_not_followed() -> None:
    with raw_server(lambda _: [plain(b"", "302 Found", Location="http://169.254.169.254/latest")]) as server:
        assert client(server.url).get("/").status == 302


def test_F39_a_redirect_on_the_host_is_followed_twice_at_most() -> None:
    turns = itertools.count()

    def script(_: bytes) -> list[bytes]:
        turn = next(turns)
        return [plain(b"[]") if turn == 2 else plain(b"", "307 Temporary Redirect", Location=f"/{turn}")]

    with raw_server(script) as server:
        assert client(server.url).get("/").json() == []
    with raw_server(lambda _: [plain(b"", "302 Found", Location="/again")]) as server, pytest.raises(NotThePlatform):
        client(server.url).get("/")


@pytest.mark.parametrize("status", ["302 Found", "307 Temporary Redirect", "308 Permanent Redirect"])
def test_F39_a_sending_that_is_redirected_reaches_the_server_once_and_is_unknown(status: str) -> None:
    with raw_server(lambda _: [plain(b"", status, Location="/again")]) as server:
        answer = client(server.url).post("/send", {"text": "x"}, sends=True)
        assert len(server.asked) == 1
    with pytest.raises(OutcomeUnknown):
        check_status(answer)


def test_F39_a_file_elsewhere_needs_a_named_host_https_and_a_public_address() -> None:
    hosts = frozenset({"localhost", "files.example"})
    for url in (
        "http://files.example/a",
        "https://evil.example/a",
        "https://127.0.0.1/a",
        "file:///etc/passwd",
        "https://[",
    ):
        with pytest.raises(AttachmentGone):
            client("http://127.0.0.1").download_from(url, hosts, 100)
    with raw_server(lambda _: [b""]) as server:
        port = server.url.rpartition(":")[2]
        with pytest.raises(TryLater):
            client("http://127.0.0.1").download_from(f"https://localhost:{port}/a", hosts, 100)
    # A name that resolves to an address inside the office: nothing was said to whoever listens there.
    assert all(not asked for asked in server.asked)


def test_F38_a_file_beyond_its_limit_is_cut_off() -> None:
    with raw_server(lambda _: [plain(b"x" * 5000, Content_Type="image/png; a=b")]) as server:
        _, fetched = client(server.url).download("/f", 5000)
        assert (len(fetched.content), fetched.mime) == (5000, "image/png")
        with pytest.raises(AttachmentGone):
            client(server.url).download("/f", 4999)


def test_an_address_or_a_key_that_cannot_be_used_asks_for_a_person() -> None:
    for url in ("", "localhost:3000", "ftp://x/", "http://[bad/"):
        with pytest.raises(SignInNeeded):
            client(url).get("/")
    with pytest.raises(SignInNeeded):
        Http("http://127.0.0.1:1", {"X-Api-Key": "a\nb"}, 1).get("/")


def test_no_error_and_no_log_shows_the_secret_or_the_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    url = closed_port()
    with pytest.raises(TryLater) as caught:
        Http(f"{url}?access_token={SECRET}", {"X-Api-Key": SECRET}, 1).get("/x")
    told = f"{caught.value!r} {caught.value.__context__ and caught.value.__suppress_context__} {caplog.text}"
    assert SECRET not in told
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
