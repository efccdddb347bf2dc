"""The administrator enters the own service, asks it, and forgets it; its password is never shown again."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from models.rules.staff.roles import Role
from models.tables import SigningService, Staff
from tests.admin_app.browsing import text
from tests.admin_app.papers.esign.simulated_service import NAME, WORD, Simulated, simulated_service
from tests.office import actor
from tests.running.ports import free_port

HERE = "/layanan-ttd"


@pytest.fixture
def service() -> Iterator[Simulated]:
    """A running service."""
    with simulated_service() as simulated:
        yield simulated


@pytest.fixture
def admin(sqlite_account: Any, signed_in: Any) -> Any:
    """The administrator's browser."""
    return signed_in(Role.ADMINISTRATOR)


def keep(browser: Any, url: str, **fields: str) -> Any:
    typed = {"base_url": url, "username": NAME, "password": WORD, "version": "v2", "asks": "sandi", "tag": "#"}
    return browser.post(f"{HERE}/simpan", form_key=f"{len(url) + len(str(fields)):032}", **(typed | fields))


def check(browser: Any) -> str:
    browser.post(f"{HERE}/periksa", form_key="p" * 32)
    return text(browser.get(f"{HERE}/"))


@pytest.mark.parametrize("version", ["v2", "v1"])
def test_it_is_entered_and_answers(admin: Any, service: Simulated, version: str) -> None:
    assert keep(admin, service.url, version=version).status_code == 303
    assert "Belum diperiksa" in text(admin.get(f"{HERE}/"))
    page = check(admin)
    assert ("alamat, versi, dan akun kantor diterima" in page, "tanpa https" in page) == (True, True)
    assert (service.made, len(service.asked), WORD in page) == (0, 1, False)
    assert WORD not in str(list(SigningService.select().dicts()))


@pytest.mark.parametrize(
    ("fault", "fields", "said"),
    [
        ("", {"password": "salah"}, "menolak nama atau sandi akun kantor"),
        ("page", {}, "bukan layanan tanda tangan"),
        ("moved", {}, "bukan layanan tanda tangan"),
        ("broken", {}, "sedang terganggu"),
    ],
    ids=["account", "page", "moved", "broken"],
)
def test_what_is_wrong_with_it_is_told(
    admin: Any, service: Simulated, fault: str, fields: dict[str, str], said: str
) -> None:
    service.fault = fault
    keep(admin, service.url, **fields)
    page = check(admin)
    assert (said in page, "notice-bad" in page) == (True, True)


def test_where_nobody_is_it_says_so(admin: Any) -> None:
    keep(admin, f"http://127.0.0.1:{free_port()}")
    assert "Tidak ada layanan yang terhubung" in check(admin)


def test_what_is_refused_is_shown_again_without_the_password(admin: Any) -> None:
    answer = keep(admin, "layanan", password="rahasia-benar")
    page = text(answer)
    assert (answer.status_code, 'value="layanan"' in page, "rahasia-benar" in page) == (409, True, False)
    assert not SigningService.select().exists()


def test_it_is_forgotten(admin: Any, service: Simulated) -> None:
    keep(admin, service.url)
    assert admin.post(f"{HERE}/hapus", form_key="h" * 32).status_code == 303
    assert not SigningService.select().exists()
    assert admin.post(f"{HERE}/periksa", form_key="q" * 32).status_code == 409


def test_a_nik_is_entered_by_its_owner_alone_and_on_no_screen(admin: Any, service: Simulated, signed_in: Any) -> None:
    kasubsi, nik = signed_in(Role.KASUBSI_INFOKIM), "3171000000000001"
    assert 'id="nik"' not in text(kasubsi.get("/akun"))
    keep(admin, service.url)
    assert 'id="nik"' in text(kasubsi.get("/akun"))
    assert kasubsi.post("/akun/nik", form_key="n" * 32, nik="12").status_code == 409
    assert kasubsi.post("/akun/nik", form_key="o" * 32, nik=nik).status_code == 302
    staff = Staff.get_by_id(actor(Role.KASUBSI_INFOKIM).staff_id)
    assert staff.nik == nik
    for browser, page in ((kasubsi, "/akun"), (admin, "/pegawai/"), (admin, f"/pegawai/details/?id={staff.id}")):
        assert not re.search(nik, text(browser.get(page)))
