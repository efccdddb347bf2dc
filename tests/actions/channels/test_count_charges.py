"""Each thing read counts once a day of UTC; a request counts each time and may be taken back."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.channels.count_charges import count_charges
from models.actions.staff.clear_away import clear_away
from models.rules.channels.costs.prices import Charge, Charged
from models.tables import ChannelCharge, PaidResource
from tests.office import NOW

READ, SENT = Charged.MESSAGE_READ, Charged.MESSAGE_SENT


def counted() -> dict[tuple[int, str], int]:
    return {(row.day.day, row.what): row.count for row in ChannelCharge.select()}


def test_what_is_read_twice_in_a_day_counts_once_and_again_on_the_next(account: Any) -> None:
    for days in (0, 0, 1):
        count_charges(
            account.id, [Charge(READ, "7"), Charge(READ, "7"), Charge(READ, "8")], NOW + timedelta(days=days)
        )
    assert counted() == {(25, READ): 2, (26, READ): 2}


def test_one_id_of_two_kinds_is_two_things(account: Any) -> None:
    count_charges(account.id, [Charge(READ, "7"), Charge(Charged.USER_READ, "7")], NOW)
    assert counted() == {(25, READ): 1, (25, Charged.USER_READ): 1}


def test_a_request_taken_back_leaves_nothing(account: Any) -> None:
    for count in (1, 1, -1):
        count_charges(account.id, [Charge(SENT, count=count)], NOW)
    assert counted() == {(25, SENT): 1}


def test_the_platform_s_day_counts_and_not_the_clock_s(account: Any) -> None:
    count_charges(account.id, [Charge(READ, "7", day=NOW.date() - timedelta(days=1))], NOW)
    count_charges(account.id, [Charge(READ, "7")], NOW)
    assert counted() == {(24, READ): 1, (25, READ): 1}


def test_what_was_paid_is_known_two_days(account: Any) -> None:
    for days in range(5):
        count_charges(account.id, [Charge(READ, "7")], NOW + timedelta(days=days))
    assert PaidResource.select().count() == 3
    assert len(counted()) == 5


@pytest.mark.parametrize("odd", ["1\x00", "\ud800", "9" * 300])
def test_an_id_no_database_takes_counts_as_any_other(account: Any, odd: str) -> None:
    for _ in range(2):
        count_charges(account.id, [Charge(READ, odd)], NOW)
    assert counted() == {(25, READ): 1}


def test_what_was_paid_names_no_person(account: Any) -> None:
    """A destroyed person's number at the platform must not stand here, nor a hash of it longer than it is needed."""
    count_charges(account.id, [Charge(Charged.USER_READ, "1234567890123456789")], NOW)
    assert "1234567890123456789" not in PaidResource.get().resource
    clear_away(NOW + timedelta(days=5))  # though the account is read no more
    assert PaidResource.select().count() == 0
