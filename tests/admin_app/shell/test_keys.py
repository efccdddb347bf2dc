"""The keys: one table, each key once, listed on the sheet of every page, switched off by the officer himself."""

from collections import Counter
from collections.abc import Callable

import pytest

from admin_app.shell.keys import KEYS, PLACES, Key
from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, text

Open = Callable[[Role | str], Browser]
ROWS = [key for rows in KEYS.values() for key in rows]


def test_every_single_key_does_one_thing_and_every_name_is_one() -> None:
    assert [key for key, times in Counter(row.key for row in ROWS if row.single).items() if times > 1] == []
    assert [name for name, times in Counter(row.name for row in ROWS).items() if times > 1] == []
    assert "g" not in {row.key for row in ROWS}


@pytest.mark.parametrize(
    ("key", "single"), [("a", True), ("?", True), ("/kode", True), ("Ctrl+Enter", False), ("Esc", False)]
)
def test_a_key_alone_is_told_from_a_chord(key: str, single: bool) -> None:
    assert Key("x", key, "").single is single


@pytest.mark.parametrize("role", Role)
def test_every_page_carries_the_sheet_with_every_key_and_the_places_of_the_role(role: Role, signed_in: Open) -> None:
    page = text(signed_in(role).get("/akun"))
    assert [row.name for row in ROWS if row.says not in page] == []
    assert ('data-place="m"' in page) == (role is not Role.ADMINISTRATOR)
    assert 'data-url="/kanal/"' in page
    assert ('<button class="button button-small" data-key-ambil' in page) == (role is not Role.ADMINISTRATOR)
    assert len(PLACES) == len(set(PLACES.values()))


def test_who_switches_single_keys_off_sees_no_hint_of_them_and_comes_back_to_his_page(signed_in: Open) -> None:
    mine, other = signed_in(Role.PENGELOLA), signed_in(Role.KASUBSI_INFOKIM)
    assert '<kbd class="key-hint" aria-hidden="true">a</kbd>' in text(mine.get("/akun"))
    answer = mine.post("/akun/tombol", tunggal="", kembali="/meja/?tab=terbuka", form_key="k" * 32)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/meja/?tab=terbuka")
    page = text(mine.get("/akun"))
    assert 'data-single=""' in page
    assert "key-hint" not in page
    assert 'data-single="ya"' in text(other.get("/akun"))
    mine.post("/akun/tombol", tunggal="ya", kembali="/akun", form_key="j" * 32)
    assert 'data-single="ya"' in text(mine.get("/akun"))


@pytest.mark.parametrize("back", ["https://jahat.example/", "//jahat.example", "/\\jahat.example", ""])
def test_the_way_back_stays_in_the_office(signed_in: Open, back: str) -> None:
    answer = signed_in(Role.PENGELOLA).post("/akun/tombol", tunggal="ya", kembali=back, form_key="k" * 32)
    assert answer.headers["Location"] == "/"
