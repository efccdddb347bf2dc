"""Whose an account is: let go when another agent took it, and never taken once more by the one that serves it."""

from datetime import timedelta

import pytest

from models.tables import ChannelAccount, Message
from sync_agent.agent import Agent
from tests.sync_agent.desk import Desk


def account() -> ChannelAccount:
    row: ChannelAccount = ChannelAccount.select().order_by(ChannelAccount.id).get()
    return row


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_account_that_another_agent_took_over_is_served_by_this_one_no_more(desk: Desk) -> None:
    this = Agent(desk.settings, desk.key, desk.now)
    (taken,) = this._take()
    worker = this._worker(taken)
    assert worker is not None
    this._renew()
    assert not worker.service.stop.is_set()
    ChannelAccount.update(lease_owner="agen-lain").execute()
    this._renew()
    desk.happen("milik agen lain")
    worker.poll()
    assert worker.service.stop.is_set()
    assert Message.select().count() == 0
    assert account().lease_owner == "agen-lain"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_account_it_serves_is_not_taken_once_more_where_the_pc_slept_between_renewing_and_taking(
    desk: Desk,
) -> None:
    this = Agent(desk.settings, desk.key, desk.now)
    (taken,) = this._take()
    worker = this._worker(taken)
    assert worker is not None
    this._renew()
    desk.ahead = timedelta(seconds=desk.settings.lease_seconds + 1)  # longer asleep than a lease holds
    assert this._take() == []
    this._renew()
    assert (list(this._workers.values()), worker.service.stop.is_set()) == ([worker], False)
    assert account().lease_token == taken.token
