"""What is seen through each proxy: headers, cookies, addresses, metrics, webhook; and a day's work over https."""

import json
import re
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from models.rules.channels.push_schemes import META, signature
from models.tables import ChannelAccount, OfficeSetting, PushPayload, StaffSession
from models.tables.core.secrets import load_key, seal
from tests.browser.people import NARROW, PATIENCE, Camera, Officer
from tests.browser.served_office import PASSWORD, ServedOffice, served_office
from tests.deploy.front_ends import CLIENT, NAME, PUSHED, FrontEnd, caddy, nginx, send_raw
from tests.office import NOW

SETTINGS = {"ADUAN_TRUSTED_PROXIES": "127.0.0.1", "ADUAN_HOSTS": f"{NAME}, {PUSHED}"}
APP_SECRET = "rahasia-aplikasi"
SPOOFED = {
    "X_Forwarded_For": "203.0.113.9",
    "Forwarded": "for=203.0.113.9;host=evil.example.org",
    "X_Real_IP": "203.0.113.9",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOffice]:
    """A back office on loopback that trusts the proxy of this machine."""
    with served_office(tmp_path_factory.mktemp("kantor"), 2, SETTINGS) as running:
        yield running


@pytest.fixture(scope="module", params=[caddy, nginx], ids=["caddy", "nginx"])
def front(
    served: ServedOffice, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FrontEnd]:
    """Each of the two before it."""
    with request.param(tmp_path_factory.mktemp("depan"), served.port) as running:
        yield running


def cookies(answer: Any) -> list[str]:
    return list(answer.headers.getlist("Set-Cookie"))


def signed_in(front: FrontEnd, **headers: str) -> list[str]:
    """Sign in as the Pengelola through the proxy and return all cookies that were set."""
    page = front.ask("GET", "/login")
    token = page.data.decode().split('name="csrf_token" value="')[1].split('"')[0]
    kept = cookies(page)
    form = f"username=pengelola&password={PASSWORD}&csrf_token={token}".encode()
    sent = {
        "Content_Type": "application/x-www-form-urlencoded",
        "Cookie": "; ".join(one.split(";")[0] for one in kept),
    }
    answer = front.ask("POST", "/login", body=form, **sent, **headers)
    assert (answer.status, answer.headers["Location"]) == (302, "/")
    return kept + cookies(answer)


def test_who_types_the_name_without_https_is_led_to_it(front: FrontEnd) -> None:
    head = front.ask_plain("/login?next=/meja/").decode().splitlines()
    assert head[0].split()[1] in ("301", "308")
    (location,) = [line.split()[1] for line in head if line.lower().startswith("location:")]
    assert re.fullmatch(f"https://{NAME}(:\\d+)?/login\\?next=/meja/", location)


def test_pages_carry_the_headers_of_the_program_once_each(front: FrontEnd) -> None:
    answer = front.ask("GET", "/login")
    assert answer.status == 200
    for name in ("Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control"):
        assert len(answer.headers.getlist(name)) == 1, name
    assert b"tidak terenkripsi" not in answer.data


def test_what_the_proxy_answers_itself_carries_them_too(front: FrontEnd) -> None:
    words = f"POST /login HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 99999999\r\nConnection: close\r\n\r\n"
    head = send_raw(front, words.encode()).decode().partition("\r\n\r\n")[0].lower().splitlines()
    assert head[0].split()[1] == "413"
    for line in ("strict-transport-security: max-age=31536000; includesubdomains", "x-content-type-options: nosniff"):
        assert head.count(line) == 1, line
    (policy,) = [line for line in head if line.startswith("content-security-policy:")]
    assert "frame-ancestors 'none'" in policy


def line_of(front: FrontEnd, newest: ssl.TLSVersion, ciphers: str) -> str:
    """Return the version of TLS that a PC gets which knows no newer one and these ciphers alone."""
    context = ssl.create_default_context(cafile=str(front.authority))
    context.minimum_version, context.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, newest
    context.set_ciphers(f"{ciphers}:@SECLEVEL=0")
    line = socket.create_connection(("127.0.0.1", front.port), 30, (CLIENT, 0))
    with context.wrap_socket(line, server_hostname=NAME) as secured:
        return str(secured.version())


