"""Before what hurts the password is asked once more; what was sent goes on with it, and not without."""

import io
import re
from collections.abc import Callable

import pytest
from flask import Flask

from admin_app.staff.fresh_proof import HURTS
from models.rules.staff.roles import Role
from models.tables import Audit, Staff
from tests.admin_app.browsing import PASSWORD, Browser, Clock, text

Open = Callable[[Role | str], Browser]
NEW = {"username": "sari", "name": "Sari Contoh", "role": "pengelola", "section": "", "official_id": "0"}


def carried(page: str) -> dict[str, str]:
    asking = page.split("Pastikan ini Anda</h1>")[1].split("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', asking))


def test_every_address_of_what_hurts_is_one_of_the_back_office(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= HURTS


def test_a_page_that_hurts_asks_first_once_in_a_quarter_of_an_hour(signed_in: Open, clock: Clock) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    assert "Tambah akun" in text(browser.get("/pegawai/tambah"))
    clock.move(minutes=16)
    asked = browser.get("/pegawai/tambah")
    assert (asked.status_code, "Pastikan ini Anda" in text(asked)) == (403, True)
    assert "Tambah akun" not in text(asked)
    next_page = carried(text(asked))["next"]
    wrong = browser.post("/akun/bukti", bukti="salah", next=next_page)
    assert (wrong.status_code, "tidak cocok" in text(wrong)) == (409, True)
    done = browser.post("/akun/bukti", bukti=PASSWORD, next=next_page)
    assert (done.status_code, done.headers["Location"]) == (302, "/pegawai/tambah")
    assert "Tambah akun" in text(browser.get("/pegawai/tambah"))
    assert [row.actor for row in Audit.select().where(Audit.event == "bukti_ulang")] == ["administrator"]


def test_what_was_sent_goes_on_with_the_proof_and_not_without(signed_in: Open, clock: Clock) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    key = re.search(r'name="form_key" value="([^"]+)"', text(browser.get("/pegawai/tambah")))
    assert key
    clock.move(minutes=16)
    fields = {**NEW, "form_key": key[1]}
    asked = browser.post("/pegawai/tambah", **fields)
    assert (asked.status_code, Staff.select().where(Staff.username == "sari").exists()) == (403, False)
    kept = carried(text(asked))
    assert {name: kept[name] for name in fields} == fields
    assert browser.client.post("/pegawai/tambah", data=kept | {"bukti": "salah"}).status_code == 409
    assert not Staff.select().where(Staff.username == "sari").exists()
    assert browser.client.post("/pegawai/tambah", data=kept | {"bukti": PASSWORD}).status_code == 200
    assert Staff.get(Staff.username == "sari").name == "Sari Contoh"
    assert browser.get("/pegawai/").status_code == 200  # with the session's new token


def test_a_file_is_chosen_anew_and_a_script_is_told(signed_in: Open, clock: Clock) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    clock.move(minutes=16)
    files = {"berkas": (io.BytesIO(b"x"), "akar.pem"), "csrf_token": browser.any_token()}
    asked = browser.client.post(
        "/sertifikat-akar/tambah", data=files, headers={"Referer": "http://localhost/sertifikat-akar/"}
    )
    assert "pilih lagi" in text(asked)
    assert carried(text(asked))["next"] == "/sertifikat-akar/"
    told = browser.client.get("/pegawai/tambah", headers={"Accept": "application/json"})
    assert told.status_code == 403
    assert "Pastikan" not in text(told)


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/"])
def test_the_proof_leads_to_no_other_host(signed_in: Open, target: str) -> None:
    done = signed_in(Role.ADMINISTRATOR).post("/akun/bukti", bukti=PASSWORD, next=target)
    assert done.headers["Location"] == "/"


def test_whoever_found_an_open_session_ends_no_others_and_changes_no_telephone(signed_in: Open, clock: Clock) -> None:
    browser = signed_in(Role.PENGELOLA)
    clock.move(minutes=16)
    for path, fields in (("/akun/akhiri-sesi-lain", {}), ("/akun/pesan", {"phone": "0812", "wants": "ya"})):
        assert browser.post(path, **fields).status_code == 403
    assert browser.get("/akun/kode").status_code == 403
    assert Staff.get(Staff.username == "pengelola").phone == ""
