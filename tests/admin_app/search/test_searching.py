"""What a search says where it did not look at all there is: the index behind, short words, the newest only."""

from typing import Any

import pytest
from flask import Flask

from admin_app.search import search_screen, searching
from admin_app.search.searching import NEWEST, Narrowed, find
from models.actions.search.indexing import catch_up
from models.rules.search.searching import Found, read_wanted
from models.rules.staff.roles import Role
from models.tables import Complaint
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.search.test_search import EVERYTHING, as_role, page
from tests.admin_app.search.test_search import app as app
from tests.office import new_complaint


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
