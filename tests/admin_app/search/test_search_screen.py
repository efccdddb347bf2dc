"""What a search says it looked through: nothing is said to be nowhere that was not looked for everywhere."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from admin_app.search import search_screen, searching
from admin_app.search.searching import NEWEST, Narrowed, find
from docgen.file_text.recognising import Recogniser
from models.actions.search.file_texts import MOST_COUNTED
from models.actions.search.indexing import catch_up
from models.rules.search.searching import Found, read_wanted
from models.rules.staff.roles import Role
from models.tables import Attachment, AttachmentText, Complaint, ComplaintMessage
from tests.actions.walking import Walk
from tests.admin_app.browsing import Clock, back_office, text
from tests.admin_app.search.test_search import EVERYTHING, as_role, page
from tests.office import new_complaint


@pytest.fixture
def app(sqlite_account: Any, tmp_path: Path) -> Flask:
    """The back office on an office without cases."""
    return back_office(tmp_path, Clock())


def test_nothing_is_said_to_be_nowhere_while_the_index_is_behind(
    app: Flask, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    Walk(sqlite_account)
    with monkeypatch.context() as patch:
        patch.setattr(search_screen, "index_what_is_new", lambda: None)  # the database was busy
        shown = page(as_role(app, Role.PENGELOLA), "q=paspor")
    assert "Tidak ada yang cocok" in shown
    assert "Indeks pencarian masih dilengkapi" in shown
    assert "Indeks pencarian" not in page(as_role(app, Role.PENGELOLA), "q=paspor")


def test_a_short_word_beside_others_is_said_to_be_sought_in_the_newest_only(app: Flask, sqlite_account: Any) -> None:
    assert "Hapus kata itu" in page(as_role(app, Role.PENGELOLA), "q=paspor ke")


def test_what_the_filters_leave_is_found_however_old_it_is(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "NEWEST", 3)
    old = new_complaint(account, "Paspor lama", who="628110000100").id
    Complaint.update(open=False, stage="selesai").where(Complaint.id == old).execute()
    for place in range(5):
        new_complaint(account, "Paspor baru", who=f"62811000020{place}")
    catch_up()
    ended = Narrowed(state="selesai")
    assert [ref for _entry, ref in find(Found.KASUS, read_wanted("paspor"), EVERYTHING, ended, most=1)] == [old]


def test_the_queue_looks_in_the_newest_only_and_says_where_all_is_sought(app: Flask, sqlite_account: Any) -> None:
    shown = text(as_role(app, Role.PENGELOLA).get("/meja/?tab=terbuka&cari=zamrud"))
    assert "Tidak ada yang cocok pada 1.000 isi terbaru" in shown
    assert 'href="/cari/?q=zamrud"' in shown
    assert f"{NEWEST:,}".replace(",", ".") == "1.000"


def test_what_is_not_read_yet_is_not_said_to_hold_no_such_words(
    app: Flask, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_complaint(sqlite_account, "Lihat surat saya")
    scan = {"sha256": "a" * 64, "mime": "application/pdf", "state": "tersimpan"}
    file = Attachment.create(public_id="a", message=ComplaintMessage.get().message_id, **scan)
    monkeypatch.setattr(search_screen, "find_recogniser", lambda: None)
    browser = as_role(app, Role.PENGELOLA)
    assert "Isi 1 lampiran dan naskah belum dibaca" in page(browser, "q=zamrud")
    AttachmentText.update(state="perlu_ocr").execute()
    shown = page(browser, "q=zamrud")
    assert "belum dibaca" not in shown
    assert "tesseract) belum terpasang" in shown
    monkeypatch.setattr(search_screen, "find_recogniser", lambda: Recogniser("tesseract", ("ind",)))
    shown = page(browser, "q=zamrud")
    assert "Isi 1 lampiran dan naskah belum dibaca" in shown
    assert "belum terpasang" not in shown
    AttachmentText.update(state="tanpa_teks").where(AttachmentText.attachment == file.id).execute()
    shown = page(browser, "q=zamrud")
    assert "belum" not in shown.replace(case.subject, "")


def test_more_files_than_are_counted_are_said_to_be_more(
    app: Flask, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_screen, "count_unread", lambda _can: MOST_COUNTED + 1)
    assert "Isi 1000 lebih lampiran dan naskah" in page(as_role(app, Role.PENGELOLA), "q=zamrud")
