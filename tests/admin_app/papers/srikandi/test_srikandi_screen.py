"""A paper signed in SRIKANDI, from its draft to the dossier; and each thing that makes a state of it false."""

import io
import re
import zipfile
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask import Flask

from admin_app.papers import papers
from docgen.errors import TemplateBroken
from models.actions.papers.dossier.dossier_files import case_files
from models.actions.papers.dossier.dossier_records import records as dossier_records
from models.actions.papers.draft_document import draft_document
from models.actions.papers.sign_document import way_of_draft
from models.actions.papers.signed.keep_roots import remove_root, roots_in_use
from models.actions.privacy.protect_identity import protect_identity
from models.rules.papers.copy_states import CopyState
from models.rules.papers.documents import DocumentState
from models.rules.staff.roles import Role
from models.tables import Audit, ExternalNumber, SentPaper, StepOutput
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.case_page.submitting import case_page, forms_on
from tests.admin_app.papers.signed_pdfs import pdf
from tests.admin_app.papers.srikandi.away import NUMBER, Away
from tests.docgen.returned.signing import changed
from tests.office import actor


@pytest.fixture
def away(app: Flask, sqlite_account: Any, monkeypatch: Any) -> Away:
    """A draft on the signer's desk."""
    return Away(app, Walk(sqlite_account).at_kasubsi(), monkeypatch)


@pytest.fixture
def kasubsi(signed_in: Any) -> Any:
    """The browser of who signs it."""
    return signed_in(Role.KASUBSI_INFOKIM)


def test_a_paper_goes_to_srikandi_and_comes_back_as_a_signed_one(away: Away, kasubsi: Any) -> None:
    desk = case_page(kasubsi, away.walk.case)
    assert "Serahkan ke SRIKANDI" in desk
    assert "ttd-nd-terus" not in forms_on(desk)
    away.handed_over(kasubsi)
    assert "Di SRIKANDI sejak" in case_page(kasubsi, away.walk.case)
    for where in ("", f"{away.paper.public_id}/lihat"):
        assert "Di SRIKANDI sejak" in text(kasubsi.get(f"/naskah/{where}"))
    assert away.bring(kasubsi, away.back()).status_code == 303
    page = away.page(kasubsi)
    assert NUMBER in page
    assert "Kembali dari SRIKANDI, belum ditegaskan" in page
    assert away.now_kept.state == DocumentState.KONSEP  # nothing of the paper changed by the upload
    answer = away.submit(kasubsi, "tegaskan", nomor=NUMBER, tanggal="2026-11-25")
    assert answer.status_code == 303, text(answer)
    paper = away.now_kept
    assert (paper.state, paper.number, paper.date) == ("ditandatangani", NUMBER, date(2026, 11, 25))
    assert paper.signed_copy_state == CopyState.DIPERCAYA
    assert StepOutput.select().where(StepOutput.reference == f"document:{paper.id}").count() == 1
    assert ExternalNumber.get().number == NUMBER
    assert any("Ditandatangani di SRIKANDI" in str(row["what"]) for row in dossier_records(away.walk.case, {}))
    assert "Ditandatangani di SRIKANDI" in case_page(kasubsi, away.walk.case)


def test_another_number_than_the_booked_one_is_asked_about_and_both_stay_in_the_trail(
    away: Away, kasubsi: Any
) -> None:
    booked = NUMBER.replace("612", "601")
    away.handed_over(kasubsi, booked).bring(kasubsi, away.back())
    assert f"Nomor pada PDF {NUMBER}, yang dicatat saat diserahkan {booked}" in away.page(kasubsi)
    refused = away.confirm(kasubsi)
    assert (refused.status_code, "Jawab dahulu" in text(refused)) == (409, True)
    assert away.now_kept.number is None
    assert away.confirm(kasubsi, NUMBER, "2026-11-25", "Nomor").status_code == 303
    row = Audit.get(Audit.event == "tegaskan_naskah")
    assert (row.before, row.after) == (f"{booked} / {NUMBER}", NUMBER)
    assert booked in SentPaper.get().agreed


def test_a_number_of_another_form_and_a_day_before_the_signature_are_asked_about(away: Away, kasubsi: Any) -> None:
    away.handed_over(kasubsi).bring(kasubsi, away.back(number="B/7/XI/2026", day="24 November 2026"))
    page = away.page(kasubsi)
    assert "Nomor B/7/XI/2026 tidak berpola nomor kantor ini" in page
    assert "Tanggal pada PDF 24-11-2026, tanda tangannya dibuat 25-11-2026" in page
    said = ("B/7/XI/2026", "2026-11-24")
    assert away.confirm(kasubsi, *said, "Nomor").status_code == 409
    assert away.confirm(kasubsi, *said, "Nomor", "Tanggal").status_code == 303
    paper = away.now_kept
    assert (paper.number, paper.date) == ("B/7/XI/2026", date(2026, 11, 24))
    assert "SRIKANDI" in paper.date_reason