def test_the_newest_tls_is_spoken_and_nothing_older_than_1_2(front: FrontEnd) -> None:
    assert line_of(front, ssl.TLSVersion.MAXIMUM_SUPPORTED, "ALL") == "TLSv1.3"
    assert line_of(front, ssl.TLSVersion.TLSv1_2, "ALL") == "TLSv1.2"
    with pytest.raises((ssl.SSLError, ConnectionError)):
        line_of(front, ssl.TLSVersion.TLSv1_1, "ALL")


def test_only_ciphers_that_seal_and_forget_their_keys_are_spoken(front: FrontEnd) -> None:
    assert line_of(front, ssl.TLSVersion.TLSv1_2, "ECDHE+AESGCM") == "TLSv1.2"
    for weak in ("ECDHE+AES:!AESGCM:!AESCCM", "kRSA+AES"):  # CBC, no forward secrecy
        with pytest.raises((ssl.SSLError, ConnectionError), match=r"(?i)handshake.failure|reset"):
            line_of(front, ssl.TLSVersion.TLSv1_2, weak)


def test_all_cookies_are_secure_and_the_session_knows_the_pc(front: FrontEnd, served: ServedOffice) -> None:
    found = signed_in(front)
    assert len(found) >= 3
    assert all("Secure" in one and "HttpOnly" in one and "SameSite" in one for one in found)
    assert all(one.startswith("__Host-") and "Path=/;" in f"{one};" and "Domain" not in one for one in found)
    with served.acting():
        assert StaffSession.select().order_by(StaffSession.id.desc()).get().address == CLIENT


def test_what_a_browser_writes_of_itself_counts_for_nothing(front: FrontEnd, served: ServedOffice) -> None:
    signed_in(front, **SPOOFED)
    with served.acting():
        assert StaffSession.select().order_by(StaffSession.id.desc()).get().address == CLIENT
    answer = front.ask("GET", "/login", X_Forwarded_Proto="http", X_Forwarded_Host="evil.example.org")
    assert answer.status == 200
    assert "Strict-Transport-Security" in answer.headers


def test_redirects_stay_on_https_and_under_our_name(front: FrontEnd) -> None:
    for path in ("/", "/meja", "/meja/"):
        answer = front.ask("GET", path)
        assert answer.status in (301, 302, 308)
        assert re.match(f"(https://{NAME}(:\\d+)?)?/(?!/)", answer.headers["Location"])


def get(host: str) -> bytes:
    return f"GET /login HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()


@pytest.mark.parametrize("host", ["evil.example.org", "127.0.0.1.example.org", PUSHED])
def test_another_name_gets_no_page_of_ours(front: FrontEnd, host: str) -> None:
    assert b"password" in send_raw(front, get(NAME))
    assert b"password" not in send_raw(front, get(host))


def test_a_connection_for_another_name_is_told_nothing_of_ours(front: FrontEnd) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError)):
        send_raw(front, get(NAME), sni="evil.example.org")
    assert b"password" not in front.ask_plain("/login", "evil.example.org")


