"""A paper as PDF: the pages inside ours, the copy kept, the Word file offered where there is no LibreOffice."""

import errno
import hashlib
import threading
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any, cast

import pypdf
import pytest
from flask import Flask

from admin_app.papers import papers, pdf_copies
from admin_app.papers.pdf_queue import PdfQueue
from docgen import pdf
from docgen.pdf import Converter
from models.actions.papers.draft_document import draft_document
from models.rules.staff.roles import Role
from models.tables import Document, PdfCopy
from models.tables.core.files.folder_store import FolderStore
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.office import actor
from tests.tools import needs

Open = Callable[[Role | str], Browser]


@pytest.fixture
def signed(app: Flask, sqlite_account: Any) -> Document:
    walk = Walk(sqlite_account).at_kasubsi()
    draft = draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())
    return papers.sign(draft.id, actor(Role.KASUBSI_INFOKIM), walk.tick(), app.config["ADUAN"])


def test_an_issued_paper_is_converted_once_and_its_pages_show_its_number(
    signed: Document, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("libreoffice")
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    page = kasubsi.get(f"/naskah/{signed.public_id}/lihat")
    assert f'<iframe class="pages" src="/naskah/{signed.public_id}/pdf"' in text(page)
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    monkeypatch.setattr(Converter, "convert", lambda *_words: pytest.fail("converted a second time"))
    sent = kasubsi.get(f"/naskah/{signed.public_id}/pdf")
    assert str(signed.number) in pypdf.PdfReader(BytesIO(sent.data)).pages[0].extract_text()
    assert sent.headers["Content-Disposition"].startswith("inline")
    assert sent.headers["Content-Security-Policy"] == pdf_copies.FRAMED
    copy = PdfCopy.get(PdfCopy.source == signed.sha256)
    assert copy.sha256 == hashlib.sha256(sent.data).hexdigest()
    saved = kasubsi.get(f"/naskah/{signed.public_id}/pdf?unduh=ya")
    assert saved.headers["Content-Disposition"].startswith("attachment; filename=ND-TERUS_")


def test_a_lost_copy_is_made_again(app: Flask, signed: Document, signed_in: Open) -> None:
    needs("libreoffice")
    kasubsi, files = signed_in(Role.KASUBSI_INFOKIM), app.config["ADUAN"].files
    kasubsi.get(f"/naskah/{signed.public_id}/pdf")
    files.path_of(PdfCopy.get().sha256).unlink()
    assert kasubsi.get(f"/naskah/{signed.public_id}/pdf").status_code == 200
    assert files.path_of(PdfCopy.get().sha256).is_file()
    assert PdfCopy.select().count() == 1


def test_a_paper_whose_file_was_lost_says_so(app: Flask, signed: Document, signed_in: Open) -> None:
    app.config["ADUAN"].files.path_of(str(signed.sha256)).unlink()
    page = text(signed_in(Role.KASUBSI_INFOKIM).get(f"/naskah/{signed.public_id}/lihat"))
    assert "tidak ada di penyimpanan" in page
    assert "<iframe" not in page


def test_a_paper_or_signed_copy_whose_file_was_changed_is_not_shown_as_it(
    app: Flask, signed: Document, signed_in: Open
) -> None:
    files, kasubsi = app.config["ADUAN"].files, signed_in(Role.KASUBSI_INFOKIM)
    files.path_of(str(signed.sha256)).write_bytes(b"sampah")
    assert "isinya berubah" in text(kasubsi.get(f"/naskah/{signed.public_id}/lihat"))
    assert kasubsi.get(f"/naskah/{signed.public_id}/unduh").status_code == 409
    copy = files.keep(b"%PDF-1.7 bertanda tangan")
    Document.update(signed_copy=copy).where(Document.id == signed.id).execute()
    files.path_of(copy).write_bytes(b"%PDF-1.7 lain")
    assert "Salinan bertanda tangan" in text(kasubsi.get(f"/naskah/{signed.public_id}/lihat"))
    assert kasubsi.get(f"/naskah/{signed.public_id}/salinan").status_code == 409


def test_a_draft_is_shown_and_leaves_no_file_behind(app: Flask, sqlite_account: Any, signed_in: Open) -> None:
    needs("libreoffice")
    walk = Walk(sqlite_account).at_kasubsi()
    draft = draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())
    sent = signed_in(Role.KASUBSI_INFOKIM).get(f"/naskah/{draft.public_id}/pdf")
    assert sent.data.startswith(b"%PDF-")
    assert PdfCopy.select().count() == 0


