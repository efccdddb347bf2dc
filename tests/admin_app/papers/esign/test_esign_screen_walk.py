"""In a real browser, with the real Word and PDF: from the draft through the own service to the dossier."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from models.rules.cases.sop import Stage
from models.rules.papers.esign import CERTIFICATE_WORDS, REFUSED_WORDS, CertificateState, Refused
from models.tables import Document, SentPaper
from tests.actions.walking import Walk
from tests.admin_app.browsing import PASSWORD
from tests.admin_app.papers.esign.at_service import NIK, NUMBER, PASSPHRASE, AtService
from tests.admin_app.papers.esign.simulated_service import Simulated, simulated_service
from tests.admin_app.papers.srikandi.test_srikandi_screen_walk import packed_in
from tests.browser.people import NARROW, SCREENSHOTS, WIDE, keep_picture, sign_in
from tests.served import served
from tests.tools import needs

_PATIENCE = 90_000


@pytest.fixture
def service() -> Iterator[Simulated]:
    """A running service."""
    with simulated_service() as simulated:
        yield simulated


def sign(page: Page, secret: str) -> None:
    """Type the passphrase and sign."""
    page.get_by_label("Passphrase Anda").fill(secret)
    with page.expect_navigation(timeout=_PATIENCE):
        page.get_by_role("button", name="Tanda tangani", exact=True).click()


def test_from_draft_to_dossier_with_each_failure_on_the_way(
    app: Flask, sqlite_account: Any, chromium: Any, service: Simulated
) -> None:
    needs("libreoffice")
    walk = Walk(sqlite_account).at_kasubsi()
    at = AtService(app, walk, service)
    with served(app) as url:
        page = chromium.new_page(viewport={"width": 1366, "height": 768}, locale="id-ID")
        sign_in(page.context, url, "kasubsi_infokim", PASSWORD)
        page.goto(f"{url}/meja/kasus/{walk.case.public_id}")
        page.get_by_role("link", name="Tanda tangani lewat layanan").click()
        expect(page.frame_locator("iframe").locator("img, object, embed").first).to_be_visible(timeout=_PATIENCE)
        seen(page, "tanda")
        refused_by_the_service(page, service)
        service.fault = "dropped"
        sign(page, PASSPHRASE)
        expect(page.get_by_role("heading", name="Tidak pasti apakah sudah ditandatangani")).to_be_visible()
        expect(page.get_by_label("Passphrase Anda")).to_have_count(0)
        seen(page, "tidak-pasti")
        page.get_by_label("Di mana diperiksa").fill("Riwayat layanan: tidak ada")
        page.get_by_role("button", name="Nyatakan tidak ditandatangani").click()
        service.fault = ""
        sign(page, PASSPHRASE)
        expect(page.get_by_text(f"nomor {NUMBER} terbit")).to_be_visible()
        seen(page, "terbit")
        page.goto(f"{url}/meja/kasus/{walk.case.public_id}")
        expect(page.get_by_text("Ditandatangani di layanan tanda tangan").first).to_be_visible()
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile("^Teruskan")).first.click()
        assert walk.stage is Stage.ANALISA_SEKSI
        paper = Document.get_by_id(at.paper.id)
        assert (paper.number, paper.signed_copy_state, service.made) == (NUMBER, "dipercaya", 2)
        states = [row.state for row in SentPaper.select().order_by(SentPaper.id)]
        assert states == ["ditolak", "ditolak", "ditolak", "tidak_jadi", "selesai"]
        assert packed_in(page, f"{url}/berkas/{walk.case.public_id}", "layanan tanda tangan") == service.kept
        page.context.close()


def seen(page: Page, name: str) -> None:
    """Keep pictures of a page on a PC and on a telephone, where they are wanted."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        keep_picture(page, SCREENSHOTS / "layanan" / f"{name}-{size['width']}.png", full_page=True)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def refused_by_the_service(page: Page, service: Simulated) -> None:
    """Meet a wrong passphrase, a certificate that ended, and a service out of order, each with its sentence."""
    sign(page, "salah ketik")
    expect(page.get_by_role("alert").get_by_text(REFUSED_WORDS[Refused.SECRET])).to_be_visible()
    expect(page.get_by_label("Passphrase Anda")).to_have_value("")
    seen(page, "ditolak")
    service.states[NIK] = "EXPIRED"
    sign(page, PASSPHRASE)
    expect(page.get_by_role("alert").get_by_text(CERTIFICATE_WORDS[CertificateState.EXPIRED])).to_be_visible()
    service.states[NIK], service.fault = "ISSUE", "broken"
    sign(page, PASSPHRASE)
    expect(page.get_by_role("alert").get_by_text(REFUSED_WORDS[Refused.NO_ANSWER])).to_be_visible()
