"""The course of a paper on its page: initials in order, returns with a comment, the signed PDF filed unchanged."""

import hashlib
import io
from typing import Any

import pytest
from flask import Flask

from admin_app.limits.bodies import LARGEST_REQUEST
from admin_app.papers.signed_pdf import pdf_text
from models.actions.papers.draft_document import draft_document
from models.rules.papers.signed_copy import MOST_BYTES
from models.rules.staff.roles import Role
from models.tables import Document, OfficeSetting, Paraf
from tests.actions.core.test_case_papers import unissued
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.case_page.submitting import case_page, forms_on, send
from tests.admin_app.papers.signed_pdfs import pdf, scan
from tests.office import actor


@pytest.fixture
def walk(sqlite_account: Any) -> Walk:
    """A drafted nota dinas that Kasi TIKKIM will sign, so that two people initial it."""
    OfficeSetting.update(value="kasi_tikkim").where(OfficeSetting.key == "penandatangan_ND-TERUS").execute()
    walk = Walk(sqlite_account).at_kasubsi()
    draft_document(walk.id, "ND-TERUS", actor(Role.PENGELOLA), walk.tick())
    return walk


def names(browser: Any, walk: Walk) -> set[str]:
    """Name the forms about initials on the page."""
    return {name.split("-")[0] for name in forms_on(case_page(browser, walk.case))} & {"paraf", "kembalikan"}


def test_the_buttons_stand_only_where_it_is_somebodys_turn(walk: Walk, signed_in: Any) -> None:
    paper = Document.get()
    pengelola, kasubsi, kasi = map(signed_in, (Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM))
    assert names(pengelola, walk) == {"paraf", "kembalikan"}
    assert names(kasubsi, walk) == names(kasi, walk) == {"kembalikan"}
    assert names(signed_in(Role.KEPALA_KANTOR), walk) == set()
    page = case_page(pengelola, walk.case)
    assert "Menunggu Pengelola Pengaduan" in page
    assert send(pengelola, forms_on(page)[f"paraf-{paper.id}"]).status_code == 303
    page = case_page(kasubsi, walk.case)
    assert "Menunggu Kasubsi Infokim" in page
    assert "Pengelola Pengaduan: diparaf Contoh Pengelola Pengaduan" in page
    assert send(kasubsi, forms_on(page)[f"paraf-{paper.id}"]).status_code == 303
    assert Document.get().state == "diparaf"
    assert "Menunggu Kasi TIKKIM" in case_page(kasi, walk.case)


def test_a_return_shows_its_comment_until_the_draft_is_saved_again(walk: Walk, signed_in: Any) -> None:
    paper, pengelola, kasubsi = Document.get(), signed_in(Role.PENGELOLA), signed_in(Role.KASUBSI_INFOKIM)
    form = forms_on(case_page(kasubsi, walk.case))[f"kembalikan-{paper.id}"]
    assert send(kasubsi, form, comment="  ").status_code == 409
    assert send(kasubsi, form, comment="Tambahkan <tanggal>.").status_code == 303
    page = case_page(pengelola, walk.case)
    assert "Tambahkan &lt;tanggal&gt;." in page
    assert "Perbaiki dan simpan konsepnya" in page
    assert names(pengelola, walk) == set()
    draft_document(walk.id, "ND-TERUS", actor(Role.PENGELOLA), walk.tick())
    assert names(pengelola, walk) == {"paraf", "kembalikan"}
    assert "Tambahkan &lt;tanggal&gt;." in case_page(pengelola, walk.case)


def test_what_is_initialled_was_on_the_screen(walk: Walk, signed_in: Any) -> None:
    paper, pengelola = Document.get(), signed_in(Role.PENGELOLA)
    form = forms_on(case_page(pengelola, walk.case))[f"paraf-{paper.id}"]
    draft_document(walk.id, "ND-TERUS", actor(Role.KASI_TIKKIM), walk.tick(), changes={"request": "Lain."})
    assert send(pengelola, form).status_code == 409
    assert Paraf.select().count() == 0


def signed(walk: Walk, signed_in: Any) -> Document:
    kasi = signed_in(Role.KASI_TIKKIM)
    form = forms_on(case_page(kasi, walk.case))["ttd-nd-terus"]
    assert send(kasi, form).status_code == 303
    return Document.get()


def test_the_signed_pdf_is_kept_and_handed_out_unchanged(walk: Walk, signed_in: Any, app: Flask) -> None:
    paper, pengelola = signed(walk, signed_in), signed_in(Role.PENGELOLA)
    content = scan(f"NOTA DINAS NOMOR {paper.number} kami sampaikan")
    form = forms_on(case_page(pengelola, walk.case))[f"salinan-{paper.id}"]
    assert send(pengelola, form, berkas=(io.BytesIO(content), "ttd.pdf")).status_code == 303
    assert Document.get().signed_copy == hashlib.sha256(content).hexdigest()
    answer = pengelola.get(f"/naskah/{paper.public_id}/salinan")
    assert (answer.status_code, answer.data) == (200, content)
    assert "attachment" in answer.headers["Content-Disposition"]
    page = case_page(pengelola, walk.case)
    assert f"/naskah/{paper.public_id}/salinan" in page
    assert "pindaian, tidak diperiksa" in page
    assert signed_in(Role.KASI_INTELDAKIM).get(f"/naskah/{paper.public_id}/salinan").status_code == 404


