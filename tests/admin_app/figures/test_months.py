"""Akhir bulan: what waits is seen, Kasubsi closes and corrects, the register goes out in full or masked."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from admin_app.figures.months_screen import REGISTER_COLUMNS
from models.actions.figures.close_month import open_months
from models.actions.figures.line_words import SHOWN
from models.rules.privacy.masking import HIDDEN
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, MonthClose, RegisterLine
from tests.actions.drafting import month_whole
from tests.admin_app.browsing import Browser, Clock, text
from tests.office import new_complaint

Open = Callable[[Role | str], Browser]
OVER = datetime(2026, 12, 1, 2, 0)


@pytest.fixture
def december(clock: Clock, sqlite_account: Any) -> None:
    """One complaint of November, looked at on the first of December."""
    new_complaint(sqlite_account, "<b>Paspor</b> saya belum jadi")
    clock.now = OVER


def closed(browser: Browser) -> Any:
    return browser.post("/akhir-bulan/tutup", bulan="2026-11", form_key="kunci-tutup-bulan-1")


def test_a_month_that_is_over_waits_and_is_closed_by_kasubsi(december: None, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    page = text(kasubsi.get("/akhir-bulan/"))
    assert "Tutup register November 2026" in page
    assert "Pengaduan November 2026: 1" in page
    assert "&lt;b&gt;Paspor" in page
    number = Complaint.get().number
    assert page.count(f'<a href="/cari/?q={number}">{number}</a>') == 2  # among what is open, and in the register
    assert "<b>Paspor" not in page
    assert closed(kasubsi).status_code == 303
    page = text(kasubsi.get("/akhir-bulan/?bulan=2026-11"))
    assert "tidak berubah lagi" in page
    assert "Betulkan" in page
    assert closed(kasubsi).status_code == 409
    assert open_months(OVER) == []
    assert month_whole()


def test_others_of_the_front_desk_see_it_and_close_nothing(december: None, signed_in: Open) -> None:
    for role in (Role.PENGELOLA, Role.KASI_TIKKIM, Role.KEPALA_KANTOR):
        browser = signed_in(role)
        page = text(browser.get("/akhir-bulan/"))
        assert "Kasubsi Infokim yang menutupnya" in page
        assert 'action="/akhir-bulan/tutup"' not in page
        assert closed(browser).status_code == 403
    assert MonthClose.select().count() == 0


def test_a_running_month_shows_its_figures_and_is_not_closed(sqlite_account: Any, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    page = text(kasubsi.get("/akhir-bulan/"))
    assert "masih berjalan" in page
    assert "NIHIL" in page
    refused = closed(kasubsi)
    assert (refused.status_code, "belum berakhir" in text(refused)) == (409, True)
    assert kasubsi.get("/akhir-bulan/?bulan=November").status_code == 404


def test_a_line_of_a_closed_month_is_corrected_by_a_new_one(december: None, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    closed(kasubsi)
    where = f"/akhir-bulan/betulkan?id={RegisterLine.get().id}"
    assert "Sari Contoh" in text(kasubsi.get(where))
    refused = kasubsi.post(where, name="Sari Contoh Putri", reason=" ")
    assert (refused.status_code, "Tuliskan alasan" in text(refused)) == (409, True)
    assert "Sari Contoh Putri" in text(refused)
    assert kasubsi.post(where, name="Sari Contoh Putri", reason="Salah eja").status_code == 303
    page = text(kasubsi.get("/akhir-bulan/?bulan=2026-11"))
    assert "membetulkan baris 1" in page
    assert "sudah dibetulkan" in page
    assert kasubsi.get("/akhir-bulan/betulkan?id=999").status_code == 302
    assert signed_in(Role.PENGELOLA).get(where).status_code == 403


def test_a_correction_replaces_nothing_that_was_shown_behind_a_mask(december: None, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    closed(kasubsi)
    Complaint.update(identity_protected=True).execute()
    where = f"/akhir-bulan/betulkan?id={RegisterLine.get().id}"
    page = text(kasubsi.get(where))
    assert (HIDDEN in page, "Sari Contoh" in page) == (True, False)
    assert kasubsi.post(where, name=HIDDEN, status="Selesai", reason="Salah tulis").status_code == 303
    kept = json.loads(RegisterLine.select().order_by(RegisterLine.id.desc()).get().facts)
    assert (kept["name"], kept["status"]) == ("Sari Contoh", "Selesai")
    assert kasubsi.post(where, name=HIDDEN, reason="Tidak ada").status_code == 409


def test_a_correction_chooses_what_is_counted_and_cannot_type_it(december: None, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    closed(kasubsi)
    where = f"/akhir-bulan/betulkan?id={RegisterLine.get().id}"
    page = text(kasubsi.get(where))
    assert [f'<select name="{name}">' in page for name in ("status", "category", "section")] == [True] * 3
    assert '<option value="Dalam proses" selected>' in page
    refused = kasubsi.post(where, status="Selesai menurut Sari", reason="Salah tulis")
    assert (refused.status_code, "Status dipilih dari daftar kantor" in text(refused)) == (409, True)
    assert RegisterLine.select().count() == 1


def test_every_column_of_a_line_is_printed_in_the_book() -> None:
    assert SHOWN.keys() - {column.name for column in REGISTER_COLUMNS} == {"subject"}


def test_the_masked_register_names_nobody_whom_a_subject_tells_of(december: None, signed_in: Open) -> None:
    Complaint.update(subject="Nama saya Siti Rahmawati HP 081234567890", incident_place="rumah Bu Siti").execute()
    masked = text(signed_in(Role.KASI_TIKKIM).get("/akhir-bulan/unduh?bulan=2026-11&samar=1"))
    assert [secret for secret in ("Siti", "Rahmawati", "0812") if secret in masked] == []
    assert "Nama saya ▮▮▮ HP ▮▮▮" in masked


def test_the_register_goes_out_in_full_or_masked_and_leaves_a_trace(december: None, signed_in: Open) -> None:
    kasi = signed_in(Role.KASI_TIKKIM)
    full = kasi.get("/akhir-bulan/unduh?bulan=2026-11")
    masked = kasi.get("/akhir-bulan/unduh?bulan=2026-11&samar=1")
    assert "Sari Contoh;" in text(full)
    assert "'+628110000001" in text(full)
    assert "Sari" not in text(masked)
    assert "628110000001" not in text(masked)
    assert signed_in(Role.PENGELOLA).get("/akhir-bulan/unduh?bulan=2026-11").status_code == 403
    traces = [row.subject for row in Audit.select().where(Audit.event == "ekspor_daftar")]
    assert traces == ["daftar:register-2026-11", "daftar:register-2026-11-samar"]
