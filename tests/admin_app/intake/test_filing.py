"""Catat pengaduan in the browser: a filed complaint opens as a case, once; a refused form keeps what was typed."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from models.rules.cases.sop import Move, Stage
from models.rules.replies.delivery import Way
from models.rules.staff.roles import Role
from models.tables import Attachment, Complaint, DeliveryProof, Message
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, submit
from tests.admin_app.samples import picture

SignedIn = Callable[[Role | str], Browser]
FIELDS = {
    "origin": "telepon",
    "seen_at": "2026-11-25T08:50",
    "name": "Budi Contoh",
    "reach": "0812-0000-1234",
    "text": "Paspor saya hilang",
    "form_key": "kunci-formulir-000001",
}


def post(browser: Browser, **changes: Any) -> Any:
    """Send the form."""
    return browser.post("/catat/simpan", on="/catat/", **{**FIELDS, **changes})


def test_a_filed_complaint_opens_as_a_case_with_its_files(signed_in: SignedIn, app: Flask) -> None:
    browser = signed_in(Role.PENGELOLA)
    files = [(io.BytesIO(picture()), "layar 1.png"), (io.BytesIO(b"%PDF-1.4 surat"), "surat.pdf")]
    answer = post(browser, berkas=files)
    case = Complaint.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/meja/kasus/{case.public_id}")
    page = case_page(browser, case)
    assert "Tercatat sebagai ADU-2026-000001." in page
    assert "Tentang:</b> Telepon – Budi Contoh" in page
    stored = list(Attachment.select().order_by(Attachment.position))
    assert [(row.mime, row.state) for row in stored] == [
        ("image/jpeg", "tersimpan"),
        ("application/pdf", "tersimpan"),
    ]
    assert all(app.config["ADUAN"].files.is_intact(row.sha256) for row in stored)


def test_the_same_form_twice_leads_to_the_same_case(signed_in: SignedIn) -> None:
    browser = signed_in(Role.PENGELOLA)
    assert post(browser).headers["Location"] == post(browser).headers["Location"]
    assert Message.select().count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "Tuliskan isi pengaduannya"),
        ({"origin": ""}, "Ada isian yang perlu dibetulkan."),
        ({"seen_at": "besok"}, "Ada isian yang perlu dibetulkan."),
        ({"seen_at": "2026-11-26T08:50"}, "Waktu diterima masih di depan."),
        ({"reach": "Pak Budi"}, "bukan nomor telepon"),
        ({"link": "ftp://x"}, "Tautan harus diawali https://"),
        ({"form_key": "x"}, "Formulir ini tidak lengkap."),
    ],
)
def test_a_refused_form_keeps_what_was_typed(signed_in: SignedIn, wrong: dict[str, str], sentence: str) -> None:
    answer = post(signed_in(Role.KASUBSI_INFOKIM), **wrong)
    assert answer.status_code == 409
    assert sentence in text(answer)
    assert "Budi Contoh" in text(answer)
    assert Complaint.select().count() == 0


def test_nothing_is_stored_of_a_refused_form(signed_in: SignedIn, app: Flask) -> None:
    post(signed_in(Role.PENGELOLA), berkas=[(io.BytesIO(picture()), "a.png")], reach="Pak Budi")
    assert not app.config["ADUAN"].files_dir.exists()


def test_the_answer_is_copied_and_its_delivery_recorded_with_proof(signed_in: SignedIn, app: Flask) -> None:
    browser = signed_in(Role.PENGELOLA)
    post(browser)
    case = Complaint.get()
    fields = {"category": "paspor", "urgency": "biasa", "subject": "Paspor hilang"}
    submit(browser, case, "isian-identifikasi", **fields, lanjut=str(Move.IDENTIFIKASI_SELESAI))
    page = case_page(browser, case)
    assert "data-send" not in page
    assert "Salin jawaban" in page
    assert "Terima kasih telah menghubungi" in page
    proof = {"way": str(Way.TELEPON), "text": "Ditelepon pukul 09.10."}
    refused = submit(browser, case, "catat-tanggapan_awal", **proof, berkas=(io.BytesIO(b"halo"), "bukti.txt"))
    assert (refused.status_code, "bukan gambar" in text(refused)) == (409, True)
    done = submit(browser, case, "catat-tanggapan_awal", **proof, berkas=(io.BytesIO(picture()), "bukti.jpg"))
    assert (done.status_code, Complaint.get().stage) == (303, Stage.PENERUSAN_PENGELOLA)
    kept = DeliveryProof.get()
    assert app.config["ADUAN"].files.is_intact(kept.sha256)
    assert f"/lampiran/bukti/{kept.id}" in case_page(browser, case)
    file = browser.get(f"/lampiran/bukti/{kept.id}")
    assert (file.status_code, file.data) == (200, picture())
    assert "attachment" in file.headers["Content-Disposition"]
    assert signed_in(Role.KASI_INTELDAKIM).get(f"/lampiran/bukti/{kept.id}").status_code == 404


def test_a_delivery_without_a_file_is_recorded_as_before(signed_in: SignedIn) -> None:
    browser = signed_in(Role.PENGELOLA)
    post(browser)
    case = Complaint.get()
    fields = {"category": "paspor", "urgency": "biasa", "subject": "Paspor hilang"}
    submit(browser, case, "isian-identifikasi", **fields, lanjut=str(Move.IDENTIFIKASI_SELESAI))
    submit(browser, case, "catat-tanggapan_awal", way="telepon", text="Ditelepon.", berkas=(io.BytesIO(b""), ""))
    assert DeliveryProof.get().sha256 is None


def test_a_letter_filed_late_shows_when_it_came_and_when_it_was_recorded(signed_in: SignedIn) -> None:
    browser = signed_in(Role.PENGELOLA)
    post(browser, origin="surat", reach="", seen_at="2026-11-02T09:00")
    page = case_page(browser, Complaint.get())
    for label, moment in (
        ("Diterima", "Senin, 2 November 2026 09.00 WIB"),
        ("Dicatat", "Rabu, 25 November 2026 09.00 WIB"),
    ):
        assert re.search(rf"<dt>{label}</dt>\s*<dd>{moment}", page)