def test_without_libreoffice_the_page_says_so_and_offers_the_word_file(
    signed: Document, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_soffice", lambda: None)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    page = text(kasubsi.get(f"/naskah/{signed.public_id}/lihat"))
    assert "LibreOffice tidak ada di komputer server" in page
    assert f"/naskah/{signed.public_id}/unduh" in page
    assert "<iframe" not in page
    assert kasubsi.get(f"/naskah/{signed.public_id}/pdf").status_code == 409
    assert kasubsi.get(f"/naskah/{signed.public_id}/unduh").status_code == 200


def test_the_signed_copy_that_came_back_is_the_pdf_of_its_paper(
    app: Flask, signed: Document, signed_in: Open
) -> None:
    copy = app.config["ADUAN"].files.keep(b"%PDF-1.7 bertanda tangan")
    Document.update(signed_copy=copy).where(Document.id == signed.id).execute()
    sent = signed_in(Role.KASUBSI_INFOKIM).get(f"/naskah/{signed.public_id}/pdf")
    assert sent.data == b"%PDF-1.7 bertanda tangan"


def test_a_paper_of_a_case_one_may_not_see_has_no_pages_either(signed: Document, signed_in: Open) -> None:
    other = signed_in(Role.KASI_INTELDAKIM)
    assert other.get(f"/naskah/{signed.public_id}/pdf").status_code == 404
    assert other.get(f"/naskah/{signed.public_id}/lihat").status_code == 404


class Elsewhere:
    """A LibreOffice that is busy with other papers until the test says so."""

    def __init__(self) -> None:
        self.available, self.done = True, threading.Event()

    def convert(self, papers: Sequence[bytes]) -> list[bytes]:
        assert self.done.wait(60)
        return [b"%PDF-1.7 " + hashlib.sha256(paper).digest() for paper in papers]

    def stop(self) -> None:
        """Nothing runs."""


def test_a_pdf_that_takes_long_is_coming_and_the_page_looks_again_by_itself(
    app: Flask, signed: Document, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = Elsewhere()
    queue = PdfQueue(cast(Converter, busy))
    monkeypatch.setattr(pdf_copies, "queue_of", lambda _folder: queue)
    monkeypatch.setattr(pdf_copies, "PATIENCE", 0.01)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    page = kasubsi.get(f"/naskah/{signed.public_id}/lihat")
    assert "PDF-nya sedang dibuat" in text(page)
    assert "<iframe" not in text(page)
    assert page.headers["Refresh"] == str(pdf_copies.LOOK_AGAIN)
    assert kasubsi.get(f"/naskah/{signed.public_id}/pdf").status_code == 409
    busy.done.set()
    monkeypatch.setattr(pdf_copies, "PATIENCE", 60.0)
    page = kasubsi.get(f"/naskah/{signed.public_id}/lihat")
    assert "<iframe" in text(page)
    assert "Refresh" not in page.headers
    assert PdfCopy.select().count() == 1


def test_F43_where_there_is_no_room_to_keep_it_the_pdf_is_shown_all_the_same(
    signed: Document, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_words: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    busy = Elsewhere()
    busy.done.set()
    queue = PdfQueue(cast(Converter, busy))
    monkeypatch.setattr(pdf_copies, "queue_of", lambda _folder: queue)
    monkeypatch.setattr(FolderStore, "keep", full)
    sent = signed_in(Role.KASUBSI_INFOKIM).get(f"/naskah/{signed.public_id}/pdf")
    assert sent.data.startswith(b"%PDF-")
    assert PdfCopy.select().count() == 0
