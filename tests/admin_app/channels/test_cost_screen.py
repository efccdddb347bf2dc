"""Biaya kanal says what was counted, since when, and that it is an estimate; the administrator corrects a price."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models.actions.channels.count_charges import count_charges
from models.rules.channels.costs.prices import Charge, Charged
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, CorrectedPrice
from tests.admin_app.browsing import Browser, text
from tests.office import NOW

SignedIn = Callable[[Role | str], Browser]


@pytest.fixture
def x(sqlite_account: Any) -> Any:
    """Let the office's channel be one at X with a budget of ten dollars."""
    settings = json.dumps({"monthly_budget": "10"})
    ChannelAccount.update(kind="x", settings=settings, label="X kantor").execute()
    return ChannelAccount.get_by_id(sqlite_account.id)


def page(browser: Browser, account: Any) -> str:
    return text(browser.get(f"/biaya-kanal/?id={account.id}"))


def correct(browser: Browser, account: Any, **fields: str) -> str:
    key = re.search(r'name="form_key" value="([^"]+)"', page(browser, account))
    entered = {"untuk": str(Charged.MESSAGE_READ), "harga": "0,02", "sejak": "2026-11-25", "sumber": "console.x.com"}
    sent = {**entered, **fields, "id": account.id} | ({"form_key": key[1]} if key else {})
    answer = browser.post("/biaya-kanal/harga", **sent)
    assert answer.status_code in (302, 403)
    return page(browser, account)


def test_what_was_spent_is_shown_as_an_estimate_with_its_beginning(x: Any, signed_in: SignedIn) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    assert "belum ada yang dihitung" in page(admin, x)
    count_charges(x.id, [Charge(Charged.MESSAGE_READ, count=300, day=(NOW - timedelta(days=5)).date())], NOW)
    count_charges(x.id, [Charge(Charged.LINK_SENT, count=21)], NOW)
    seen = page(admin, x)
    assert "US$7,20 dari US$10,00 (72 %)" in seen
    assert "bukan tagihan" in seen
    assert "yang sebelumnya bulan ini tidak termasuk" in seen
    assert "jeda antarbacaan dua kali lebih lama" in seen
    card = text(admin.get("/kanal/"))
    assert "US$7,20 dari US$10,00 (72 %)" in card and "perkiraan" in card
    assert "Anggaran bulan ini hampir habis menurut perkiraan" in card


def test_last_month_is_not_in_this_one(x: Any, signed_in: SignedIn) -> None:
    count_charges(x.id, [Charge(Charged.MESSAGE_READ, count=300, day=NOW.date().replace(month=10))], NOW)
    seen = page(signed_in(Role.ADMINISTRATOR), x)
    assert "US$0,00 dari US$10,00 (0 %)" in seen
    assert "tidak termasuk</span>{% endif" not in seen and "yang sebelumnya bulan ini" not in seen


def test_the_administrator_corrects_a_price_from_a_day_on(x: Any, signed_in: SignedIn) -> None:
    for days in (0, 5):
        day = (NOW - timedelta(days=days)).date()
        count_charges(x.id, [Charge(Charged.MESSAGE_READ, count=100, day=day)], NOW)
    admin = signed_in(Role.ADMINISTRATOR)
    seen = correct(admin, x)
    assert "US$3,00 dari US$10,00" in seen and "diisi kantor" in seen
    correct(admin, x, harga="0.03")  # the same day again: the later entry stands
    assert [row.micros for row in CorrectedPrice.select()] == [30_000]
    assert Audit.select().where(Audit.event == "harga_kanal").count() == 2
    assert "mulai 1 Des 2026" in correct(admin, x, sejak="2026-12-01")


@pytest.mark.parametrize(
    "fields",
    [
        {"harga": ""},
        {"harga": "-1"},
        {"harga": "1e3"},
        {"harga": "٣"},
        {"untuk": "lain"},
        {"sejak": ""},
        {"sumber": " "},
    ],
)
def test_what_is_no_price_changes_nothing(x: Any, signed_in: SignedIn, fields: dict[str, str]) -> None:
    correct(signed_in(Role.ADMINISTRATOR), x, **fields)
    assert CorrectedPrice.select().count() == 0


def test_others_read_it_and_only_the_administrator_corrects(x: Any, signed_in: SignedIn) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    assert "Harga berubah" not in page(kasubsi, x)
    correct(kasubsi, x)
    assert CorrectedPrice.select().count() == 0


def test_a_channel_that_is_not_paid_by_use_has_no_such_page(sqlite_account: Any, signed_in: SignedIn) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    assert admin.get(f"/biaya-kanal/?id={sqlite_account.id}").status_code == 404
    assert "Biaya dan anggaran" not in text(admin.get("/kanal/"))