def test_another_name_on_the_certificate_is_asked_about(away: Away, kasubsi: Any) -> None:
    away.handed_over(kasubsi).bring(kasubsi, away.back(name="Orang Lain"))
    said = (NUMBER, "2026-11-25")
    assert "Nama pada sertifikat Orang Lain" in away.page(kasubsi)
    assert away.confirm(kasubsi, *said, "Keadaan").status_code == 409
    assert away.confirm(kasubsi, *said, "Keadaan", "Nama").status_code == 303
    assert "Orang Lain" in text(kasubsi.get("/naskah/"))  # who signed it, and not who confirmed it


def test_a_number_that_the_pdf_does_not_show_is_not_taken(away: Away, kasubsi: Any) -> None:
    away.handed_over(kasubsi).bring(kasubsi, away.back())
    other = NUMBER.replace("612", "613")
    asked = away.confirm(kasubsi, other)
    assert f"Terbaca pada PDF nomor {NUMBER}, Anda mengetik {other}" in text(asked)
    answer = away.confirm(kasubsi, other, "2026-11-25", "Terbaca")
    assert (answer.status_code, f"tidak memuat {other}" in text(answer)) == (409, True)
    assert away.now_kept.state == DocumentState.KONSEP
    assert not ExternalNumber.select().exists()


@pytest.mark.parametrize(("of", "words"), [("pegawai", "teks berbeda dari naskah"), ("", "berubah sesudah")])
def test_a_false_pdf_is_kept_and_shown_and_never_becomes_the_paper(
    away: Away, kasubsi: Any, of: str, words: str
) -> None:
    content = away.back(of=f"{of} {away.walk.case.number}") if of else changed(away.back(), "Diterima")
    assert away.handed_over(kasubsi).bring(kasubsi, content).status_code == 303
    page = away.page(kasubsi)
    assert (words in page, "PDF ini tidak dapat menjadi naskah ini" in page, 'id="tegaskan"' in page) == (
        True,
        True,
        False,
    )
    assert kasubsi.get(f"{away.url}/pdf").data == content
    assert away.bring(kasubsi, away.back()).status_code == 303
    assert [row.state for row in SentPaper.select().order_by(SentPaper.id)] == ["diganti", "kembali"]
    assert SentPaper.select().where(SentPaper.sha256.is_null(False)).count() == 2


def test_an_anchor_left_unfilled_and_an_unsigned_pdf_are_refused(away: Away, kasubsi: Any) -> None:
    away.handed_over(kasubsi)
    left = away.bring(kasubsi, away.back(number="${nomor_naskah}"))
    assert (left.status_code, "masih memuat ${nomor_naskah}" in unescape(text(left))) == (409, True)
    assert away.bring(kasubsi, pdf("NOTA DINAS")).status_code == 409
    assert SentPaper.get().sha256 is None


def test_a_root_removed_meanwhile_takes_the_confirmation_away(away: Away, kasubsi: Any) -> None:
    away.handed_over(kasubsi).bring(kasubsi, away.back())
    remove_root(roots_in_use()[0].id, actor(Role.ADMINISTRATOR), away.walk.tick())
    page = away.page(kasubsi)
    assert ('id="tegaskan"' in page, "Periksa lagi" in page) == (False, True)
    assert SentPaper.get().copy_state == CopyState.AKAR_DICABUT  # nor is it shown as trusted any more


def test_what_names_who_is_protected_since_is_open_to_nobody_without_a_look(away: Away, kasubsi: Any) -> None:
    away.handed_over(kasubsi).bring(kasubsi, away.back())
    assert kasubsi.get(f"{away.url}/pdf").status_code == 200
    protect_identity(away.walk.id, "Takut dibalas", actor(Role.PENGELOLA), away.walk.tick())
    assert kasubsi.get(f"{away.url}/pdf").status_code == 403


def test_the_reason_it_was_taken_back_for_names_no_protected_person(away: Away, kasubsi: Any) -> None:
    name = away.walk.case.contact.name
    away.handed_over(kasubsi).submit(kasubsi, "ambil-kembali", alasan=f"Nama {name} salah tulis", lalu="perbaiki")
    page = f"/naskah/{away.paper.public_id}/lihat"
    assert name in text(kasubsi.get(page))
    protect_identity(away.walk.id, "Takut dibalas", actor(Role.PENGELOLA), away.walk.tick())
    page = text(kasubsi.get(page))
    assert ("salah tulis" in page, name in page) == (True, False)


