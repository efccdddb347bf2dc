"""The second factor on the screen: who must have one sees nothing before; codes shown once; taking it off."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyotp
import pytest
from flask import Flask

from models.rules.core.moments import to_unix
from models.rules.staff.roles import Role
from models.tables import Audit, Staff, StaffSession
from tests.admin_app.browsing import PASSWORD, Browser, Clock, back_office, text
from tests.office import NOW, new_complaint

Open = Callable[[Role | str], Browser]


def shown(page: Any) -> pyotp.TOTP:
    found = re.search(r'name="secret" value="([A-Z2-7]+)"', text(page))
    assert found
    return pyotp.TOTP(found[1])


def now_of(seed: pyotp.TOTP, seconds: int = 0) -> str:
    return str(seed.at(to_unix(NOW) + seconds))


def set_up(browser: Browser, seconds: int = -30) -> tuple[pyotp.TOTP, list[str]]:
    """Set the second factor up on the page, and read the recovery codes."""
    seed = shown(browser.get("/akun/kode"))
    done = browser.client.post(
        "/akun/kode",
        data={"csrf_token": browser.token("/akun/kode"), "secret": seed.secret, "code": now_of(seed, seconds)},
    )
    assert done.status_code == 200
    return seed, re.findall(r"\b(\d{4}-\d{4}-\d{4})\b", text(done))


@pytest.fixture
def strict(sqlite_account: Any, tmp_path: Path, clock: Clock) -> Flask:
    """A back office as an office begins it: a second factor is required."""
    return back_office(tmp_path, clock, second_factor="required")


def test_who_has_no_second_factor_sets_it_up_before_any_case_and_goes_on_to_where_he_wanted(
    strict: Flask, sqlite_account: Any
) -> None:
    case = new_complaint(sqlite_account)
    browser = Browser(strict)
    assert browser.sign_in("pengelola").status_code == 302
    for path in ("/", "/meja/", f"/meja/kasus/{case.public_id}", "/pengaduan/", "/cari/?q=paspor", "/akun/menu"):
        answer = browser.get(path)
        assert (answer.status_code in (302, 405), "Paspor" in text(answer)) == (True, False)
    led = browser.get(f"/meja/kasus/{case.public_id}")
    assert led.headers["Location"] == f"/akun/kode?next=%2Fmeja%2Fkasus%2F{case.public_id}"
    page = browser.get(led.headers["Location"])
    assert "Kasus baru tampil sesudah" in text(page)
    assert "<svg" in text(page)
    token = browser.token("/akun/kode")
    assert browser.client.post("/ambil/", data={"csrf_token": token}).status_code == 403
    assert browser.client.get("/meja/kabar", headers={"X-Aduan-Otomatis": "1"}).status_code == 204
    fields = {"csrf_token": token, "next": f"/meja/kasus/{case.public_id}", "secret": shown(page).secret}
    done = browser.client.post("/akun/kode", data=fields | {"code": now_of(shown(page))})
    assert f'href="/meja/kasus/{case.public_id}"' in text(done)
    assert "Paspor" in text(browser.get(f"/meja/kasus/{case.public_id}"))


def test_a_password_of_another_is_changed_before_the_second_factor(strict: Flask) -> None:
    Staff.update(password_once=True).where(Staff.username == "pengelola").execute()
    browser = Browser(strict)
    browser.sign_in("pengelola")
    assert browser.get("/meja/").headers["Location"] == "/akun"
    browser.post(
        "/akun/kata-sandi", on="/akun", old=PASSWORD, new="gerimis lampu sepeda", again="gerimis lampu sepeda"
    )
    assert browser.get("/meja/").headers["Location"].startswith("/akun/kode")


def test_the_administrator_needs_one_as_well_and_practice_none(strict: Flask) -> None:
    browser = Browser(strict)
    browser.sign_in("administrator")
    assert browser.get("/pegawai/").headers["Location"].startswith("/akun/kode")
    strict.jinja_env.globals["practice"] = True
    assert browser.get("/pegawai/").status_code == 200


def test_where_the_office_makes_it_optional_a_password_is_enough(signed_in: Open) -> None:
    assert signed_in(Role.PENGELOLA).get("/meja/").status_code == 200


def test_the_second_factor_is_set_up_used_and_turned_off_on_the_screen(app: Flask, signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    page = browser.get("/akun/kode")
    seed = shown(page)
    wrong = browser.post("/akun/kode", secret=seed.secret, code="000000")
    assert (wrong.status_code, seed.secret in text(wrong)) == (409, True)
    seed, codes = set_up(browser)
    assert len(set(codes)) == 10
    assert not [code for code in codes if code in text(browser.get("/akun/kode"))]
    assert browser.post("/akun/kode", secret=seed.secret, code=now_of(seed)).status_code == 409
    assert Browser(app).sign_in("pengelola").status_code == 401
    fields = {"username": "pengelola", "password": PASSWORD, "code": now_of(seed)}
    assert Browser(app).post("/login", on="/login", **fields).status_code == 302
    for password, code in ((PASSWORD, "000000"), ("salah", now_of(seed, 30))):
        refused = browser.post("/akun/kode/matikan", password=password, code=code)
        assert (refused.status_code, "tidak cocok" in text(refused)) == (409, True)
    assert browser.post("/akun/kode/matikan", password=PASSWORD, code=now_of(seed, 30)).status_code == 302
    assert Browser(app).sign_in("pengelola").status_code == 302
    events = [row.event for row in Audit.select().where(Audit.subject == "staff:1").order_by(Audit.id)]
    assert [one for one in events if "kode" in one or "bukti" in one] == [
        "nyalakan_kode_masuk",
        *["gagal_bukti_keduanya"] * 2,
        "matikan_kode_masuk",
    ]


def test_a_recovery_code_opens_a_session_once_says_how_many_are_left_and_is_traced(
    app: Flask, signed_in: Open
) -> None:
    browser = signed_in(Role.PENGELOLA)
    _, codes = set_up(browser)
    for code, status in (
        (codes[3], 302),
        (codes[3], 401),
        (codes[0].replace("-", " "), 302),
        ("0000-0000-0000", 401),
    ):
        answer = Browser(app).post("/login", on="/login", username="pengelola", password=PASSWORD, code=code)
        assert answer.status_code == status
    again = Browser(app)
    again.post("/login", on="/login", username="pengelola", password=PASSWORD, code=codes[1])
    assert "tersisa 7" in text(again.get("/akun"))
    used = Audit.select().where(Audit.event == "pakai_kode_cadangan")
    assert [row.after for row in used.order_by(Audit.id)] == ["tersisa 9", "tersisa 8", "tersisa 7"]


def test_new_recovery_codes_end_the_old_ones(app: Flask, signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    seed, old = set_up(browser)
    page = browser.post("/akun/kode/cadangan", password=PASSWORD, code=now_of(seed))
    fresh = re.findall(r"\b(\d{4}-\d{4}-\d{4})\b", text(page))
    assert (len(fresh), set(fresh) & set(old)) == (10, set())
    for code, status in ((old[0], 401), (fresh[0], 302)):
        answer = Browser(app).post("/login", on="/login", username="pengelola", password=PASSWORD, code=code)
        assert answer.status_code == status
    assert browser.post("/akun/kode/cadangan", password="salah", code=fresh[1]).status_code == 409


def test_the_administrator_turns_off_what_was_on_a_lost_telephone_and_its_sessions_end(
    app: Flask, signed_in: Open
) -> None:
    officer = signed_in(Role.PENGELOLA)
    set_up(officer)
    admin, staff = signed_in(Role.ADMINISTRATOR), Staff.get(Staff.username == "pengelola")
    assert "Matikan kode" in text(admin.get("/pegawai/"))
    admin.post(f"/pegawai/matikan-kode?id={staff.id}")
    assert (Staff.get_by_id(staff.id).totp_secret, Staff.get_by_id(staff.id).recovery_codes) == ("", "")
    assert not StaffSession.select().where((StaffSession.staff == staff) & StaffSession.ended_at.is_null()).exists()
    assert Browser(app).sign_in("pengelola").status_code == 302
