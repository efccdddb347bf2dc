"""What staff change on these screens: held replies, findings, channels, accounts, the office's own data."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from flask import Flask

from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role
from models.tables import (
    Audit,
    ChannelAccount,
    Holiday,
    OfficeHolder,
    OfficeSetting,
    Official,
    Outbox,
    Quarantine,
    Staff,
    WorkingBlock,
)
from tests.admin_app.browsing import PASSWORD, Browser, text
from tests.admin_app.case_page.submitting import forms_on
from tests.admin_app.samples import complaint_in, reply_of
from tests.admin_app.staff.codes import code_on, enter
from tests.office import NOW

Open = Callable[[Role | str], Browser]


def send(browser: Browser, page: str, target: str | None = None, **fields: Any) -> Any:
    """Fill in a form of a page, one-time key included."""
    key = re.search(r'name="form_key" value="([^"]+)"', text(browser.get(page)))
    assert key, f"no one-time key on {page}"
    return browser.post(target or page, on=page, form_key=key[1], **fields)


@pytest.mark.parametrize(
    ("verdict", "state"), [("sent", ReplyState.SENT), ("resend", ReplyState.QUEUED), ("cancel", ReplyState.CANCELLED)]
)
def test_a_held_reply_is_settled_by_who_looked_at_the_phone(
    verdict: str, state: ReplyState, signed_in: Open, sqlite_account: Any
) -> None:
    reply = reply_of(complaint_in(sqlite_account, None, "628110000001"))
    browser = signed_in(Role.PENGELOLA)
    done = send(
        browser, f"/kotak-keluar/details/?id={reply.id}", "/kotak-keluar/tetapkan", id=reply.id, verdict=verdict
    )
    assert done.status_code == 302
    row = Outbox.get_by_id(reply.id)
    assert (row.state, row.settled_by.username) == (state, "pengelola")


def test_a_held_reply_beside_a_sent_one_of_the_same_words_needs_a_message_of_its_own(
    signed_in: Open, sqlite_account: Any
) -> None:
    case = complaint_in(sqlite_account, None, "628110000001")
    reply, beside = reply_of(case), reply_of(case)
    browser, pages = (
        signed_in(Role.PENGELOLA),
        (f"/kotak-keluar/details/?id={reply.id}", f"/meja/kasus/{case.public_id}"),
    )
    assert all("sudah tercatat terkirim" not in text(browser.get(page)) for page in pages)
    form = {"id": reply.id, "verdict": "sent", "sama_terkirim": 0}
    send(browser, f"/kotak-keluar/details/?id={beside.id}", "/kotak-keluar/tetapkan", **{**form, "id": beside.id})
    for page in pages:
        shown = text(browser.get(page))
        assert "sudah tercatat terkirim 1 kali dalam percakapan ini" in shown
        assert "hanya bila di telepon terlihat 2 kali" in shown
        assert 'name="sama_terkirim" value="1"' in shown
    refused = send(browser, pages[0], "/kotak-keluar/tetapkan", **form)
    assert (refused.status_code, "hitung lagi di telepon" in text(refused)) == (409, True)
    case_form = {"balasan": reply.reply_key, "putusan": "sent"}
    old = forms_on(text(browser.get(pages[1])))
    mine = next(one for one in old.values() if one.get("balasan") == reply.reply_key)
    stale = browser.post(mine.pop("action"), on=pages[1], **{**mine, **case_form, "sama_terkirim": 0})
    assert (stale.status_code, Outbox.get_by_id(reply.id).state) == (409, ReplyState.HOLD)
    assert send(browser, pages[0], "/kotak-keluar/tetapkan", **{**form, "sama_terkirim": 1}).status_code == 302
    assert Outbox.get_by_id(reply.id).state == ReplyState.SENT


def test_S26_the_same_submission_twice_has_one_effect(signed_in: Open, sqlite_account: Any) -> None:
    reply = reply_of(complaint_in(sqlite_account, None, "628110000001"))
    browser = signed_in(Role.PENGELOLA)
    page = f"/kotak-keluar/details/?id={reply.id}"
    fields = {"id": reply.id, "verdict": "resend", "form_key": "kunci-sekali-pakai"}
    assert browser.post("/kotak-keluar/tetapkan", on=page, **fields).status_code == 302
    again = browser.post("/kotak-keluar/tetapkan", **fields)
    assert again.status_code == 409
    assert "sudah dilakukan" in text(again)
    assert Audit.select().where(Audit.subject == f"outbox:{reply.id}").count() <= 1


def test_a_reply_that_is_not_held_is_not_settled(signed_in: Open, sqlite_account: Any) -> None:
    reply = reply_of(complaint_in(sqlite_account, None, "628110000001"), ReplyState.SENT)
    answer = signed_in(Role.PENGELOLA).post("/kotak-keluar/tetapkan", id=reply.id, verdict="resend")
    assert answer.status_code == 409
    assert Outbox.get_by_id(reply.id).state == ReplyState.SENT


def test_a_waiting_reply_is_taken_back(signed_in: Open, sqlite_account: Any) -> None:
    reply = reply_of(complaint_in(sqlite_account, None, "628110000001"), ReplyState.PARKED)
    send(signed_in(Role.PENGELOLA), f"/kotak-keluar/details/?id={reply.id}", "/kotak-keluar/tarik", id=reply.id)
    assert Outbox.get_by_id(reply.id).state == ReplyState.CANCELLED


@pytest.mark.parametrize("verdict", ["", "SENT", "hapus", "x" * 500])
def test_an_unknown_verdict_changes_nothing(verdict: str, signed_in: Open, sqlite_account: Any) -> None:
    reply = reply_of(complaint_in(sqlite_account, None, "628110000001"))
    assert signed_in(Role.PENGELOLA).post("/kotak-keluar/tetapkan", id=reply.id, verdict=verdict).status_code == 409
    assert Outbox.get_by_id(reply.id).state == ReplyState.HOLD


def test_an_unreadable_item_is_marked_as_settled(signed_in: Open, sqlite_account: Any) -> None:
    item = Quarantine.create(
        account=sqlite_account, kind="dm", fingerprint="f", payload="{", reason="rusak", seen_at=NOW
    )
    browser = signed_in(Role.PENGELOLA)
    assert send(browser, f"/tak-terbaca/details/?id={item.id}", "/tak-terbaca/selesai", id=item.id).status_code == 302
    assert Quarantine.get_by_id(item.id).settled_at == NOW
    assert "0 baris" in text(browser.get("/tak-terbaca/?status=terbuka"))


def test_the_administrator_switches_a_channel(signed_in: Open, sqlite_account: Any) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    send(browser, "/kanal/", "/kanal/nyala", id=sqlite_account.id, nyala="tidak")
    assert not ChannelAccount.get().enabled
    assert "Dimatikan" in text(browser.get("/kanal/"))
    send(browser, "/kanal/", "/kanal/nyala", id=sqlite_account.id, nyala="ya")
    assert ChannelAccount.get().enabled


def test_an_account_is_added_changed_and_given_a_code_on_the_screen(app: Flask, signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    words = {"username": "sari", "name": "Sari Contoh", "role": "petugas_seksi", "section": "inteldakim"}
    assert enter(app, "sari", code_on(send(browser, "/pegawai/tambah", **words)), PASSWORD).status_code == 302
    staff = Staff.get(Staff.username == "sari")
    assert Browser(app).sign_in("sari").status_code == 302
    change = {"name": "Sari", "role": "petugas_seksi", "section": "lalintalkim"}  # active left out: switched off
    assert send(browser, f"/pegawai/ubah?id={staff.id}", **change).status_code == 302
    assert Browser(app).sign_in("sari").status_code == 401
    send(browser, f"/pegawai/ubah?id={staff.id}", **change, active="y")
    assert Browser(app).sign_in("sari").status_code == 302
    code = code_on(send(browser, f"/pegawai/kode-masuk?id={staff.id}"))
    assert Browser(app).sign_in("sari").status_code == 401
    enter(app, "sari", code, "sandi-lampu-baru-22")
    assert Browser(app).sign_in("sari", "sandi-lampu-baru-22").status_code == 302
    listed = text(browser.get("/pegawai/"))
    assert not any(kept in listed for kept in (code, Staff.get_by_id(staff.id).password_hash))


def test_an_account_is_linked_with_the_official_it_signs_as(signed_in: Open) -> None:
    browser, staff = signed_in(Role.ADMINISTRATOR), Staff.get(Staff.username == "petugas_seksi")
    official = Official.get(Official.name == "Contoh Kasubsi Infokim")
    page, change = f"/pegawai/ubah?id={staff.id}", {"name": "Sari", "role": "petugas_seksi", "section": "lalintalkim"}
    assert send(browser, page, **change, active="y", official_id=str(official.id)).status_code == 302
    assert Staff.get_by_id(staff.id).official_id == official.id
    assert f'<option selected value="{official.id}">' in text(browser.get(page))
    assert official.name in text(browser.get("/pegawai/"))
    assert send(browser, page, **change, active="y", official_id="9999").status_code == 409
    assert send(browser, page, **change, active="y", official_id="0").status_code == 302
    assert Staff.get_by_id(staff.id).official_id is None
    assert Audit.select().where(Audit.event == "hubungkan_pejabat").count() == 2


def test_a_refused_account_comes_back_with_a_sentence_and_what_was_typed(signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    words = {"username": "sari", "name": "Sari Contoh", "role": "petugas_seksi", "section": ""}
    answer = send(browser, "/pegawai/tambah", **words)
    assert answer.status_code == 409
    assert "harus punya seksi" in text(answer)
    assert 'value="Sari Contoh"' in text(answer)


def test_a_holiday_is_added_once_and_switched_off(signed_in: Open) -> None:
    browser = signed_in(Role.KASUBSI_INFOKIM)
    words = {"day": "2027-12-31", "name": "Libur kantor", "kind": "libur kantor", "active": "y"}
    assert send(browser, "/hari-libur/new/", **words).status_code == 302
    row = Holiday.get(Holiday.day == date(2027, 12, 31))
    twice = send(browser, "/hari-libur/new/", **words)
    assert (twice.status_code, "sudah ada" in text(twice)) == (409, True)
    send(browser, f"/hari-libur/edit/?id={row.id}", day="2027-12-31", name="Libur kantor", kind="libur kantor")
    assert not Holiday.get_by_id(row.id).active
    trace = Audit.select().where(Audit.subject == f"holiday:{row.id}").order_by(Audit.id.desc()).first()
    assert (trace.before, trace.after) == ("active=True", "active=False")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"starts": "13:00", "ends": "12:00"}, "sesudah jam mulai"),
        ({"starts": "09:00", "ends": "10:00"}, "bertumpuk"),
        ({"starts": "20:00", "ends": "21:00", "valid_until": "2027-01-01"}, "tanggal mulai berlaku"),
        ({"starts": "jam", "ends": "21:00"}, "Jam tidak sah"),
        ({"starts": "20:00", "ends": "21:00", "weekday": "9"}, "Pilih salah satu"),
    ],
)
def test_impossible_working_hours_are_refused(fields: dict[str, str], sentence: str, signed_in: Open) -> None:
    before = WorkingBlock.select().count()
    answer = send(signed_in(Role.ADMINISTRATOR), "/jam-kerja/new/", **{"weekday": "0", **fields})
    assert answer.status_code == 409
    assert sentence in text(answer)
    assert WorkingBlock.select().count() == before


def test_dated_working_hours_are_added(signed_in: Open) -> None:
    words = {
        "weekday": "0",
        "starts": "08:00",
        "ends": "14:30",
        "valid_from": "2027-02-08",
        "valid_until": "2027-03-09",
    }
    assert send(signed_in(Role.KASUBSI_INFOKIM), "/jam-kerja/new/", **words).status_code == 302
    row = WorkingBlock.select().order_by(WorkingBlock.id.desc()).first()
    assert (row.starts, row.ends, row.valid_from) == (time(8), time(14, 30), date(2027, 2, 8))


def test_a_post_has_one_definitive_holder_at_a_time(signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    person = Official.create(name="Contoh Baru")
    words = {"post": "kasubsi_infokim", "official": str(person.id), "kind": "definitif", "valid_from": "2027-01-01"}
    refused = send(browser, "/jabatan/new/", **words)
    assert (refused.status_code, "masih dipegang" in text(refused)) == (409, True)
    holder = OfficeHolder.get(OfficeHolder.post == "kasubsi_infokim")
    page = f"/jabatan/edit/?id={holder.id}"
    assert f'selected value="{holder.official_id}"' in text(browser.get(page))
    old = {"post": holder.post, "official": str(holder.official_id), "kind": "definitif", "valid_from": "2020-01-01"}
    assert send(browser, page, **old, valid_until="2026-12-31").status_code == 302
    assert send(browser, "/jabatan/new/", **words).status_code == 302
    acting = words | {"kind": "plh", "post": "kasi_tikkim"}
    assert "nomor surat perintah" in text(send(browser, "/jabatan/new/", **acting))


@pytest.mark.parametrize(
    ("key", "value", "good"),
    [
        ("mode_nomor", "mandiri", True),
        ("mode_nomor", "sembarang", False),
        ("hari_buka_kembali", "-1", False),
        ("pola_nomor", "(", False),
        ("format_nomor", "{urut}-{rahasia}", False),
        ("penandatangan_ND-TERUS", "kasi_tikkim", True),
        ("kota", "Kota <b>Contoh</b>", True),
        ("kode_unit", "", False),
    ],
)
def test_the_office_profile_takes_only_what_fits(key: str, value: str, good: bool, signed_in: Open) -> None:
    row = OfficeSetting.get(OfficeSetting.key == key)
    answer = send(signed_in(Role.ADMINISTRATOR), f"/profil-kantor/edit/?id={row.id}", value=value)
    assert answer.status_code == (302 if good else 409)
    assert OfficeSetting.get_by_id(row.id).value == (value if good else row.value)


def test_a_setting_is_read_and_chosen_in_words(signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    OfficeSetting.update(value="blok").where(OfficeSetting.key == "mode_nomor").execute()
    OfficeSetting.update(value="ya").where(OfficeSetting.key == "survei").execute()
    listed = text(browser.get("/profil-kantor/"))
    assert "Blok: rentang nomor dari Tata Usaha" in listed
    assert not re.search(r"<td[^>]*>(blok|ya|kasubsi_infokim)</td>", listed)
    form = text(browser.get(f"/profil-kantor/edit/?id={OfficeSetting.get(OfficeSetting.key == 'mode_nomor').id}"))
    assert "Cara penomoran" in form
    assert '<option selected value="blok">Blok: rentang nomor dari Tata Usaha</option>' in form
    # What was kept before the choice was there is shown as it is, and typed.
    OfficeSetting.update(value="lama").where(OfficeSetting.key == "survei").execute()
    old = text(browser.get(f"/profil-kantor/edit/?id={OfficeSetting.get(OfficeSetting.key == 'survei').id}"))
    assert re.search(r"<textarea[^>]*>\s*lama</textarea>", old)
