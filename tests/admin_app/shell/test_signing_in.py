"""Signing in and out over the web, and who stays outside."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from models.actions.staff.keep_staff import change_staff, withdraw_password
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Staff, StaffSession
from tests.admin_app.browsing import PASSWORD, Browser, Clock, text
from tests.admin_app.frame_once import frame_once
from tests.admin_app.samples import a_full_office
from tests.admin_app.test_every_route import address, allowed, rules
from tests.office import NOW, actor
from tests.tools import ROOT

Open = Callable[[Role | str], Browser]


def test_the_right_password_opens_his_home(browser: Browser) -> None:
    done = browser.sign_in("pengelola")
    assert (done.status_code, done.headers["Location"]) == (302, "/")
    assert "Selamat pagi, Contoh Pengelola Pengaduan" in text(browser.get("/"))
    assert browser.get("/akun").status_code == 200


def test_anonymous_people_are_sent_to_sign_in_and_back(browser: Browser) -> None:
    sent = browser.get("/akun?x=1")
    assert (sent.status_code, sent.headers["Location"]) == (302, "/login?next=%2Fakun%3Fx%3D1")
    done = browser.post("/login", on="/login", username="pengelola", password=PASSWORD, next="/akun?x=1")
    assert done.headers["Location"] == "/akun?x=1"


def test_the_administrator_who_sees_no_case_begins_at_the_channels(signed_in: Open) -> None:
    assert "Penghubung kanal" in text(signed_in(Role.ADMINISTRATOR).get("/"))


@pytest.mark.parametrize(
    "target", ["//evil.example/", "\\\\evil.example", "/\\evil.example", "https://evil.example/", "/\tx//e", "/login"]
)
def test_S7_signing_in_never_leads_to_another_host(browser: Browser, target: str) -> None:
    done = browser.post("/login", on="/login", username="pengelola", password=PASSWORD, next=target)
    assert done.headers["Location"] == "/"


def test_a_refused_name_need_not_be_typed_again(browser: Browser) -> None:
    page = text(browser.sign_in('<b>"budi', "salah"))
    assert 'value="&lt;b&gt;&#34;budi"' in page


def test_S16_unknown_wrong_and_inactive_get_the_same_answer(browser: Browser) -> None:
    Staff.update(active=False).where(Staff.username == "kasi_tikkim").execute()
    answers = {
        (page.status_code, browser_text(page))
        for page in (
            browser.post("/login", on="/login", username="tidak-ada", password="x"),
            browser.post("/login", on="/login", username="pengelola", password="x"),
            browser.post("/login", on="/login", username="kasi_tikkim", password=PASSWORD),
        )
    }
    assert len(answers) == 1
    assert "tidak cocok" in answers.pop()[1]


def browser_text(page: object) -> str:
    """The page without what changes with every answer."""
    import re

    return re.sub(r'(nonce|content|value)="[^"]*"', "", text(page))  # type: ignore[arg-type]


def test_S19_the_old_cookie_opens_nothing_after_signing_out(app: Flask, signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    cookie = browser.client.get_cookie("aduan_sesi")
    assert cookie
    assert browser.post("/logout").status_code == 302
    thief = Browser(app)
    thief.client.set_cookie("aduan_sesi", cookie.value)
    assert thief.get("/akun").status_code == 302


def test_S19_a_new_role_password_or_deactivation_ends_the_session(signed_in: Open) -> None:
    admin = actor(Role.ADMINISTRATOR)
    officer = Staff.get(Staff.username == "petugas_seksi")

    def change_role() -> None:
        change_staff(officer.id, officer.name, Role.PETUGAS_SEKSI, Section.INTELDAKIM, True, admin, NOW)

    def no_password() -> None:
        withdraw_password(officer.id, admin, NOW)

    def switched_off() -> None:
        change_staff(officer.id, officer.name, Role.PETUGAS_SEKSI, Section.INTELDAKIM, False, admin, NOW)

    for change in (change_role, no_password, switched_off):
        browser = signed_in("petugas_seksi")
        assert browser.get("/akun").status_code == 200
        kept = Staff.get_by_id(officer.id).password_hash
        change()
        assert browser.get("/akun").status_code == 302
        Staff.update(password_hash=kept).where(Staff.id == officer.id).execute()


def test_S18_the_session_id_is_new_at_every_sign_in(signed_in: Open, app: Flask) -> None:
    browser = Browser(app)
    browser.client.set_cookie("aduan_sesi", "chosen-by-an-attacker")
    browser.sign_in("pengelola")
    cookie = browser.client.get_cookie("aduan_sesi")
    assert cookie
    assert cookie.value != "chosen-by-an-attacker"
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert not StaffSession.select().where(StaffSession.token_hash == cookie.value).exists()


def test_S20_a_session_ends_after_an_hour_of_rest_and_ten_hours_of_work(signed_in: Open, clock: Clock) -> None:
    resting = signed_in(Role.PENGELOLA)
    clock.move(minutes=61)
    assert resting.get("/akun").status_code == 302
    working = signed_in(Role.PENGELOLA)
    for _ in range(14):
        clock.move(minutes=40)
        working.get("/akun")
    assert working.get("/akun").status_code == 200
    clock.move(minutes=41)
    assert working.get("/akun").status_code == 302


def test_S20_a_page_that_refreshes_itself_does_not_keep_a_session_alive(signed_in: Open, clock: Clock) -> None:
    browser = signed_in(Role.PENGELOLA)
    for _ in range(4):
        clock.move(minutes=20)
        last = browser.get("/akun", headers={"X-Aduan-Otomatis": "1"})
    assert last.status_code == 302


def test_cookies_are_secure_where_the_page_came_by_https(app: Flask) -> None:
    client = app.test_client()
    token = text(client.get("/login", base_url="https://localhost")).split('csrf_token" value="')[1].split('"')[0]
    form = {"username": "pengelola", "password": PASSWORD, "csrf_token": token}
    done = client.post("/login", data=form, base_url="https://localhost")
    assert all("Secure" in line for line in done.headers.getlist("Set-Cookie"))
    assert len(done.headers.getlist("Set-Cookie")) >= 2


def test_signing_in_and_out_and_failing_are_in_the_audit_trail(browser: Browser) -> None:
    browser.sign_in("pengelola", "salah")
    browser.sign_in("tidak-ada")
    browser.sign_in("pengelola")
    browser.post("/logout")
    events = [(row.event, row.actor) for row in Audit.select().order_by(Audit.id)]
    assert events[-4:] == [
        ("gagal_masuk", "pengelola"),
        ("gagal_masuk", ""),
        ("masuk", "pengelola"),
        ("keluar", "pengelola"),
    ]


def test_S27_one_office_behind_one_address_is_not_slowed_by_one_account(browser: Browser, signed_in: Open) -> None:
    for _ in range(8):
        browser.sign_in("pengelola", "salah")
    assert browser.sign_in("pengelola").status_code == 401
    assert signed_in(Role.KASUBSI_INFOKIM).get("/akun").status_code == 200


def test_the_token_is_new_after_each_sign_in_and_change_of_password_and_the_old_one_opens_nothing(app: Flask) -> None:
    browser, thief = Browser(app), Browser(app)
    tokens = []
    new = "gerimis-lampu-sepeda"
    for change in (
        lambda: browser.sign_in("pengelola"),
        lambda: browser.post("/login", username="pengelola", password=PASSWORD),
        lambda: browser.post("/akun/kata-sandi", on="/akun", old=PASSWORD, new=new, again=new),
    ):
        assert change().status_code == 302
        cookie = browser.client.get_cookie("aduan_sesi")
        assert cookie
        tokens.append(cookie.value)
        assert browser.get("/akun").status_code == 200
    for token in tokens:
        thief.client.set_cookie("aduan_sesi", token)
        assert thief.get("/akun").status_code == (200 if token == tokens[-1] else 302)


def test_a_wrong_old_password_is_traced_with_the_address_it_came_from(signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    answers = [browser.post("/akun/kata-sandi", old="salah", new="a" * 20, again="a" * 20) for _ in range(15)]
    assert {answer.status_code for answer in answers} == {409}
    assert "Kata sandi tidak cocok" in text(answers[0])
    assert "Tunggu satu menit" in text(answers[-1])
    rows = list(Audit.select().where(Audit.event == "gagal_bukti_kata_sandi"))
    assert (len(rows), {row.address for row in rows}) == (15, {"127.0.0.1"})


def test_what_is_typed_is_decoded_once_and_escaped_once(browser: Browser) -> None:
    page = text(browser.post("/login", on="/login", username="%3Cb%3E &lt;i&gt; \\u003c+", password="x"))
    assert 'value="%3Cb%3E &amp;lt;i&amp;gt; \\u003c+"' in page


@pytest.mark.parametrize("role", Role)
def test_every_page_has_the_button_to_sign_out(role: Role, app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    sample, browser = a_full_office(sqlite_account, frame_once(app)), signed_in(role)
    mine = [rule for rule in rules(app) if "GET" in (rule.methods or ()) and role in (allowed(rule.endpoint) or ())]
    pages = {path: browser.get(path) for path in (address(rule, sample) for rule in mine)}
    # A redirect shows nothing; what ends in "halaman" stands inside a page.
    shown = {path: page for path, page in pages.items() if page.status_code != 302 and not path.endswith("/halaman")}
    whole = {path: text(page) for path, page in shown.items() if b"<html" in page.data}
    assert len(whole) > 20
    assert [path for path, words in whole.items() if 'action="/logout"' not in words] == []


def test_a_password_is_hidden_may_be_pasted_and_is_known_to_the_browser(browser: Browser) -> None:
    page = text(browser.get("/login"))
    (field,) = [line for line in page.split("<input")[1:] if 'name="password"' in line.split(">")[0]]
    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field
    browser.sign_in("pengelola")
    fields = [one.split(">")[0] for one in text(browser.get("/akun")).split("<input")[1:]]
    shown = [one for one in fields if "sandi" in one.split('name="')[-1].split('"')[0] or "-password" in one]
    assert len(shown) >= 2
    assert all('type="password"' in one for one in shown)
    scripts = [file.read_text("utf-8") for file in (ROOT / "admin_app" / "static").rglob("*.js")]
    assert not any("onpaste" in words for words in scripts)
    assert not any('"paste"' in words and "password" in words for words in scripts)


def test_signing_in_asks_for_nothing_but_name_password_and_code(browser: Browser) -> None:
    form = text(browser.get("/login")).partition("<form")[2].partition("</form>")[0]
    assert re.findall(r'name="([^"]+)"', form) == ["csrf_token", "next", "username", "password", "code"]


def test_a_password_of_two_years_ago_still_opens(browser: Browser, clock: Clock) -> None:
    clock.move(days=730)
    assert browser.sign_in("pengelola").headers["Location"] == "/"
    assert browser.get("/akun").status_code == 200
