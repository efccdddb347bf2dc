"""The package as it is downloaded: enclosures that are there, and by name those that are not."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from admin_app.papers.pdf_copies import PdfComing
from admin_app.papers.srikandi import packing
from docgen.render import shipped_template
from models.actions.papers.numbers.archive_codes import PAPER
from models.actions.retention.scheme.choose_code import choose_code
from models.rules.staff.roles import Role
from models.tables import Attachment, ComplaintMessage, LetterheadVersion, SentPaper, TemplateVersion
from tests.actions.walking import Walk
from tests.admin_app.papers.srikandi.away import NUMBER, Away
from tests.docgen.papers import lines, opened
from tests.docgen.test_pictures import photo
from tests.office import NOW, actor


@pytest.fixture
def away(app: Flask, sqlite_account: Any, monkeypatch: Any) -> Away:
    """A handed over memo of a complaint with two photos and a sound."""
    away = Away(app, Walk(sqlite_account).at_kasubsi(), monkeypatch)
    message = ComplaintMessage.get(ComplaintMessage.complaint == away.walk.id).message_id
    for place, name in enumerate(("paspor.jpg", "antrean.jpg", "suara.ogg")):
        sha256 = app.config["ADUAN"].files.keep(name.encode())
        row = {"message": message, "filename": name, "sha256": sha256, "state": "tersimpan", "position": place}
        Attachment.create(public_id=f"{place}" * 36, **row)
    return away


def test_a_later_template_and_letterhead_change_nothing_of_what_went(away: Away, signed_in: Any) -> None:
    kasubsi, files = signed_in(Role.KASUBSI_INFOKIM), away.app.config["ADUAN"].files
    away.handed_over(kasubsi)
    went = _word(kasubsi, away)
    template = opened(shipped_template("ND-TERUS"))
    template.paragraphs[-1].insert_paragraph_before("TEMPLAT SESUDAHNYA")
    template.save(later := io.BytesIO())
    row = {"document_type": "ND-TERUS", "number": 1, "uploaded_at": NOW, "activated_at": NOW}
    TemplateVersion.create(sha256=files.keep(later.getvalue()), **row)
    assert LetterheadVersion.update(office="KANTOR SESUDAHNYA").execute()
    assert _word(kasubsi, away) == went
    assert away.bring(kasubsi, away.back()).status_code == 303
    assert away.confirm(kasubsi).status_code == 303
    paper, sent = away.now_kept, SentPaper.get()
    assert (paper.template_sha256, paper.template_id) == (sent.template_sha256, None)
    issued = "\n".join(lines(files.read(str(paper.sha256))))
    assert NUMBER in issued.replace("\u2011", "-")
    assert "SESUDAHNYA" not in issued


def test_a_code_chosen_after_it_went_changes_nothing_of_what_the_form_is_filled_with(
    away: Away, signed_in: Any
) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    away.handed_over(kasubsi)
    SentPaper.update(sent_at=NOW - timedelta(days=2)).execute()
    choose_code(f"{PAPER}ND-TERUS", "PW.06.03", NOW.date(), actor(Role.KASUBSI_INFOKIM), NOW)
    page = away.page(kasubsi)
    assert ("UM.01.01 Penciptaan arsip" in page, "PW.06.03" in page) == (True, False)


def test_an_enclosed_paper_whose_pdf_is_not_made_yet_is_said_to_come_and_not_sent_as_word(
    app: Flask, sqlite_account: Any, monkeypatch: Any, signed_in: Any
) -> None:
    away = Away(app, Walk(sqlite_account).with_answer(), monkeypatch, "ND-JAWAB")
    head = signed_in(Role.KASI_LALINTALKIM)
    away.handed_over(head)

    def coming(*_given: object) -> bytes:
        raise PdfComing(0)

    monkeypatch.setattr(packing, "pdf_of", coming)
    archive = zipfile.ZipFile(io.BytesIO(head.get(f"{away.url}/paket").data))
    assert [name for name in archive.namelist() if "LAPORAN" in name] == []
    assert "PDF-nya sedang dibuat; unduh paket sekali lagi" in archive.read("Isian SRIKANDI.txt").decode()


def _word(browser: Any, away: Away) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(browser.get(f"{away.url}/paket").data))
    return archive.read(archive.namelist()[0])


def test_what_lacks_is_named_on_the_sheet(away: Away, signed_in: Any) -> None:
    lost = Attachment.get(Attachment.filename == "antrean.jpg").sha256
    away.app.config["ADUAN"].files.path_of(lost).unlink()
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    away.handed_over(kasubsi)
    archive = zipfile.ZipFile(io.BytesIO(kasubsi.get(f"{away.url}/paket").data))
    assert archive.namelist()[2:] == [
        "Lampiran/01_paspor.jpg",
        "Lampiran yang tidak diterima SRIKANDI/03_suara.ogg",
    ]
    assert archive.read("Lampiran/01_paspor.jpg") == b"paspor.jpg"
    page = away.page(kasubsi)
    assert "01_paspor.jpg</span>" in page
    assert not [name for name in ("02_antrean.jpg", "03_suara.ogg") if name in page]
    sheet = archive.read("Isian SRIKANDI.txt").decode()
    assert "Tidak ada di paket ini: 02_antrean.jpg (tidak ada di penyimpanan, atau isinya berubah)." in sheet
    assert "Tidak diterima SRIKANDI, sampaikan dengan cara lain: 03_suara.ogg." in sheet


def test_what_is_passed_on_tells_neither_where_nor_by_whose_telephone_it_was_taken(
    away: Away, signed_in: Any
) -> None:
    files, content = away.app.config["ADUAN"].files, photo(size=(300, 200), turned=6)
    Attachment.update(sha256=files.keep(content)).where(Attachment.filename == "paspor.jpg").execute()
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    away.handed_over(kasubsi)
    with zipfile.ZipFile(io.BytesIO(kasubsi.get(f"{away.url}/paket").data)) as package:
        (name,) = [name for name in package.namelist() if name.endswith("paspor.jpg")]
        passed_on = package.read(name)
    assert (b"Telepon Contoh" in content, b"Telepon Contoh" in passed_on) == (True, False)
    assert files.read(Attachment.get(Attachment.filename == "paspor.jpg").sha256) == content