def test_who_is_not_in_the_offices_network_reaches_the_pushes_alone(
    served: ServedOffice, front: FrontEnd, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    start = {"caddy": caddy, "nginx": nginx}[request.node.callspec.id]
    with start(tmp_path, served.port, inside=False) as outside:
        for sni in (NAME, PUSHED):  # whoever knows the name needs no DNS for it
            assert b"password" not in send_raw(outside, get(NAME), sni)
        assert outside.ask("POST", "/dorong/1", PUSHED, b"{}", Content_Type="application/json").status in (403, 404)


def test_figures_need_the_token_through_the_proxy_and_none_on_the_machine(
    front: FrontEnd, served: ServedOffice
) -> None:
    from tests.admin_app.cli.test_serving import page

    assert front.ask("GET", "/metrics").status == 403
    assert front.ask("GET", "/metrics", **SPOOFED | {"X_Forwarded_For": "127.0.0.1"}).status == 403
    assert "aduan_agent_up" in page(f"{served.office}/metrics")
    with served.acting():
        OfficeSetting.update(value="tanda").where(OfficeSetting.key == "metrics_token").execute()
    try:
        assert front.ask("GET", "/metrics", Authorization="Bearer salah").status == 403
        assert front.ask("GET", "/metrics", Authorization="Bearer tanda").status == 200
    finally:
        with served.acting():
            OfficeSetting.update(value="").where(OfficeSetting.key == "metrics_token").execute()


def test_a_body_beyond_the_limit_is_refused_in_words_before_it_is_sent(front: FrontEnd) -> None:
    head = (
        f"POST /login HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: {16 * 1024 * 1024 + 1}\r\nConnection: close\r\n\r\n"
    )
    said = send_raw(front, head.encode()).decode()
    assert said.split()[1] == "413"
    assert "Berkas terlalu besar" in said


def test_the_public_name_leads_to_signed_pushes_and_to_nothing_else(front: FrontEnd, served: ServedOffice) -> None:
    account, body = push_account(served), json.dumps({"object": "whatsapp_business_account", "entry": []}).encode()
    headers = {"Content_Type": "application/json", META.header.replace("-", "_"): signature(META, APP_SECRET, body)}
    assert front.ask("POST", f"/dorong/{account}", PUSHED, body, **headers).status == 200
    with served.acting():
        assert PushPayload.select().where(PushPayload.account == account).count() == 1
    unsigned = front.ask("POST", f"/dorong/{account}", PUSHED, body, Content_Type="application/json")
    assert unsigned.status == 403
    for path in (
        "/",
        "/login",
        "/meja/",
        "/metrics",
        "/healthz",
        "/dorong/../login",
        "/static/desk.css",
        "/dorong/abc",
        "/dorong/",
    ):
        assert front.ask("GET", path, PUSHED).status in (400, 404), path


def push_account(served: ServedOffice) -> int:
    """Add an account of Meta's whose pushes are signed."""
    with served.acting():
        secrets = {"access_token": "t", "app_secret": APP_SECRET, "verify_token": "v"}
        sealed = seal(load_key(served.programs.data_dir / "secret.key"), json.dumps(secrets))
        made: int = ChannelAccount.create(kind="whatsapp_cloud", label="Cloud", secret=sealed, created_at=NOW).id
        return made


def test_an_officer_signs_in_works_and_signs_out_over_https(
    chromium: Browser, served: ServedOffice, front: FrontEnd, request: pytest.FixtureRequest
) -> None:
    camera, case = Camera(f"https-{request.node.callspec.id}"), served.cases[request.node.callspec.id == "nginx"]
    officer = Officer.arrived(chromium, NARROW, dark=False, strangers=True)
    page, asked = officer.page, list[str]()
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"{front.office}/penelitian/{case}")
    page.fill("[name=username]", "petugas_seksi")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.locator('html[data-siap="penelitian"]').wait_for(state="attached", timeout=PATIENCE)
    assert page.evaluate("window.isSecureContext")
    page.get_by_label("Temuan").fill("Paspor ditemukan di rak.")
    page.get_by_role("button", name="Serahkan").click()
    expect(page.locator('[data-part="keadaan"]')).to_contain_text("Sudah diserahkan.", timeout=PATIENCE)
    camera.take(page, "diserahkan-390")
    assert all(one.startswith((f"{front.office}/", "data:", "blob:")) for one in asked)
    assert {one["name"]: one["secure"] for one in page.context.cookies()}.items() >= {
        ("__Host-aduan_sesi", True),
        ("__Host-aduan", True),
    }
    assert officer.complaints == []
