"""Tests of an account: asked once while open, by the administrator only, answered once, forgotten after a while."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.channels.test_channel import (
    PATIENCE,
    answer_test,
    ask_test,
    is_waiting,
    latest_test,
    open_tests,
    unserved_tests,
)
from models.actions.core.actor import OPERATOR
from models.rules.core.errors import NotPermitted, NotVisible
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, ChannelTest
from tests.office import NOW, actor


def test_an_open_test_is_asked_once_and_leaves_a_trace(account: Any) -> None:
    first = ask_test(account.id, actor(Role.ADMINISTRATOR), NOW)
    assert ask_test(account.id, actor(Role.ADMINISTRATOR), NOW + timedelta(seconds=5)).id == first.id
    assert [row.id for row in open_tests(account.id, NOW)] == [first.id]
    assert Audit.select().where(Audit.event == "uji_kanal").count() == 1


def test_an_answer_counts_once_and_is_the_latest(account: Any) -> None:
    test = ask_test(account.id, OPERATOR, NOW)
    assert is_waiting(test, NOW)
    assert answer_test(test.id, True, "Tersambung.\x00", NOW)
    assert not answer_test(test.id, False, "lain", NOW)
    found = latest_test(account.id)
    assert found
    assert (found.ok, found.detail, is_waiting(found, NOW)) == (True, "Tersambung.\ufffd", False)
    assert ask_test(account.id, OPERATOR, NOW).id != test.id


def test_nobody_waits_for_ever(account: Any) -> None:
    test = ask_test(account.id, OPERATOR, NOW)
    later = NOW + PATIENCE
    assert not is_waiting(test, later)
    assert open_tests(account.id, later) == []
    assert ask_test(account.id, OPERATOR, later).id != test.id


@pytest.mark.parametrize(
    ("changes", "unserved"),
    [
        ({"enabled": True, "lease_until": NOW + timedelta(seconds=9)}, False),
        ({"enabled": True, "lease_until": NOW - timedelta(seconds=1)}, True),
        ({"enabled": True, "lease_until": None}, True),
        ({"enabled": False, "lease_until": None}, True),
    ],
)
def test_a_test_is_for_the_worker_of_its_account_or_for_the_bench(
    account: Any, changes: dict[str, Any], unserved: bool
) -> None:
    ask_test(account.id, OPERATOR, NOW)
    ChannelAccount.update(**changes).where(ChannelAccount.id == account.id).execute()
    assert (len(unserved_tests(NOW, b"")) == 1) is unserved


def test_an_account_that_is_not_there_cannot_be_tested(account: Any) -> None:
    with pytest.raises(NotVisible):
        ask_test(9999, OPERATOR, NOW)
    assert latest_test(9999) is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_tests(sqlite_account: Any, role: Role) -> None:
    with pytest.raises(NotPermitted):
        ask_test(sqlite_account.id, actor(role), NOW)
    assert ChannelTest.select().count() == 0


def test_F40_a_test_asked_by_a_clock_400_days_ahead_is_not_waited_for(account: Any) -> None:
    test = ask_test(account.id, OPERATOR, NOW + timedelta(days=400))
    assert not is_waiting(test, NOW)
    assert open_tests(account.id, NOW) == []
    assert ask_test(account.id, OPERATOR, NOW).id != test.id