@pytest.mark.parametrize(
    ("content", "seen", "said"),
    [
        (b"PK\x03\x04 no pdf", "", "harus berkas PDF"),
        (scan("NOTA DINAS NOMOR WIM.32.IMI.5-UM.01.01-999 kami"), "", "tidak memuat"),
        (pdf("NOTA DINAS NOMOR WIM.32.IMI.5-UM.01.01-1 kami"), "", "bukan pindaian"),
        (pdf(), "", "Ketik nomor"),
        (pdf(), "WIM.32.IMI.5-UM.01.01-999", "bukan nomor naskah ini"),
        (b"%PDF-1.4 damaged", "WIM.32.IMI.5-UM.01.01-1", "rusak"),
        (b"%PDF-1.4 << /S /JavaScript /JS (x) >>", "WIM.32.IMI.5-UM.01.01-1", "rusak"),
    ],
)
def test_what_is_not_this_papers_pdf_is_refused_and_not_stored(
    walk: Walk, signed_in: Any, app: Flask, content: bytes, seen: str, said: str
) -> None:
    paper, pengelola = signed(walk, signed_in), signed_in(Role.PENGELOLA)
    stored = set(app.config["ADUAN"].files_dir.glob("*/*"))
    form = forms_on(case_page(pengelola, walk.case))[f"salinan-{paper.id}"]
    answer = send(pengelola, form, berkas=(io.BytesIO(content), "ttd.pdf"), seen_number=seen)
    assert answer.status_code == 409
    assert said in text(answer)
    assert set(app.config["ADUAN"].files_dir.glob("*/*")) == stored
    assert Document.get().signed_copy is None


def test_a_scan_is_filed_by_the_number_typed_off_it(walk: Walk, signed_in: Any) -> None:
    paper, pengelola = signed(walk, signed_in), signed_in(Role.PENGELOLA)
    form = forms_on(case_page(pengelola, walk.case))[f"salinan-{paper.id}"]
    answer = send(pengelola, form, berkas=(io.BytesIO(pdf()), "pindai.pdf"), seen_number=paper.number)
    assert answer.status_code == 303
    assert Document.get().signed_copy


def test_what_no_pdf_library_reads_says_nothing() -> None:
    assert "WIM" in pdf_text(pdf("NOMOR WIM"))
    assert pdf_text(b"") == pdf_text(b"%PDF-1.7\n\xff\x00") == pdf_text(pdf()) == ""


def test_the_largest_copy_that_may_be_filed_fits_in_a_request() -> None:
    assert MOST_BYTES + 500_000 < LARGEST_REQUEST


def test_a_draft_is_discarded_on_the_page_by_whom_it_can_wait_for(walk: Walk, signed_in: Any) -> None:
    paper, kasubsi = Document.get(), signed_in(Role.KASUBSI_INFOKIM)
    assert f"buang-{paper.id}" not in forms_on(case_page(kasubsi, walk.case))
    pengelola = signed_in(Role.PENGELOLA)
    form = forms_on(case_page(pengelola, walk.case))[f"buang-{paper.id}"]
    assert send(pengelola, form, reason=" ").status_code == 409
    form = forms_on(case_page(pengelola, walk.case))[f"buang-{paper.id}"]
    assert send(pengelola, form, reason="Salah seksi").status_code == 303
    assert (Document.get().state, Document.get().cancel_reason) == ("batal", "Salah seksi")
    page = case_page(pengelola, walk.case)
    assert f"buang-{paper.id}" not in forms_on(page)
    assert "dibatalkan: Salah seksi" in page


def test_a_memo_shows_what_it_waits_for_before_it_can_be_signed(sqlite_account: Any, signed_in: Any) -> None:
    case = Walk(sqlite_account).with_answer()
    kasi = signed_in(Role.KASI_LALINTALKIM)
    draft_document(case.id, "ND-JAWAB", case.holder(), case.tick())
    assert "ttd-nd-jawab" in forms_on(case_page(kasi, case.case))
    unissued(case)
    page = case_page(kasi, case.case)
    assert "ttd-nd-jawab" not in forms_on(page)
    assert "melampirkan Laporan Hasil Penelitian Lapangan, yang belum terbit" in page
    assert "Kasi Lalintalkim menerbitkannya lebih dahulu." in page
    assert send(kasi, forms_on(page)["ttd-laporan"]).status_code == 303
    assert "ttd-nd-jawab" in forms_on(case_page(kasi, case.case))