def test_a_paper_that_cannot_be_made_any_more_is_not_confirmed_and_takes_no_number(
    away: Away, kasubsi: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    away.handed_over(kasubsi).bring(kasubsi, away.back())

    def broken(*_given: object) -> bytes:
        raise TemplateBroken("Templat rusak.")

    monkeypatch.setattr(papers, "render", broken)
    monkeypatch.setattr(papers, "could_be_made", lambda _wording: False)
    refused = away.confirm(kasubsi)
    assert (refused.status_code, "Templat rusak." in text(refused)) == (409, True)
    assert (away.now_kept.state, away.now_kept.number) == ("konsep", None)
    assert not ExternalNumber.select().exists()


def test_only_the_signer_confirms_what_another_brought_back(away: Away, kasubsi: Any, signed_in: Any) -> None:
    pengelola = signed_in(Role.PENGELOLA)
    away.handed_over(kasubsi)
    assert away.bring(pengelola, away.back()).status_code == 303
    page = away.page(pengelola)
    assert ("Menunggu Kasubsi Infokim" in page, 'id="tegaskan"' in page) == (True, False)
    key = {"form_key": "k" * 32, "nomor": NUMBER, "tanggal": "2026-11-25"}
    assert pengelola.client.post(f"{away.url}/tegaskan", data=key).status_code in (400, 403, 409)
    assert away.now_kept.number is None


def test_what_is_away_stands_still_until_it_is_taken_back_with_a_reason(away: Away, kasubsi: Any) -> None:
    away.handed_over(kasubsi)
    assert not {"konsep-nd-terus", f"paraf-{away.paper.id}", f"buang-{away.paper.id}"} & set(
        forms_on(case_page(kasubsi, away.walk.case))
    )
    assert away.submit(kasubsi, "ambil-kembali", alasan=" ", lalu="perbaiki").status_code == 409
    assert away.submit(kasubsi, "ambil-kembali", alasan="Salah tujuan", lalu="perbaiki").status_code == 303
    page = case_page(kasubsi, away.walk.case)
    assert ("Diambil kembali dari SRIKANDI" in page, "Salah tujuan" in page) == (True, True)
    assert "konsep-nd-terus" in forms_on(page)
    away.handed_over(kasubsi)


def test_where_srikandi_fails_the_paper_is_signed_by_hand_and_stays_so_when_worded_anew(
    away: Away, kasubsi: Any
) -> None:
    assert away.submit(kasubsi, "ambil-kembali", alasan="SRIKANDI tidak dapat dibuka").status_code == 303
    forms = forms_on(case_page(kasubsi, away.walk.case))
    send = {key: value for key, value in forms["konsep-nd-terus"].items() if key != "action"}
    assert kasubsi.client.post(forms["konsep-nd-terus"]["action"], data=send).status_code == 303
    page = case_page(kasubsi, away.walk.case)
    assert ("ttd-nd-terus" in forms_on(page), "Serahkan ke SRIKANDI" in page) == (True, False)
    assert "ditandatangani di atas kertas, bukan lewat SRIKANDI" in away.page(kasubsi)


def test_the_package_holds_word_with_its_anchors_and_the_form_in_its_order(away: Away, kasubsi: Any) -> None:
    assert kasubsi.get(f"{away.url}/paket").status_code == 302  # nothing to take before it is handed over
    away.handed_over(kasubsi, NUMBER)
    answer = kasubsi.get(f"{away.url}/paket")
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert archive.namelist()[:2] == ["Nota Dinas Pengoordinasian.docx", "Isian SRIKANDI.txt"]
    word = zipfile.ZipFile(io.BytesIO(archive.read(archive.namelist()[0]))).read("word/document.xml").decode()
    for anchor in ("${nomor_naskah}", "${tanggal_naskah}", "${ttd_pengirim}"):
        assert re.search(rf"<w:t[^>]*>[^<]*{re.escape(anchor)}[^<]*</w:t>", word), anchor  # one unbroken run
    sheet = archive.read("Isian SRIKANDI.txt").decode()
    assert sheet.index("Tipe Form: Naskah Keluar") < sheet.index("Sifat:") < sheet.index(f"Nomor: {NUMBER}")
    assert Audit.select().where(Audit.event == "unduh_paket_naskah").count() == 1


def test_a_paper_of_another_desk_is_not_there(away: Away, signed_in: Any) -> None:
    assert signed_in(Role.KASI_INTELDAKIM).get(away.url).status_code == 404
    assert signed_in(Role.KASUBSI_INFOKIM).get("/srikandi/tidak-ada").status_code == 404


def test_the_office_chooses_by_type_and_sheets_are_signed_on_paper(app: Flask, sqlite_account: Any) -> None:
    set_office("mode_ttd", "srikandi")
    set_office("cara_ttd_ND-TERUS", "basah")
    walk = Walk(sqlite_account).at_kasubsi()
    assert way_of_draft(draft_document(walk.id, "ND-TERUS", walk.holder(), walk.tick())) == "basah"
    set_office("cara_ttd_ND-TERUS", "")
    assert way_of_draft(draft_document(walk.id, "ND-TERUS", walk.holder(), walk.tick())) == "srikandi"


def test_a_pdf_that_was_replaced_or_taken_back_can_still_be_had(away: Away, kasubsi: Any) -> None:
    away.handed_over(kasubsi).bring(kasubsi, first := away.back(number=NUMBER.replace("612", "613")))
    away.bring(kasubsi, away.back())
    (link,) = re.findall(r'href="([^"]+)">Unduh PDF-nya<', away.page(kasubsi))
    assert kasubsi.get(link).data == first
    away.confirm(kasubsi)
    kept = [file for file in case_files(away.walk.case) if file.kind == "PDF yang kembali, tidak dipakai"]
    assert len(kept) == 1
    other = kasubsi.get(f"{away.url}/pdf?lama=999")
    assert (other.status_code, b"PDF itu tidak ada" in kasubsi.get(other.location).data) == (302, True)
