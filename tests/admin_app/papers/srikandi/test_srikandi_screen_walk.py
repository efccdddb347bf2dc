"""In a real browser, with the real Word and PDF: from the draft through SRIKANDI's hands to the dossier."""

import io
import re
import zipfile
from datetime import UTC
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Page, expect

from docgen.pdf import Converter
from models.rules.cases.sop import Stage
from models.tables import Document, SentPaper
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.admin_app.browsing import PASSWORD
from tests.admin_app.papers.srikandi.away import NUMBER
from tests.admin_app.papers.test_returned_copies import trust
from tests.browser.people import downloaded, sign_in
from tests.docgen.returned.authority import authority
from tests.docgen.returned.signing import signed
from tests.office import NOW
from tests.served import served
from tests.tools import needs

_PATIENCE = 60_000
_SAYS = {
    "${nomor_naskah}": NUMBER,
    "${tanggal_naskah}": "25 November 2026",
    "${ttd_pengirim}": "Ditandatangani secara elektronik oleh:",
}


def as_srikandi_does(package: bytes, folder: Path, signer: str) -> bytes:
    """Return the signed PDF of a package's Word file, its anchors filled as the form was."""
    taken = zipfile.ZipFile(io.BytesIO(package))
    (name,) = (each for each in taken.namelist() if each.endswith(".docx"))
    whole, filled = zipfile.ZipFile(io.BytesIO(taken.read(name))), io.BytesIO()
    with zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as made:
        for part in whole.infolist():
            content = whole.read(part.filename)
            if part.filename == "word/document.xml":
                for anchor, words in _SAYS.items():
                    assert anchor.encode() in content, anchor
                    content = content.replace(anchor.encode(), words.encode())
            made.writestr(part.filename, content)
    (pdf,) = Converter(folder / "srikandi").convert([filled.getvalue()])
    return signed(pdf, authority().signer(signer), authority().stamper, at=NOW.replace(tzinfo=UTC))


def opened(chromium: Any, url: str) -> Page:
    """Return the browser of who signs."""
    page: Page = chromium.new_page(viewport={"width": 1366, "height": 768}, locale="id-ID")
    sign_in(page.context, url, "kasubsi_infokim", PASSWORD)
    return page


def test_from_draft_to_dossier(app: Flask, sqlite_account: Any, chromium: Any, tmp_path: Path) -> None:
    needs("libreoffice")
    walk = Walk(sqlite_account).at_kasubsi()
    set_office("mode_ttd", "srikandi")
    trust(walk, authority())
    case = walk.case
    with served(app) as url:
        page = opened(chromium, url)
        page.goto(f"{url}/meja/kasus/{case.public_id}")
        page.get_by_role("button", name=re.compile("Siapkan konsep")).first.click()
        page.get_by_role("link", name="Serahkan ke SRIKANDI").click()
        page.get_by_role("button", name="Serahkan ke SRIKANDI").click()
        expect(page.get_by_text("Di SRIKANDI sejak").first).to_be_visible()
        package = downloaded(page, page.get_by_role("link", name="Unduh paket (ZIP)"))
        content = Path(package.path()).read_bytes()
        back = as_srikandi_does(content, tmp_path, "Contoh Kasubsi Infokim")
        berkas = {"name": "srikandi.pdf", "mimeType": "application/pdf", "buffer": back}
        page.set_input_files("input[name=berkas]", berkas)  # type: ignore[arg-type]
        page.get_by_role("button", name="Unggah PDF").click()
        expect(page.get_by_text("Cocokkan PDF yang kembali")).to_be_visible(timeout=_PATIENCE)
        expect(page.get_by_label("Nomor pada PDF")).to_have_value(NUMBER)
        expect(page.get_by_label("Tanggal pada PDF")).to_have_value("2026-11-25")
        page.get_by_role("button", name="Tegaskan: ini naskahnya").click()
        expect(page.get_by_text(f"nomor {NUMBER} terbit")).to_be_visible(timeout=_PATIENCE)
        page.goto(f"{url}/meja/kasus/{case.public_id}")
        expect(page.get_by_text("Ditandatangani di SRIKANDI").first).to_be_visible()
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile("^Teruskan")).first.click()
        assert walk.stage is Stage.ANALISA_SEKSI
        paper = Document.get(Document.type == "ND-TERUS")
        assert (paper.number, paper.signed_copy_state, SentPaper.get().state) == (NUMBER, "dipercaya", "selesai")
        assert packed_in(page, f"{url}/berkas/{case.public_id}") == back
        page.context.close()


def packed_in(page: Page, dossier: str, where: str = "SRIKANDI") -> bytes:
    """Return the signed PDF as the dossier's archive holds it; the dossier itself tells of the hand-over."""
    page.goto(dossier)
    page.get_by_role("button", name=re.compile("^Susun")).click()
    archive = page.get_by_role("link", name=re.compile("ZIP|arsip", re.IGNORECASE))
    expect(archive.first).to_be_visible(timeout=_PATIENCE)
    taken = zipfile.ZipFile(Path(downloaded(page, archive.first).path()))
    assert f"Ditandatangani di {where}" in taken.read("isi.json").decode()
    (name,) = (each for each in taken.namelist() if each.endswith("_ttd.pdf"))
    return taken.read(name)
