"""What pages know of who asked: by a trusted proxy's word, and by nobody else's."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, jsonify, request

from admin_app.app import create_app
from admin_app.shell.forwarding import is_direct, is_plain_on_network
from models.rules.core.forwarding import networks_of
from models.tables import StaffSession
from models.tables.core.settings import load_settings
from tests.admin_app.browsing import PASSWORD, Clock, text

AWAY = {"REMOTE_ADDR": "192.168.1.5"}
TOLD = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "aduan.kantor.lan",
    "X-Forwarded-Port": "443",
    "X-Forwarded-Prefix": "/lain",
    "X-Real-IP": "203.0.113.9",
    "Forwarded": "for=203.0.113.9;proto=https",
}


def showing(folder: Path, proxies: str = "", hosts: tuple[str, ...] = ()) -> Flask:
    """Build a back office whose login page tells what it knows of who asked."""
    settings = load_settings({"ADUAN_DATA_DIR": str(folder / "data")})
    app = create_app(replace(settings, trusted_proxies=networks_of(proxies), hosts=hosts), Clock())

    def tell() -> Any:
        names = [name for name, _ in request.headers if name.lower().startswith(("x-", "forwarded"))]
        seen = {"from": request.remote_addr, "url": request.url, "direct": is_direct(), "told": names}
        return jsonify(seen | {"plain": is_plain_on_network()})

    app.view_functions["health.healthz"] = tell
    return app


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """A folder beside the open test database."""
    yield tmp_path


def test_a_trusted_proxy_says_who_asked_how_and_for_which_host(folder: Path) -> None:
    client = showing(folder, "127.0.0.1", ("aduan.kantor.lan",)).test_client()
    seen = client.get("/healthz", headers=TOLD).json
    assert seen == {
        "from": "203.0.113.9",
        "url": "https://aduan.kantor.lan/healthz",
        "direct": False,
        "told": [],
        "plain": False,
    }


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
    assert (seen["url"], seen["plain"]) == (f"{scheme}://localhost/healthz", scheme == "http")


@pytest.mark.parametrize(
    ("given", "direct"),
    [
        ({}, True),
        ({"environ_base": {"REMOTE_ADDR": "::1"}}, True),
        ({"environ_base": AWAY}, False),
        ({"headers": {"X-Forwarded-For": "127.0.0.1"}}, False),
        ({"headers": {"Via": "1.1 Caddy"}}, False),
        ({"environ_overrides": {"SERVER_PROTOCOL": "HTTP/1.0"}}, False),  # nginx that was told nothing
    ],
)
def test_direct_is_who_comes_from_this_machine_without_a_proxy(folder: Path, given: Any, direct: bool) -> None:
    app = showing(folder, "127.0.0.1")
    assert app.test_client().get("/healthz", **given).json["direct"] is direct
    assert app.test_client().get("/metrics", **given).status_code == (200 if direct else 403)


@pytest.mark.parametrize("path", ["/login", "/healthz", "/metrics", "/dorong/1", "/static/desk.css"])
@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_a_host_that_is_not_ours_gets_no_page(folder: Path, header: str, path: str) -> None:
    client = showing(folder, "127.0.0.1", ("aduan.kantor.lan",)).test_client()
    answer = client.get(path, headers={header: "evil.example.org"})
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert "ADUAN_HOSTS" in text(answer)
    assert "evil" not in text(answer)


def test_who_tries_many_names_fills_no_memory(folder: Path) -> None:
    client = showing(folder).test_client()
    tried = {client.get("/healthz", headers={"Host": f"n{number}.example.org"}).status_code for number in range(1200)}
    assert tried == {400}
    assert client.get("/healthz").status_code == 200


def test_behind_tls_cookies_are_secure_and_the_session_knows_who_came(folder: Path) -> None:
    client = showing(folder, "127.0.0.1").test_client()
    told = {"X-Forwarded-For": "192.168.1.5", "X-Forwarded-Proto": "https"}
    page = client.get("/login", headers=told, base_url="https://localhost")
    token = text(page).split('name="csrf_token" value="')[1].split('"')[0]
    form = {"username": "pengelola", "password": PASSWORD, "csrf_token": token}
    answer = client.post("/login", data=form, headers=told, base_url="https://localhost")
    assert answer.status_code == 302
    cookies = [*page.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    assert len(cookies) >= 3
    assert all("Secure" in one and "HttpOnly" in one for one in cookies)
    assert answer.headers["Strict-Transport-Security"]
    assert StaffSession.select().order_by(StaffSession.id.desc()).get().address == "192.168.1.5"


@pytest.mark.parametrize(("told", "warned"), [("http", True), ("https", False)])
def test_the_login_page_says_where_others_can_read_along(folder: Path, told: str, warned: bool) -> None:
    client = showing(folder, "127.0.0.1").test_client()
    headers = {"X-Forwarded-For": "192.168.1.5", "X-Forwarded-Proto": told}
    assert ("tidak terenkripsi" in text(client.get("/login", headers=headers))) is warned
    assert "tidak terenkripsi" not in text(client.get("/login"))  # on the machine itself nothing travels
