"""Saved views on the screen: kept from the queue, counted above it, begun with, ordered, shared, forgotten."""

from collections.abc import Callable
from typing import Any

import pytest

from admin_app.queue.queue_asking import asked_of
from admin_app.queue.queue_filters import FILTERS
from models.actions.office.load_starting_data import load_starting_data
from models.rules.staff.roles import Role
from models.tables import Complaint, SavedView
from tests.admin_app.browsing import Browser, text
from tests.office import NOW, new_complaint

Open = Callable[[Role | str], Browser]


@pytest.fixture(autouse=True)
def no_views(sqlite_account: Any) -> None:
    """These tests are about views somebody keeps: the ones an office begins with are out."""
    SavedView.delete().execute()


def keep(browser: Browser, name: str, query: str, **more: Any) -> Any:
    """Keep a view as the form of the queue does."""
    return browser.post("/tampilan/simpan", nama=name, isi=query, **more)


def test_a_view_is_kept_shown_with_its_counter_and_begun_with(signed_in: Open, sqlite_account: Any) -> None:
    new_complaint(sqlite_account)
    Complaint.update(urgency="mendesak").execute()
    browser = signed_in(Role.PENGELOLA)
    answer = keep(browser, "Mendesak", "?tab=terbuka&urgensi=mendesak&hal=9&asing=1")
    assert answer.headers["Location"] == "/meja/?tab=terbuka&urgensi=mendesak"
    page = text(browser.get("/meja/?tab=terbuka&urgensi=mendesak"))
    assert 'aria-current=page title="Tampilan saya">Mendesak <span class="count">1</span>' in page
    view = SavedView.get()
    assert browser.get("/meja/").status_code == 200
    browser.post("/tampilan/awal", tampilan=view.id)
    assert browser.get("/meja/").headers["Location"] == "/meja/?tab=terbuka&urgensi=mendesak"
    assert browser.get("/meja/?tab=saya").status_code == 200
    assert "tampilan awal" in text(browser.get("/tampilan/"))
    browser.post("/tampilan/awal")
    assert browser.get("/meja/").status_code == 200


def test_views_are_named_in_words_ordered_and_forgotten(signed_in: Open, sqlite_account: Any) -> None:
    browser = signed_in(Role.PENGELOLA)
    keep(browser, "Pagi", "?tab=saya&pegang=bebas&cari=paspor")
    keep(browser, "Siang", "?tab=terbuka&kanal=waha&seksi=inteldakim")
    page = text(browser.get("/tampilan/"))
    assert "Menunggu saya · Dipegang: Belum siapa pun · mencari “paspor”" in page
    assert "Semua terbuka · Kanal: WhatsApp" in page
    last = SavedView.get(SavedView.name == "Siang")
    browser.post("/tampilan/urutkan", tampilan=last.id, ke="naik")
    page = text(browser.get("/tampilan/"))
    assert page.index("Siang</a>") < page.index("Pagi</a>")
    browser.post("/tampilan/hapus", tampilan=last.id, form_key="k" * 32)
    assert "Siang</a>" not in text(browser.get("/tampilan/"))


def test_a_shared_view_is_for_its_roles_and_kept_by_who_may(signed_in: Open, sqlite_account: Any) -> None:
    head, me, other = signed_in(Role.KASUBSI_INFOKIM), signed_in(Role.PENGELOLA), signed_in(Role.KASI_TIKKIM)
    assert keep(me, "Bersama", "?tab=saya", bersama="ya").status_code == 403
    assert "Bagikan" not in text(me.get("/tampilan/"))
    keep(head, "Bersama", "?tab=terbuka&baru=ya", bersama="ya", peran=["pengelola", "kepala_kantor"])
    assert 'title="Tampilan bersama">Bersama' in text(me.get("/meja/?tab=saya"))
    assert "Tampilan bersama" not in text(other.get("/meja/?tab=saya"))
    assert me.post("/tampilan/hapus", tampilan=SavedView.get().id).status_code == 403
    assert other.post("/tampilan/awal", tampilan=SavedView.get().id).status_code == 404
    for strange in ("", "x", "99999"):
        assert me.post("/tampilan/urutkan", tampilan=strange, ke="naik").status_code == 404


def test_what_an_office_begins_with_asks_what_the_queue_understands(signed_in: Open, sqlite_account: Any) -> None:
    load_starting_data(NOW)
    new_complaint(sqlite_account)
    options = {row.name: dict(row.options()) for row in FILTERS}
    for view in SavedView.select():
        asked = asked_of(view.query)
        assert asked.address() == view.query
        assert all(value in options[name] for name, value in asked.filters)
    page = text(signed_in(Role.PENGELOLA).get("/meja/?tab=saya"))
    assert 'title="Tampilan bersama">Belum dipegang <span class="count">1</span>' in page
    assert "Lewat batas</a>" not in page
