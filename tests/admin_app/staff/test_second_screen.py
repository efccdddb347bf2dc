"""An administrator asks, another post agrees on the screen, and each hands over a half of the code."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from models.rules.staff.roles import Role
from models.tables import EntryCode, SecondRequest, Staff
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.staff.codes import code_on, enter
from tests.office import NOW

Open = Callable[[Role | str], Browser]
NEW = "gerimis lampu sepeda"
ADD, LIST, DECIDE = "/pegawai/tambah", "/persetujuan/", "/persetujuan/putuskan"


@pytest.fixture
def admin(signed_in: Open) -> Browser:
    """The administrator, in an office whose Kepala Kantor has signed in once."""
    Staff.update(last_login_at=NOW).where(Staff.role == str(Role.KEPALA_KANTOR)).execute()
    return signed_in(Role.ADMINISTRATOR)


def add(admin: Browser, **words: str) -> Any:
    said = {"username": "siti", "name": "Siti Contoh", "role": "kasi_tikkim", "section": "", "official_id": "0"}
    return admin.post(ADD, on=ADD, **(said | words))


def decide(browser: Browser, says: str, **words: str) -> Any:
    """Press a button of the first request that waits, as it is shown."""
    page = text(browser.get(LIST))
    fields = {
        name: found[1]
        for name in ("permintaan", "sidik", "form_key")
        if (found := re.search(rf'name="{name}" value="([^"]*)"', page))
    }
    return browser.post(DECIDE, on=LIST, **{**fields, "putusan": says, "alasan": "", **words})


def test_an_account_that_sees_cases_needs_two_people_and_its_code_two_halves(
    admin: Browser, app: Flask, signed_in: Open
) -> None:
    first = add(admin)
    assert "Belum berlaku: menunggu persetujuan orang kedua" in text(first)
    assert not Staff.select().where(Staff.username == "siti").exists()
    assert "Akun baru siti" in text(admin.get("/pegawai/"))
    head = signed_in(Role.KEPALA_KANTOR)
    assert "Akun baru siti" in text(head.get("/"))
    second = decide(head, "setuju")
    assert enter(app, "siti", code_on(first), NEW).status_code == 409
    assert enter(app, "siti", code_on(second), NEW).status_code == 409
    assert enter(app, "siti", f"{code_on(first)} {code_on(second)}", NEW).status_code == 302
    assert Browser(app).sign_in("siti", NEW).status_code == 302
    assert "Akun baru siti" not in text(head.get("/"))
    assert "menunggu persetujuan" not in text(admin.get("/pegawai/"))


def test_a_role_is_given_by_two_and_shown_as_waiting_until_then(admin: Browser, signed_in: Open) -> None:
    staff = Staff.get(Staff.username == "petugas_seksi")
    page = f"/pegawai/ubah?id={staff.id}"
    said = {"name": staff.name, "role": "kasi_tikkim", "section": "", "official_id": str(staff.official_id)}
    shown = admin.post(page, on=page, **said, active="y")
    assert shown.status_code == 302
    told = text(admin.get("/pegawai/"))
    assert "Perubahan akun petugas_seksi" in told
    assert "Akun sudah disimpan" not in told
    assert Staff.get_by_id(staff.id).role == "petugas_seksi"
    waits = text(signed_in(Role.KASI_TIKKIM).get(LIST))
    assert all(word in waits for word in ("Petugas Seksi", "Kasi TIKKIM", "Setujui, berlakukan"))
    decide(signed_in(Role.KASUBSI_INFOKIM), "setuju")
    assert Staff.get_by_id(staff.id).role == "kasi_tikkim"


def test_switching_off_is_at_once_whatever_else_is_asked(admin: Browser) -> None:
    staff = Staff.get(Staff.username == "petugas_seksi")
    page = f"/pegawai/ubah?id={staff.id}"
    said = {"name": staff.name, "role": "kasi_tikkim", "section": "", "official_id": str(staff.official_id)}
    admin.post(page, on=page, **said)
    now = Staff.get_by_id(staff.id)
    assert (now.active, now.role) == (False, "petugas_seksi")
    assert SecondRequest.select().count() == 1


def test_what_is_refused_or_taken_back_is_told_with_its_reason(admin: Browser, signed_in: Open) -> None:
    head = signed_in(Role.KEPALA_KANTOR)
    add(admin)
    assert (decide(head, "tolak").status_code, SecondRequest.get().outcome) == (409, "")
    decide(head, "tolak", alasan="Orangnya belum pindah")
    assert "Orangnya belum pindah" in text(admin.get(LIST))
    add(admin)
    decide(admin, "tolak")
    assert [row.outcome for row in SecondRequest.select().order_by(SecondRequest.id)] == ["ditolak", "ditarik"]
    assert not Staff.select().where(Staff.username == "siti").exists()


def test_an_administrator_cannot_agree_and_is_not_offered_it(admin: Browser, signed_in: Open) -> None:
    add(admin)
    assert "Setujui, berlakukan" not in text(admin.get(LIST))
    assert decide(admin, "setuju").status_code == 403
    assert decide(signed_in(Role.KASI_INTELDAKIM), "setuju", permintaan="1").status_code == 403
    assert not Staff.select().where(Staff.username == "siti").exists()


def test_agreeing_asks_who_one_is_after_a_quarter_of_an_hour(admin: Browser, signed_in: Open, clock: Clock) -> None:
    add(admin)
    head = signed_in(Role.KEPALA_KANTOR)
    clock.move(minutes=20)
    assert "Pastikan ini Anda" in text(decide(head, "setuju"))
    assert not Staff.select().where(Staff.username == "siti").exists()


def test_the_set_up_makes_no_account_past_the_second_person(admin: Browser) -> None:
    page = "/persiapan/langkah/akun"
    said = {"username": "siti", "name": "Siti", "role": "kepala_kantor", "section": ""}
    refused = admin.post(f"{page}/tambah", on=page, **said)
    assert (refused.status_code, "menunggu persetujuan orang kedua" in text(refused)) == (409, True)
    assert not Staff.select().where(Staff.username == "siti").exists()


def test_what_is_typed_wrong_is_said_before_anybody_is_asked(admin: Browser) -> None:
    for words in ({"username": "Si ti"}, {"username": "pengelola"}, {"role": "petugas_seksi"}):
        assert add(admin, **words).status_code == 409
    assert not SecondRequest.select().exists()


def test_a_password_is_reset_by_two_who_hand_over_a_half_each_and_stands_until_then(
    admin: Browser, app: Flask, signed_in: Open
) -> None:
    staff = Staff.get(Staff.username == "kasubsi_infokim")
    page = f"/pegawai/kode-masuk?id={staff.id}"
    assert "baru sesudah itu kata sandi lama tidak berlaku" in text(admin.get(page))
    first = admin.post(page, on=page)
    assert Browser(app).sign_in("kasubsi_infokim").status_code == 302
    assert not EntryCode.select().exists()
    second = decide(signed_in(Role.KEPALA_KANTOR), "setuju")
    assert Browser(app).sign_in("kasubsi_infokim").status_code == 401
    assert enter(app, "kasubsi_infokim", code_on(first), NEW).status_code == 409
    assert enter(app, "kasubsi_infokim", f"{code_on(first)} {code_on(second)}", NEW).status_code == 302
    assert Browser(app).sign_in("kasubsi_infokim", NEW).status_code == 302


def test_a_reset_of_who_set_another_password_meanwhile_is_refused(admin: Browser, signed_in: Open) -> None:
    staff = Staff.get(Staff.username == "kasubsi_infokim")
    page = f"/pegawai/kode-masuk?id={staff.id}"
    admin.post(page, on=page)
    Staff.update(password_hash="lain").where(Staff.id == staff.id).execute()
    assert "berubah sejak permintaan" in text(decide(signed_in(Role.KEPALA_KANTOR), "setuju"))
    assert Staff.get_by_id(staff.id).password_hash == "lain"


def test_a_second_factor_is_turned_off_by_two(admin: Browser, signed_in: Open) -> None:
    staff = Staff.get(Staff.username == "petugas_seksi")
    Staff.update(totp_secret="tersegel").where(Staff.id == staff.id).execute()
    page = f"/pegawai/matikan-kode?id={staff.id}"
    admin.post(page, on=page)
    assert Staff.get_by_id(staff.id).totp_secret == "tersegel"
    assert "Kode autentikator akun itu dimatikan" not in text(admin.get("/pegawai/"))
    # In this office the section officer has the NIP of Kepala Kantor, who is therefore no other person.
    decide(signed_in(Role.KASI_TIKKIM), "setuju")
    assert Staff.get_by_id(staff.id).totp_secret == ""
