"""The screen of legal limits: read by everybody, kept by Kasubsi; replaced from a date on, old cases keep theirs."""

from collections.abc import Callable
from datetime import date
from typing import Any

from admin_app.clocks.limits_screen import WAITS
from models.rules.staff.roles import Role
from models.tables import CalendarChange, Complaint, StatutoryRule
from tests.admin_app.browsing import Browser, text
from tests.office import new_complaint

SignedIn = Callable[[Role | str], Browser]
FIELDS = {
    "label": "Tanggapan atas pengaduan",
    "kind": "",
    "source": "",
    "action": "menanggapi",
    "amount": "7",
    "unit": "hari",
    "basis": "Peraturan baru",
}


def fourteen() -> StatutoryRule:
    return StatutoryRule.get(StatutoryRule.key == "tanggapan_14_hari")


def test_a_limit_is_replaced_from_a_date_on(sqlite_account: Any, signed_in: SignedIn) -> None:
    new_complaint(sqlite_account)
    browser, rule = signed_in(Role.KASUBSI_INFOKIM), fourteen()
    page = text(browser.get(f"/batas-waktu/ganti/?id={rule.id}"))
    assert 'value="14"' in page and "Ganti batas" in page
    refused = browser.post(f"/batas-waktu/edit/?id={rule.id}", **FIELDS, valid_from="2009-07-18")
    assert refused.status_code == 409 and "1 kasus sudah memakai batas ini" in text(refused)
    assert browser.post(f"/batas-waktu/ganti/?id={rule.id}", **FIELDS, valid_from="2026-12-01").status_code == 302
    assert fourteen().valid_until == date(2026, 11, 30)
    successor = StatutoryRule.get(StatutoryRule.valid_from == date(2026, 12, 1))
    assert (successor.key, successor.amount) == ("tanggapan_14_hari", 7)
    listed = text(browser.get("/batas-waktu/"))
    assert "Akan berlaku" in listed and "Menanggapi pelapor dalam 7 hari" in listed


def test_a_limit_of_its_own_is_added_with_its_kind_and_source(sqlite_account: Any, signed_in: SignedIn) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    fields = FIELDS | {"label": "Ombudsman: klarifikasi", "source": "ombudsman", "amount": "14", "unit": "hari_kerja"}
    assert browser.post("/batas-waktu/new/", **fields, valid_from="2026-11-25").status_code == 302
    assert StatutoryRule.get(StatutoryRule.source == "ombudsman").key == "ombudsman_klarifikasi_20261125"


def test_who_only_reads_sees_no_buttons_and_a_stored_kind_survives_the_form(
    sqlite_account: Any, signed_in: SignedIn
) -> None:
    assert "Ganti</a>" not in text(signed_in(Role.PENGELOLA).get("/batas-waktu/"))
    browser, rule = signed_in(Role.KASUBSI_INFOKIM), StatutoryRule.get(StatutoryRule.kind == "data-pribadi")
    assert 'selected value="data-pribadi"' in text(browser.get(f"/batas-waktu/edit/?id={rule.id}"))


def test_a_limit_for_a_day_with_cases_is_not_called_saved_and_waits_for_another(
    sqlite_account: Any, signed_in: SignedIn
) -> None:
    case, keeper = new_complaint(sqlite_account), signed_in(Role.KASUBSI_INFOKIM)
    fields = FIELDS | {"label": "Batas kilat", "amount": "1", "unit": "jam"}
    assert keeper.post("/batas-waktu/new/", **fields, valid_from="2026-11-25").status_code == 302
    page = text(keeper.get("/batas-waktu/"))
    assert WAITS in page and "Sudah disimpan" not in page
    assert not StatutoryRule.select().where(StatutoryRule.label == "Batas kilat").exists()
    page = text(signed_in(Role.KEPALA_KANTOR).get("/kalender/"))
    assert "Menunggu paraf: Batas waktu “Batas kilat” (Menanggapi pelapor dalam 1 jam) mulai 25/11/2026" in page
    assert "Paraf, berlakukan" in page and "langkah tetap terhitung" not in page
    change = str(CalendarChange.get().id)
    done = signed_in(Role.KEPALA_KANTOR).post("/kalender/putuskan", perubahan=change, putusan="paraf")
    assert done.status_code == 302 and StatutoryRule.get(StatutoryRule.label == "Batas kilat").amount == 1
    assert Complaint.get_by_id(case.id).open
