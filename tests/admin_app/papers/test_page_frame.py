"""What is signed stands beside its button: the draft's own pages, as pictures, as PDF, or why there are none."""

import re
from typing import Any

import pytest

from admin_app.papers import page_frame
from models.actions.papers.draft_document import draft_document
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import DocumentNotAllowed
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.case_page.submitting import case_page
from tests.office import actor
from tests.tools import needs

MEMO = b"%PDF-1.7 invented"


def _drafted(account: Any) -> tuple[Walk, Document]:
    walk = Walk(account).at_kasubsi()
    return walk, draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())


def _frames(page: str) -> list[str]:
    return re.findall(r'<iframe class="paper-frame" src="([^"]+)"', page)


def test_the_signer_sees_the_pages_of_the_words_he_signs_and_nobody_else_a_button(
    sqlite_account: Any, signed_in: Any
) -> None:
    needs("libreoffice"), needs("pdftoppm")
    walk, draft = _drafted(sqlite_account)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    response = kasubsi.get(f"/meja/kasus/{walk.case.public_id}")
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]
    (address,) = _frames(text(response))
    assert address == f"/naskah/{draft.public_id}/halaman?v={draft.version}"
    assert _frames(case_page(signed_in(Role.PENGELOLA), walk.case)) == []
    frame = kasubsi.get(address)
    assert "frame-ancestors 'self'" in frame.headers["Content-Security-Policy"]
    pictures = re.findall(r'src="(/naskah/[^"]+nomor=\d+)"', text(frame))
    assert pictures
    page = kasubsi.get(pictures[0])
    assert (page.status_code, page.mimetype, page.data[:4]) == (200, "image/png", b"\x89PNG")
    assert kasubsi.get(f"/naskah/{draft.public_id}/halaman?nomor=99").status_code == 409
    again = draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick(), changes={"hal": "Lain"})
    assert _frames(case_page(kasubsi, walk.case)) == [f"/naskah/{draft.public_id}/halaman?v={again.version}"]


def test_without_pictures_the_pdf_stands_there_and_without_pages_the_reason(
    sqlite_account: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _walk, draft = _drafted(sqlite_account)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    monkeypatch.setattr(page_frame, "pdf_of", lambda *_: MEMO)
    monkeypatch.setattr(page_frame, "find_pdftoppm", lambda: None)
    frame = text(kasubsi.get(f"/naskah/{draft.public_id}/halaman"))
    assert f'<iframe class="whole" src="/naskah/{draft.public_id}/pdf"' in frame
    assert "Buka halamannya (PDF)" in frame  # what a phone shows in its place
    assert kasubsi.get(f"/naskah/{draft.public_id}/halaman?nomor=1").status_code == 409

    def none(*_: object) -> bytes:
        raise DocumentNotAllowed("Tidak ada LibreOffice.")

    monkeypatch.setattr(page_frame, "pdf_of", none)
    assert "Tidak ada LibreOffice." in text(kasubsi.get(f"/naskah/{draft.public_id}/halaman"))


def test_pages_of_a_signed_paper_are_not_drawn_by_a_further_program(sqlite_account: Any, signed_in: Any) -> None:
    walk, draft = _drafted(sqlite_account)
    sign_document(draft.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    assert "bukan konsep lagi" in text(kasubsi.get(f"/naskah/{draft.public_id}/halaman"))
    assert kasubsi.get(f"/naskah/{draft.public_id}/halaman?nomor=1").status_code == 409
