"""Warnings by WhatsApp: chosen on one's own account page; the office sets quiet hours and grades on its profile."""

from collections.abc import Callable
from typing import Any

import pytest

from models.rules.staff.roles import Role
from models.tables import ChannelAccount, OfficeSetting, Staff
from tests.admin_app.browsing import Browser, text

SignedIn = Callable[[Role | str], Browser]


def mine() -> tuple[str, bool]:
    staff = Staff.get(Staff.username == "pengelola")
    return staff.phone, staff.wants_messages


def test_an_officer_turns_messages_on_and_off(sqlite_account: Any, signed_in: SignedIn) -> None:
    browser = signed_in(Role.PENGELOLA)
    page = text(browser.get("/akun"))
    assert "Tidak pada pukul 17.00-07.30 dan hari libur." in page and "belum punya kanal" not in page
    assert browser.post("/akun/pesan", phone="0811-0000-9999", wants="ya").status_code == 302
    assert mine() == ("+6281100009999", True)
    assert 'value="+6281100009999"' in text(browser.get("/akun"))
    browser.post("/akun/pesan", phone="0811-0000-9999", wants=["ya", "kerja"])
    assert Staff.get(Staff.username == "pengelola").wants_tasks
    assert text(browser.get("/akun")).count(" checked> Kirimi saya") == 2
    browser.post("/akun/pesan", phone="0811-0000-9999")
    assert not Staff.get(Staff.username == "pengelola").wants_tasks
    assert mine() == ("+6281100009999", False)


@pytest.mark.parametrize(("phone", "words"), [("", "Isi nomor WhatsApp Anda"), ("bukan nomor", "tidak dapat dibaca")])
def test_what_is_no_number_comes_back_with_what_was_typed(
    sqlite_account: Any, signed_in: SignedIn, phone: str, words: str
) -> None:
    answer = signed_in(Role.PENGELOLA).post("/akun/pesan", phone=phone, wants="ya")
    assert answer.status_code == 409
    assert words in text(answer) and f'value="{phone}"' in text(answer)
    assert mine() == ("", False)


def test_an_office_without_whatsapp_is_told_that_it_must_wait(sqlite_account: Any, signed_in: SignedIn) -> None:
    ChannelAccount.update(enabled=False).execute()
    assert "belum punya kanal WhatsApp" in text(signed_in(Role.PENGELOLA).get("/akun"))


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("jam_tenang", "18.00-06.30", "malam"),
        ("jam_tenang", "", "17.00-17.00"),
        ("eskalasi_kasi_menit", "45", "setengah jam"),
        ("eskalasi_kepala_menit", "900", "-1"),
        ("jeda_tanpa_paraf_menit", "0", "1,5"),
        ("ringkas_sesudah", "5", "0"),
        ("jeda_pesan_menit", "0", "sejam"),
    ],
)
def test_grades_and_quiet_hours_are_settings_that_must_make_sense(
    sqlite_account: Any, signed_in: SignedIn, key: str, good: str, bad: str
) -> None:
    row, browser = OfficeSetting.get(OfficeSetting.key == key), signed_in(Role.ADMINISTRATOR)
    assert browser.post(f"/profil-kantor/edit/?id={row.id}", value=bad).status_code == 409
    assert OfficeSetting.get_by_id(row.id).value == row.value
    assert browser.post(f"/profil-kantor/edit/?id={row.id}", value=good).status_code == 302
    assert OfficeSetting.get_by_id(row.id).value == good
