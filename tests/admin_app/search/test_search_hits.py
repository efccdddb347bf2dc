"""How words of files are shown among the hits: where they stand, masked, and to nobody who may not see the case."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from models.actions.privacy.protect_identity import protect_identity
from models.actions.search.file_texts import claim_next, keep_words
from models.actions.search.indexing import catch_up
from models.rules.staff.roles import Role
from models.tables import Attachment, AttachmentText, Complaint, ComplaintMessage, Document, SearchDue
from tests.actions.walking import Walk
from tests.admin_app.browsing import Clock, back_office
from tests.admin_app.search.test_search import as_role, groups, page
from tests.office import NOW, actor, new_complaint

SCAN = {"sha256": "a" * 64, "mime": "application/pdf", "state": "tersimpan"}


@pytest.fixture
def app(sqlite_account: Any, tmp_path: Path) -> Flask:
    """The back office on an office without cases."""
    return back_office(tmp_path, Clock())


def read(text: str, recognised: bool = False) -> None:
    """Keep this as the words of the file that is due."""
    catch_up()
    due = claim_next(NOW, can_recognise=True)
    assert due is not None
    keep_words(due, text, NOW, pages=1, whole=True, recognised=recognised, needs_program=False)


def with_scan(account: Any, words: str, recognised: bool = False) -> Complaint:
    """Return a complaint with a file of these words."""
    case = new_complaint(account, "Lihat surat saya")
    Attachment.create(public_id="a", message=ComplaintMessage.get().message_id, **SCAN)
    read(words, recognised)
    return case


@pytest.mark.parametrize(
    ("recognised", "told"),
    [(False, "Dari isi lampiran"), (True, "Dari gambar lampiran, dibaca program: bisa salah baca")],
)
def test_words_of_a_file_are_shown_as_such(app: Flask, sqlite_account: Any, recognised: bool, told: str) -> None:
    with_scan(sqlite_account, "Bukti <b>setor</b> zamrud", recognised)
    shown = page(as_role(app, Role.PENGELOLA), "q=zamrud")
    assert groups(shown) == {"pesan": 1}
    assert told in shown
    assert "setor&lt;/b&gt; <mark>zamrud</mark>" in shown


def test_what_the_message_itself_says_is_not_said_to_stand_in_its_file(app: Flask, sqlite_account: Any) -> None:
    with_scan(sqlite_account, "surat zamrud")
    shown = page(as_role(app, Role.PENGELOLA), "q=surat&jenis=pesan")
    assert "Dari isi lampiran" not in shown
    assert "Lihat <mark>surat</mark> saya" in shown


def test_words_of_which_one_stands_in_the_message_and_one_in_its_file_are_found(
    app: Flask, sqlite_account: Any
) -> None:
    with_scan(sqlite_account, "bukti zamrud")
    shown = page(as_role(app, Role.PENGELOLA), "q=lihat zamrud")
    assert groups(shown) == {"pesan": 1}
    assert "bukti <mark>zamrud</mark>" in shown


def test_a_paper_is_found_by_its_words(app: Flask, sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).with_answer()
    paper = Document.select().where(Document.complaint == walk.id).order_by(Document.id).get()
    Document.update(sha256="d" * 64).where(Document.id == paper.id).execute()
    read("Demikian kami sampaikan zamrud.")
    shown = page(as_role(app, Role.PENGELOLA), "q=zamrud")
    assert groups(shown) == {"naskah": 1}
    assert "Dari isi naskah" in shown


def test_another_sections_files_are_not_found_nor_counted(app: Flask, sqlite_account: Any) -> None:
    with_scan(sqlite_account, "bukti zamrud")
    assert groups(page(as_role(app, Role.KASI_LALINTALKIM), "q=zamrud")) == {}


def test_a_file_of_a_case_protected_since_is_not_shown_before_it_is_indexed_anew(
    app: Flask, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = with_scan(sqlite_account, "bukti zamrud")
    browser = as_role(app, Role.PENGELOLA)
    assert groups(page(browser, "q=zamrud")) == {"pesan": 1}
    protect_identity(case.id, "diminta pelapor", actor(Role.KASUBSI_INFOKIM), NOW)
    monkeypatch.setattr("admin_app.search.search_screen.index_what_is_new", lambda: None)
    assert SearchDue.select().exists()
    assert groups(page(browser, "q=zamrud")) == {}
    assert AttachmentText.select().count() == 1  # deleted at the next indexing
    catch_up()
    assert AttachmentText.select().count() == 0


def test_a_long_file_is_shown_around_its_hit(app: Flask, sqlite_account: Any) -> None:
    with_scan(sqlite_account, f"{'kata ' * 30_000}zamrud{' akhir' * 5_000}")
    shown = page(as_role(app, Role.PENGELOLA), "q=zamrud")
    (text,) = re.findall(r'class="found-text"[^>]*>(.*?)</p>', shown, re.DOTALL)
    assert "<mark>zamrud</mark>" in text
    assert len(text) < 400
