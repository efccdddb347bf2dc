"""A nota dinas of an office with its own e-signature service: drafted, its PDF made without an office program."""

import io
import json
import re
from html import unescape
from typing import Any

from flask import Flask

from admin_app.papers import pdf_copies
from models.actions.office.signing_service import keep_service
from models.actions.papers.draft_document import draft_document
from models.actions.staff.own_choices import keep_nik
from models.rules.papers.signing_service import TAG, Entered
from models.rules.staff.roles import Role
from models.tables import Document, SentPaper
from models.tables.core.secrets import load_key
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.papers.esign.simulated_service import NAME, WORD, Simulated
from tests.admin_app.papers.signed_pdfs import pdf
from tests.admin_app.papers.test_returned_copies import trust
from tests.docgen.returned.authority import authority
from tests.office import NOW, actor

NUMBER, NIK, PASSPHRASE = "WIM.32.IMI.5-UM.01.01-1", "3171000000000001", "sandi-saya-rahasia"
WORDS = f"NOTA DINAS\nNOMOR {NUMBER}\nSehubungan dengan pengaduan masyarakat\n{TAG}"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class AtService:
    """One draft on its signer's desk, the service set, and the signer known to it."""

    def __init__(self, app: Flask, walk: Walk, service: Simulated, version: str = "v2", asks: str = "sandi") -> None:
        self.walk, self.service = walk, service
        key = load_key(app.config["ADUAN"].secret_key_file)
        entered = Entered(service.url, NAME, WORD, version, asks)
        keep_service(entered, key, actor(Role.ADMINISTRATOR), walk.tick())
        keep_nik(NIK, actor(Role.KASUBSI_INFOKIM), walk.tick())
        set_office("mode_ttd", "layanan")
        trust(walk, authority())
        self.paper = draft_document(walk.id, "ND-TERUS", walk.holder(), walk.tick())
        service.knows(NIK, self.signer, PASSPHRASE)
        service.stamped = NOW

    @property
    def signer(self) -> str:
        """Return whom the paper names."""
        return str(json.loads(self.paper.facts)["signer"]["name"])

    @property
    def url(self) -> str:
        """Return the address of the paper's page."""
        return f"/tanda-tangan/{self.paper.public_id}"

    @property
    def now_kept(self) -> Document:
        """Return the paper as it is stored now."""
        return Document.get_by_id(self.paper.id)

    @property
    def states(self) -> list[str]:
        """Return the states of its attempts."""
        return [row.state for row in SentPaper.select().order_by(SentPaper.id)]

    def page(self, browser: Any) -> str:
        """Return the page as it stands."""
        answer = browser.get(self.url)
        assert answer.status_code == 200
        return unescape(text(answer))

    def fields(self, browser: Any, button: str) -> dict[str, str]:
        """Return what a form of the page sends besides what is typed."""
        form = re.search(rf'(?s)<form[^>]*id="{button}".*?</form>', text(browser.get(self.url)))
        assert form, f"{button} is not on the page"
        return {name: unescape(value) for name, value in _HIDDEN.findall(form[0])}

    def submit(self, browser: Any, button: str, **typed: Any) -> Any:
        """Send one of the page's forms."""
        return browser.client.post(f"{self.url}/{button}", data={**self.fields(browser, button), **typed})

    def sign(self, browser: Any, secret: str = PASSPHRASE, **more: str) -> Any:
        """Type the secret, and the number where it is asked for, and press."""
        asked = {"nomor": NUMBER} if 'name="nomor"' in text(browser.get(self.url)) else {}
        return self.submit(browser, "tandatangani", rahasia=secret, **asked, **more)

    def bring(self, browser: Any, content: bytes) -> Any:
        """Upload what was found at the service."""
        return self.submit(browser, "unggah", berkas=(io.BytesIO(content), "layanan.pdf"))


def without_office_program(monkeypatch: Any, words: str = WORDS) -> bytes:
    """Let every paper's PDF say these words; return it."""
    made = pdf(words)
    monkeypatch.setattr(pdf_copies, "_asked_for", lambda *_given: made)
    return made
