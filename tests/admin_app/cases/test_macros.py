"""Macros on the screens: kept by who may, previewed on the case, run with one click, never sending anything."""

from collections.abc import Callable
from typing import Any

import pytest

from models.actions.papers.own.keep_type import switch_type
from models.rules.staff.roles import Role
from models.tables import CaseNote, Complaint, Macro, Outbox
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, submit
from tests.office import NOW, new_complaint
from tests.own_types import RECORD, admin, keep

Open = Callable[[Role | str], Browser]
NO_STEP = {"category": "", "urgency": "", "section": "", "note": "", "paper": "", "text_code": "", "position": "1"}


def test_what_a_macro_will_do_stands_beside_its_button_and_is_done_with_one_click(
    signed_in: Open, sqlite_account: Any
) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    page = case_page(browser, case)
    assert "Akan: kategori: Paspor (DPRI) dan penggantiannya. Tidak mengirim pesan." in page
    macro = Macro.get(Macro.name == "Mendesak: tandai dan beri catatan")
    answer = submit(browser, case, f"makro-{macro.id}")
    assert answer.headers["Location"] == f"/meja/kasus/{case.public_id}?tab=saya"
    assert "Makro “Mendesak: tandai dan beri catatan”: urgensi: mendesak" in text(browser.get("/akun"))
    assert Complaint.get_by_id(case.id).urgency == "mendesak"
    assert CaseNote.select().count() == 1
    assert "Makro dijalankan" in case_page(browser, case)


def test_the_text_of_a_macro_stands_in_the_box_and_is_not_sent(signed_in: Open, sqlite_account: Any) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    answer = submit(browser, case, f"makro-{Macro.get(Macro.text_code == 'jam-layanan').id}")
    assert answer.headers["Location"].endswith("&templat=jam-layanan#tulis")
    assert "Layanan kami buka" in text(browser.get(answer.headers["Location"])).split('id="balasan"')[1]
    assert Outbox.select().count() == 0


def test_a_macro_that_goes_on_opens_the_next_case(signed_in: Open, sqlite_account: Any) -> None:
    one, two = new_complaint(sqlite_account), new_complaint(sqlite_account, "Lain", "628119990001")
    Macro.create(name="Catat lalu terus", note="x", goes_on=True)
    browser = signed_in(Role.PENGELOLA)
    answer = submit(browser, one, f"makro-{Macro.get(Macro.goes_on & (Macro.note == 'x')).id}")
    assert answer.headers["Location"] == f"/meja/kasus/{two.public_id}?tab=saya"


def test_a_refused_macro_says_which_step_and_stays_on_the_case(signed_in: Open, sqlite_account: Any) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    answer = submit(browser, case, f"makro-{Macro.get(Macro.section == 'inteldakim').id}")
    assert answer.status_code == 409
    assert "tidak dijalankan. Langkah “seksi tujuan: Seksi Inteldakim”" in text(answer)
    assert Complaint.get_by_id(case.id).section is None


@pytest.mark.parametrize("role", [Role.KASUBSI_INFOKIM, Role.ADMINISTRATOR])
def test_macros_are_kept_on_their_screen(signed_in: Open, role: Role) -> None:
    browser = signed_in(role)
    answer = browser.post("/makro/new/", **{**NO_STEP, "name": "Baru", "note": "Cek loket", "roles": ["pengelola"]})
    assert answer.status_code == 302, text(answer)
    made = Macro.get(Macro.name == "Baru")
    assert (made.roles, made.note, made.active) == ("pengelola", "Cek loket", False)
    page = text(browser.get(f"/makro/edit/?id={made.id}"))
    assert '<input type="checkbox" name="roles" value="pengelola" checked>' in page
    assert "catatan internal: “Cek loket”" in text(browser.get("/makro/"))


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({}, "Pilih sedikitnya satu langkah"),
        ({"text_code": "jam-layanan", "goes_on": "y"}, "harus dibaca dahulu"),
    ],
)
def test_a_macro_that_does_nothing_or_hides_its_text_is_refused(
    signed_in: Open, columns: dict[str, str], sentence: str
) -> None:
    answer = signed_in(Role.KASUBSI_INFOKIM).post("/makro/new/", **{**NO_STEP, "name": "Baru", **columns})
    assert (answer.status_code, sentence in text(answer)) == (409, True)


def test_who_may_not_keep_macros_does_not_see_their_screen(signed_in: Open) -> None:
    assert signed_in(Role.PENGELOLA).get("/makro/").status_code == 403


def test_two_macros_in_use_never_share_a_name(signed_in: Open) -> None:
    browser = signed_in(Role.KASUBSI_INFOKIM)
    form = {**NO_STEP, "name": "Baru", "note": "Cek loket", "active": "y"}
    assert browser.post("/makro/new/", **form).status_code == 302
    again = browser.post("/makro/new/", **{**form, "name": " baru"})
    assert (again.status_code, "sudah ada" in text(again)) == (409, True)
    made = Macro.get(Macro.name == "Baru")
    assert browser.post(f"/makro/edit/?id={made.id}", **{**form, "note": "Cek map"}).status_code == 302


def test_a_macro_whose_paper_is_switched_off_can_be_switched_off_and_not_on(
    signed_in: Open, sqlite_account: Any
) -> None:
    keep(RECORD)
    macro = Macro.create(name="Siapkan BAP", paper="BAP")
    switch_type("BAP", False, admin(), NOW)
    browser, page = signed_in(Role.KASUBSI_INFOKIM), f"/makro/edit/?id={macro.id}"
    assert "Berita Acara Pemeriksaan (tidak dipakai lagi)" in text(browser.get(page))
    form = {**NO_STEP, "name": "Siapkan BAP", "paper": "BAP"}
    refused = browser.post(page, **form, active="y")
    assert (refused.status_code, "Pilih konsep lain, atau matikan" in text(refused)) == (409, True)
    assert browser.post(page, **form).status_code == 302
    assert not Macro.get_by_id(macro.id).active
