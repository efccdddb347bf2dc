"""Persiapan: each step is kept at once and may be passed over; its forms are the office's own; practice goes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from admin_app.office.setting_up import PROFILE, profile_fields
from admin_app.papers.sample_paper import sample_paper
from models.actions.papers.letterhead.letterheads import LINES
from models.rules.core.moments import to_wib
from models.rules.office.setting_up import KEYS
from models.rules.staff.roles import Role
from models.rules.upkeep.sample_data import AGREED
from models.tables import (
    ChannelAccount,
    ChannelTest,
    Complaint,
    LetterheadVersion,
    OfficeSetting,
    Official,
    SetupStep,
    Staff,
)
from tests.admin_app.browsing import PASSWORD, Browser, text
from tests.admin_app.test_screens import SIZES
from tests.admin_app.test_screens import shot as picture
from tests.browser.people import sign_in
from tests.docgen.papers import lines
from tests.office import NOW, new_complaint
from tests.served import served

Open = Callable[[Role | str], Browser]
ADMIN = Role.ADMINISTRATOR
HERE = "/persiapan/langkah"


def profile(**changes: str) -> dict[str, str]:
    """What the form of the profile sends."""
    return {key: value or "Contoh" for key, _label, value in profile_fields(NOW)} | changes


def test_every_step_opens_and_the_summary_names_what_is_left(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(ADMIN)
    for key in KEYS:
        assert browser.get(f"{HERE}/{key}").status_code == 200
    page = text(browser.get("/persiapan/"))
    assert "Mulai: Profil kantor" in page or "Lanjutkan: Profil kantor" in page
    assert "Persiapan kantor belum selesai" in text(browser.get("/"))
    assert browser.get(f"{HERE}/lain").status_code == 404
    assert browser.post(f"{HERE}/waktu/lain").status_code == 404


def test_nobody_else_is_told_of_it(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(Role.KASUBSI_INFOKIM)
    assert browser.get("/persiapan/").status_code == 403
    assert "Persiapan kantor" not in text(browser.get("/"))


def test_the_profile_is_kept_checked_and_traced_like_on_its_screen(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(ADMIN)
    refused = browser.post(f"{HERE}/profil/simpan", **profile(kota="", address="Jalan Baru 2"))
    assert refused.status_code == 409
    assert "Jalan Baru 2" in text(refused) and "tidak boleh kosong" in text(refused)
    assert LetterheadVersion.get().address != "Jalan Baru 2"
    kept = browser.post(f"{HERE}/profil/simpan", **profile(address="Jalan Baru 2"))
    assert kept.headers["Location"] == "/persiapan/langkah/profil#kop"
    assert [row.address for row in LetterheadVersion.select().order_by(LetterheadVersion.id)][1:] == ["Jalan Baru 2"]
    assert SetupStep.get(SetupStep.key == "profil").state == "selesai"
    assert "Jalan Baru 2" in text(browser.get("/jejak-audit/"))
    assert set(PROFILE) <= {row.key for row in OfficeSetting.select()}


def test_the_sample_paper_shows_what_was_typed(sqlite_account: Any, app: Flask, signed_in: Open) -> None:
    printed = [*LINES, *(key for key in PROFILE if key not in ("kota", "mode_nomor"))]  # on other papers; on none
    words = {key: f"Kata {place} Kantor" for place, key in enumerate(printed)}
    kept = signed_in(ADMIN).post(f"{HERE}/profil/simpan", **profile(**words))
    assert kept.status_code == 303
    with app.app_context():
        page = "\n".join(lines(sample_paper(app.config["ADUAN"], to_wib(NOW).date())))
    assert [key for key, word in words.items() if word.casefold() not in page.casefold()] == []
    assert "Belakang Padang" not in page


def test_steps_are_passed_over_resumed_and_lead_on(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(ADMIN)
    on = browser.post(f"{HERE}/profil/lewati")
    assert on.headers["Location"] == "/persiapan/langkah/waktu"
    assert "dilewati" in text(browser.get("/persiapan/"))
    # From a screen of a step one finds the way back.
    assert "Kembali ke persiapan" in text(browser.get("/jam-kerja/"))
    browser.post(f"{HERE}/waktu/selesai")
    assert "Kembali ke persiapan" not in text(browser.get("/jam-kerja/"))


def test_a_step_that_is_done_leads_on_and_what_is_missing_is_said_to_be(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(ADMIN)
    browser.post(f"{HERE}/profil/simpan", **profile())
    assert "Lanjut: Jam kerja dan hari libur" in text(browser.get(f"{HERE}/profil"))
    Official.update(sample=True).execute()
    page = text(browser.get(f"{HERE}/pejabat"))
    assert "Pejabat latihan tidak dihitung" in page and '<span class="pill pill-warn">latihan</span>' in page
    assert "tanpa pejabat: " in text(browser.get("/persiapan/"))


def test_an_account_gets_a_password_for_once_which_leads_nowhere_but_to_its_change(
    app: Flask, sqlite_account: Any, signed_in: Open
) -> None:
    told = text(signed_in(ADMIN).post(f"{HERE}/akun/tambah", username="sinta", name="Sinta Contoh", role="pengelola"))
    found = re.search(r"<code>([a-z2-9-]{14})</code>", told)
    assert found, told
    password = found[1]
    browser = Browser(app)
    browser.sign_in("sinta", password)
    assert browser.get("/meja/").headers["Location"] == "/akun"
    assert "hanya berlaku sekali" in text(browser.get("/akun"))
    assert browser.client.get("/meja/kabar", headers={"Accept": "application/json"}).status_code == 403
    assert browser.client.get("/kabar", headers={"X-Aduan-Otomatis": "1"}).status_code == 204
    changed = browser.post(
        "/akun/kata-sandi", on="/akun", old=password, new="lampu-kapal-hujan-9", again="lampu-kapal-hujan-9"
    )
    assert changed.status_code == 302
    assert browser.get("/meja/").status_code == 200
    assert not Staff.get(Staff.username == "sinta").password_once


@pytest.mark.parametrize("changes", [{"role": ""}, {"username": "X!"}, {"role": "petugas_seksi", "section": ""}])
def test_an_account_that_is_none_comes_back_with_what_was_typed(
    changes: dict[str, str], sqlite_account: Any, signed_in: Open
) -> None:
    before = Staff.select().count()
    typed = {"username": "sinta", "name": "Sinta Contoh", "role": "pengelola"} | changes
    refused = signed_in(ADMIN).post(f"{HERE}/akun/tambah", **typed)
    assert refused.status_code == 409
    assert "Sinta Contoh" in text(refused)
    assert Staff.select().count() == before


def test_the_first_channel_is_tested_from_its_step(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(ADMIN)
    assert "WhatsApp kantor" in text(browser.get(f"{HERE}/kanal"))
    asked = browser.post("/kanal/uji", on=f"{HERE}/kanal", id=sqlite_account.id, kembali="persiapan")
    assert asked.headers["Location"] == "/persiapan/langkah/kanal"
    assert ChannelTest.select().count() == 1


def test_practice_is_taken_out_with_the_mark_of_its_folder(app: Flask, sqlite_account: Any, signed_in: Open) -> None:
    mark = app.config["ADUAN"].practice_mark
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    ChannelAccount.update(sample=True).execute()
    new_complaint(sqlite_account)
    browser = signed_in(ADMIN)
    assert "1 dengan 1 pesan" in " ".join(text(browser.get(f"{HERE}/latihan")).split())
    assert browser.post(f"{HERE}/latihan/hapus", setuju="ya").status_code == 409
    assert Complaint.select().count() == 1
    gone = browser.post(f"{HERE}/latihan/hapus", setuju=AGREED)
    assert gone.status_code == 303
    assert not mark.exists()
    assert Complaint.select().count() == 0
    assert "Tidak ada data latihan" in text(browser.get(f"{HERE}/latihan"))


@pytest.mark.parametrize("size", SIZES)
def test_the_steps_in_a_browser_light_and_dark(
    size: str, app: Flask, chromium: Any, sqlite_account: Any, signed_in: Open
) -> None:
    ChannelAccount.update(sample=True).execute()
    new_complaint(sqlite_account)
    width, height = SIZES[size]
    troubles: list[str] = []
    with served(app) as url:
        page = chromium.new_page(viewport={"width": width, "height": height})
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        sign_in(page.context, url, str(ADMIN), PASSWORD)
        for key in ("", *(f"langkah/{key}" for key in KEYS)):
            page.goto(f"{url}/persiapan/{key}")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                picture(page, f"persiapan-{key.rpartition('/')[2] or 'ringkasan'}-{size}-{scheme}")
                assert page.locator(".setup").evaluate("part => part.scrollWidth - part.clientWidth") <= 0
        page.context.close()
    assert troubles == []
