"""The month's spending of accounts whose platform is paid by use, at the prices as they are."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from models.actions.channels.count_charges import count_charges
from models.actions.channels.spending import correct_price, corrected_prices, spending_of, thrift_of
from models.rules.channels.costs.budget import THRIFTS
from models.rules.channels.costs.prices import Charge, Charged, Price
from models.rules.core.errors import NotPermitted
from models.rules.staff.roles import Role
from models.tables import ChannelAccount
from tests.office import NOW, actor

DEARER = Price(Charged.MESSAGE_READ, 20_000, NOW.date(), "console.x.com")


def as_x(budget: str = "") -> ChannelAccount:
    ChannelAccount.update(kind="x", settings=json.dumps({"monthly_budget": budget})).execute()
    row: ChannelAccount = ChannelAccount.get()
    return row


def test_only_what_this_month_of_utc_brought_is_in_it(account: Any) -> None:
    row = as_x("10")
    for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)):
        count_charges(row.id, [Charge(Charged.MESSAGE_READ, count=100, day=day)], NOW)
    found = spending_of([row], NOW)[row.id]
    assert (found.spent, found.budget, found.began) == (2_000_000, 10_000_000, date(2026, 10, 31))


def test_a_channel_that_is_not_paid_by_use_spends_nothing_and_is_never_slower(account: Any) -> None:
    assert spending_of([account], NOW) == {}
    assert thrift_of(account.id, NOW) == THRIFTS[0]


def test_a_corrected_price_counts_from_its_day_and_once(account: Any) -> None:
    row = as_x("1")
    for days in (0, 1):
        count_charges(row.id, [Charge(Charged.MESSAGE_READ, count=10, day=NOW.date() - timedelta(days=days))], NOW)
    correct_price(DEARER, actor(Role.ADMINISTRATOR), NOW)
    correct_price(DEARER, actor(Role.ADMINISTRATOR), NOW)
    assert corrected_prices() == (DEARER,)
    assert spending_of([row], NOW)[row.id].spent == 300_000


def test_only_the_administrator_corrects_a_price(account: Any) -> None:
    with pytest.raises(NotPermitted):
        correct_price(DEARER, actor(Role.KASUBSI_INFOKIM), NOW)
