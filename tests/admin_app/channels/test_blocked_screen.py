"""Nomor diblokir leads from the telephone to another number; who may not see a case does not see it here either."""

import re
from collections.abc import Callable
from typing import Any

from models.rules.staff.roles import Role
from models.tables import ChannelAccount, ConflictParty, Outbox, Staff
from tests.actions.core.answers.test_turns import citizens
from tests.actions.sending import queue
from tests.admin_app.browsing import Browser, text
from tests.office import NOW

SignedIn = Callable[[Role | str], Browser]


def page(browser: Browser, account: Any) -> str:
    return text(browser.get(f"/nomor-diblokir/?id={account.id}"))


def send_button(browser: Browser, account: Any, button: str, **fields: Any) -> int:
    """Send a button of the page, with the page's own key."""
    key = re.search(r'name="form_key" value="([^"]+)"', page(browser, account))
    kept = {"form_key": key[1]} if key else {}
    return browser.post(f"/nomor-diblokir/{button}", id=account.id, **kept, **fields).status_code


def test_the_way_from_the_telephone_to_another_number(sqlite_account: Any, signed_in: SignedIn) -> None:
    for walk, key in zip(citizens(sqlite_account, 4), "abcd", strict=True):
        queue(walk, key, text=f"Jawaban {key}.")
    Outbox.update(state="unknown", attempts=1).where(Outbox.reply_key == "c").execute()
    Outbox.update(resends=1, attempts=1).where(Outbox.reply_key == "d").execute()  # looked for in vain, queued again
    other = ChannelAccount.create(kind="gowa", label="Nomor kedua", created_at=NOW)
    kasubsi, pengelola = signed_in(Role.KASUBSI_INFOKIM), signed_in(Role.PENGELOLA)
    assert "dapat dipindahkan setelah nomornya dinyatakan diblokir" in page(pengelola, sqlite_account)
    assert send_button(pengelola, sqlite_account, "nyatakan") == 403
    assert send_button(kasubsi, sqlite_account, "nyatakan") == 302
    assert "pengiriman dari nomor ini berhenti: dinyatakan petugas" in page(kasubsi, sqlite_account)
    seen = page(pengelola, sqlite_account)
    assert "Belum berangkat: 2" in seen and "Menunggu dikirim" not in seen
    assert "Mungkin sudah terkirim: 2" in seen
    assert "Pindahkan 2 jawaban" in seen
    assert send_button(pengelola, sqlite_account, "pindahkan", tujuan=other.id) == 302
    seen = page(pengelola, sqlite_account)
    assert "2 jawaban dipindahkan ke nomor lain. 2 mungkin sudah terkirim dan tertahan" in seen
    assert {row.account_id for row in Outbox.select().where(Outbox.reply_key.in_(["a", "b"]))} == {other.id}
    assert send_button(kasubsi, sqlite_account, "pulih") == 302
    assert "tidak dinyatakan diblokir" in page(kasubsi, sqlite_account)
    assert ChannelAccount.get_by_id(sqlite_account.id).blocked_at is None


def test_an_administrator_sees_no_answers_and_a_recused_officer_not_those_of_his_case(
    sqlite_account: Any, signed_in: SignedIn
) -> None:
    (walk,) = citizens(sqlite_account, 1)
    queue(walk, "a", text="Rahasia jawaban.")
    assert "Rahasia jawaban." in page(signed_in(Role.PENGELOLA), sqlite_account)
    assert "Rahasia jawaban." not in page(signed_in(Role.ADMINISTRATOR), sqlite_account)
    me = Staff.get(Staff.username == str(Role.PENGELOLA)).id
    ConflictParty.create(complaint=walk.id, staff=me, why="pihak", named_by=me, named_at=NOW)
    assert "Rahasia jawaban." not in page(signed_in(Role.PENGELOLA), sqlite_account)


def test_there_is_no_such_page_for_a_channel_without_a_number(sqlite_account: Any, signed_in: SignedIn) -> None:
    halaman = ChannelAccount.create(kind="facebook", label="Halaman", created_at=NOW)
    browser = signed_in(Role.ADMINISTRATOR)
    assert browser.get(f"/nomor-diblokir/?id={halaman.id}").status_code == 404
    assert sqlite_account.label in text(browser.get("/nomor-diblokir/"))  # the only one there is
    cards = text(browser.get("/kanal/"))
    assert f"/nomor-diblokir/?id={sqlite_account.id}" in cards
    assert f"/nomor-diblokir/?id={halaman.id}" not in cards


def test_the_page_names_who_does_what_the_reader_has_no_button_for(sqlite_account: Any, signed_in: SignedIn) -> None:
    (walk,) = citizens(sqlite_account, 1)
    queue(walk, "a")
    ChannelAccount.create(kind="gowa", label="Nomor kedua", created_at=NOW)
    pages = {role: page(signed_in(role), sqlite_account) for role in Role}
    above = "Buka kasusnya dari daftar di atas"
    assert [role for role, seen in pages.items() if above in seen] == [Role.PENGELOLA]
    others = "Kasubsi Infokim atau Pengelola memindahkan"
    assert {role for role, seen in pages.items() if others not in seen} == {Role.PENGELOLA, Role.KASUBSI_INFOKIM}
