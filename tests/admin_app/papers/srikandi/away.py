"""A nota dinas that SRIKANDI signs: handed over on its page, and what SRIKANDI gives back of it."""

import io
import json
import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

from flask import Flask

from admin_app.papers import pdf_copies
from models.actions.papers.draft_document import draft_document
from models.tables import Document
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.papers.signed_pdfs import pdf
from tests.admin_app.papers.test_returned_copies import trust
from tests.docgen.returned.authority import authority
from tests.docgen.returned.signing import signed
from tests.office import NOW

NUMBER = "WIM.32.IMI.5-UM.01.01-612"
_WORDS = "NOTA DINAS\nNOMOR {number}\nTanggal: {day}\nSehubungan dengan pengaduan {of}\n{mark}"
_ANCHORS = {"number": "${nomor_naskah}", "day": "${tanggal_naskah}", "mark": "${ttd_pengirim}", "of": "masyarakat"}
_QUESTION = re.compile(r'name="ya" value="([^"]*)"[^>]*> ([^<]*)<')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Away:
    """One draft of an office that signs in SRIKANDI, whose PDF is made without an office program."""

    def __init__(self, app: Flask, walk: Walk, monkeypatch: Any, code: str = "ND-TERUS") -> None:
        set_office("mode_ttd", "srikandi")
        trust(walk, authority())
        self.app, self.walk = app, walk
        self.paper = draft_document(walk.id, code, walk.holder(), walk.tick())
        monkeypatch.setattr(pdf_copies, "_asked_for", lambda *_given: pdf(_WORDS.format(**_ANCHORS)))

    @property
    def url(self) -> str:
        """Return the address of the paper's page."""
        return f"/srikandi/{self.paper.public_id}"

    @property
    def now_kept(self) -> Document:
        """Return the paper as it is stored now."""
        return Document.get_by_id(self.paper.id)

    @property
    def signer(self) -> str:
        """Return whom the paper names."""
        return str(json.loads(self.paper.facts)["signer"]["name"])

    def page(self, browser: Any) -> str:
        """Return the page as it stands."""
        answer = browser.get(self.url)
        assert answer.status_code == 200
        return unescape(text(answer))

    def submit(self, browser: Any, button: str, **fields: Any) -> Any:
        """Send one of the page's forms."""
        form = re.search(rf'(?s)<form[^>]*id="{button}".*?</form>', text(browser.get(self.url)))
        assert form, f"{button} is not on the page"
        hidden = {name: unescape(value) for name, value in _HIDDEN.findall(form[0])}
        return browser.client.post(f"{self.url}/{button}", data={**hidden, **fields})

    def confirm(self, browser: Any, number: str = NUMBER, day: str = "2026-11-25", *agree: str) -> Any:
        """Say that the PDF is the paper, with a yes to each question whose words hold one of these."""
        said = {"nomor": number, "tanggal": day}
        page = unescape(text(self.submit(browser, "tegaskan", **said))) if agree else ""
        ticks = _QUESTION.findall(page)
        yes = [answer for answer, words in ticks if any(each in words for each in agree)]
        return self.submit(browser, "tegaskan", **said, ya=yes)

    def back(
        self,
        number: str = NUMBER,
        day: str = "25 November 2026",
        name: str = "",
        of: str = "masyarakat",
        at: datetime = NOW,
    ) -> bytes:
        """Return the PDF that SRIKANDI gives for this paper, signed and stamped at `at`."""
        words = _WORDS.format(number=number, day=day, mark="Ditandatangani secara elektronik oleh:", of=of)
        by, stamper = authority().signer(name or self.signer), authority().stamper
        return signed(pdf(words), by, stamper, at=at.replace(tzinfo=UTC))

    def bring(self, browser: Any, content: bytes) -> Any:
        """Upload what came back."""
        return self.submit(browser, "unggah", berkas=(io.BytesIO(content), "srikandi.pdf"))

    def handed_over(self, browser: Any, number: str = "") -> "Away":
        """Hand it over."""
        assert self.submit(browser, "serahkan", nomor=number).status_code == 303
        return self
