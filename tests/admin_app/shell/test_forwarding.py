"""What pages know of who asked: by a trusted proxy's word, and by nobody else's."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, jsonify, request

from admin_app.app import create_app
from admin_app.shell.forwarding import is_direct, our_hosts
from models.rules.core.forwarding import networks_of
from models.tables import StaffSession
from models.tables.core.listening import Seen, note_listening, starts
from models.tables.core.settings import load_settings
from tests.admin_app.browsing import PASSWORD, Clock, text
from tests.office import NOW

AWAY = {"REMOTE_ADDR": "192.168.1.5"}
TOLD = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "lain.kantor.lan",
    "X-Forwarded-Port": "443",
    "X-Forwarded-Prefix": "/lain",
    "X-Real-IP": "203.0.113.9",
    "X-Forwarded-Server": "proxy",
    "CF-Connecting-IP": "203.0.113.9",
    "Forwarded": "for=203.0.113.9;proto=https",
}


def showing(folder: Path, proxies: str = "", hosts: tuple[str, ...] = ()) -> Flask:
    """Build a back office whose login page tells what it knows of who asked."""
    settings = load_settings({"ADUAN_DATA_DIR": str(folder / "data")})
    app = create_app(replace(settings, trusted_proxies=networks_of(proxies), hosts=hosts), Clock())

    def tell() -> Any:
        names = [name for name, _ in request.headers if name.lower().startswith(("x-", "forwarded"))]
        return jsonify({"from": request.remote_addr, "url": request.url, "direct": is_direct(), "told": names})

    app.view_functions["health.healthz"] = tell
    return app


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """A folder beside the open test database."""
    yield tmp_path


def test_a_trusted_proxy_says_who_asked_how_and_for_which_host(folder: Path) -> None:
    client = showing(folder, "127.0.0.1", ("aduan.kantor.lan",)).test_client()
    seen = client.get("/healthz", headers=TOLD | {"Host": "aduan.kantor.lan:8443"}).json
    url = "https://aduan.kantor.lan:8443/healthz"
    assert seen == {"from": "203.0.113.9", "url": url, "direct": False, "told": []}


@pytest.mark.parametrize(
    ("proxies", "connected"), [("", "127.0.0.1"), ("", "192.168.1.5"), ("127.0.0.1", "192.168.1.5")]
)
def test_what_anybody_else_says_is_not_even_seen(folder: Path, proxies: str, connected: str) -> None:
    client = showing(folder, proxies).test_client()
    seen = client.get("/healthz", headers=TOLD, environ_base={"REMOTE_ADDR": connected}).json
    assert (seen["from"], seen["url"], seen["told"]) == (connected, "http://localhost/healthz", [])
    assert seen["direct"] is False  # who says so much is no program of this machine


@pytest.mark.parametrize(
    ("told", "scheme"),
    [
        ("https", "https"),
        ("http", "http"),
        ("http, https", "https"),
        ("https, http", "http"),
        ("gopher", "http"),
        ("", "http"),
    ],
)
def test_the_scheme_is_the_word_of_the_proxy_next_to_us(folder: Path, told: str, scheme: str) -> None:
    client = showing(folder, "127.0.0.1").test_client()
    seen = client.get("/healthz", headers={"X-Forwarded-For": "192.168.1.5", "X-Forwarded-Proto": told}).json
    assert seen["url"] == f"{scheme}://localhost/healthz"


@pytest.mark.parametrize(
    ("given", "direct"),
    [
        ({}, True),
        ({"environ_base": {"REMOTE_ADDR": "::1"}}, True),
        ({"environ_base": AWAY}, False),
        ({"headers": {"X-Forwarded-For": "127.0.0.1"}}, False),
        ({"headers": {"Via": "1.1 Caddy"}}, False),
        ({"headers": {"X-Forwarded-Server": "proxy"}}, False),
        ({"headers": {"CF-Connecting-IP": "203.0.113.9"}}, False),
        ({"headers": {"Host": "192.168.1.10"}}, False),  # a proxy that passes on what the browser asked for
        ({"environ_overrides": {"SERVER_PROTOCOL": "HTTP/1.0"}}, False),  # nginx that was told nothing
    ],
)
def test_direct_is_who_comes_from_this_machine_without_a_proxy(folder: Path, given: Any, direct: bool) -> None:
    app = showing(folder, "127.0.0.1")
    assert app.test_client().get("/healthz", **given).json["direct"] is direct
    assert app.test_client().get("/metrics", **given).status_code == (200 if direct else 403)


@pytest.mark.parametrize("path", ["/login", "/healthz", "/metrics", "/dorong/1", "/static/desk.css"])
def test_a_host_that_is_not_ours_gets_no_page_and_is_named_in_the_log(
    folder: Path, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = showing(folder, "127.0.0.1", ("aduan.kantor.lan",)).test_client()
    told = {"X-Forwarded-Host": "aduan.kantor.lan", "X-Forwarded-For": "192.168.1.5"}  # a page of his may write these
    for _ in range(3):
        answer = client.get(path, headers=told | {"Host": "evil.example.org"})
        assert (answer.status_code, answer.mimetype) == (400, "text/plain")
        assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert "ADUAN_HOSTS" in text(answer)
    assert caplog.text.count("evil.example.org") == 1


def test_a_request_without_host_is_of_http_1_0_alone(folder: Path) -> None:
    client = showing(folder).test_client()
    assert client.get("/healthz", headers={"Host": ""}).status_code == 400
    old = {"SERVER_PROTOCOL": "HTTP/1.0", "HTTP_HOST": ""}
    assert client.get("/healthz", environ_overrides=old).status_code == 200


def test_who_tries_many_names_fills_neither_memory_nor_log(caplog: pytest.LogCaptureFixture) -> None:
    tracemalloc.start()
    is_ours = our_hosts((), "pc")
    try:
        assert not any(is_ours(f"n{number}.{'x' * 100_000}.example.org") for number in range(300))
        assert not any(is_ours(f"n{number}.{'x' * 200}.example.org") for number in range(3000))
        assert tracemalloc.get_traced_memory()[0] < 2_000_000
    finally:
        tracemalloc.stop()
    assert len(caplog.records) <= 20
    assert is_ours("localhost:8080")


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_behind_tls_cookies_are_secure_and_the_session_knows_who_came(folder: Path, scheme: str) -> None:
    client, is_https = showing(folder, "127.0.0.1").test_client(), scheme == "https"
    told = {"X-Forwarded-For": "192.168.1.5", "X-Forwarded-Proto": scheme}
    page = client.get("/login", headers=told)
    token = text(page).split('name="csrf_token" value="')[1].split('"')[0]
    cookie = page.headers["Set-Cookie"].split(";")[0]
    form = {"username": "pengelola", "password": PASSWORD, "csrf_token": token}
    answer = client.post("/login", data=form, headers=told | {"Cookie": cookie})
    assert answer.status_code == 302
    cookies = [*page.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    assert len(cookies) >= 3
    assert all(("Secure" in one, "HttpOnly" in one) == (is_https, True) for one in cookies)
    assert all(one.startswith("__Host-") is is_https and "Path=/" in one and "Domain" not in one for one in cookies)
    kept = "max-age=31536000; includeSubDomains"
    assert answer.headers.get("Strict-Transport-Security") == (kept if is_https else None)
    assert StaffSession.select().order_by(StaffSession.id.desc()).get().address == "192.168.1.5"


@pytest.mark.parametrize(
    ("proxies", "told", "words", "seen"),
    [
        ("127.0.0.1", "http", "tidak terenkripsi", {Seen.PLAIN}),
        ("127.0.0.1", "https", "", set()),
        ("", "https", "belum dipercaya", {Seen.UNTRUSTED}),  # else all would seem to ask from this PC
        ("", "", "", set()),  # on the machine itself nothing travels
    ],
)
def test_the_login_page_says_where_others_can_read_along_and_doctor_is_told(
    folder: Path, proxies: str, told: str, words: str, seen: set[Seen]
) -> None:
    client = showing(folder, proxies).test_client()
    (folder / "data").mkdir(exist_ok=True)
    note_listening(folder / "data", [("127.0.0.1", 8080)], NOW)
    headers = {"X-Forwarded-For": "192.168.1.5", "X-Forwarded-Proto": told} if told else {}
    page = text(client.get("/login", headers=headers))
    assert ("notice-bad" in page) is bool(words)
    assert words in page
    assert starts(folder / "data")[0].seen == seen
