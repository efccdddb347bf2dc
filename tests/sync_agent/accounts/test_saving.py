"""Near the end of a month's budget an account is read less often; answers go as ever, nothing is told as unread."""

import json
from datetime import timedelta
from typing import Any

import pytest

from models.actions.channels.channel_health import look_at_channels
from models.actions.channels.count_charges import count_charges
from models.actions.channels.serve_account import beat
from models.rules.channels.costs.prices import Charge, Charged
from models.rules.channels.passes import Halt
from models.tables import ChannelAccount, Message
from sync_agent.account_worker import AccountWorker
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.x.platform import X
from sync_agent.status import look, write_text
from tests.sync_agent.accounts.test_x_costs import answer, go_to, x
from tests.sync_agent.desk import Desk

__all__ = ["x"]


@pytest.fixture
def budget(desk: Desk, x: X) -> X:
    """Let the account have a budget of ten dollars."""
    row = ChannelAccount.get_by_id(desk.row.id)
    settings = json.loads(row.settings) | {"monthly_budget": "10"}
    ChannelAccount.update(settings=json.dumps(settings)).where(ChannelAccount.id == row.id).execute()
    return x


def spend(desk: Desk, dollars: float) -> None:
    count_charges(desk.row.id, [Charge(Charged.MESSAGE_READ, count=round(dollars * 100))], desk.now())


def write(x: X, text: str) -> None:
    x.network.write(Draft("sari_contoh", text, "dm", "Sari Contoh"))


def stored(text: str) -> bool:
    return Message.select().where(Message.text == text).exists()


def test_a_budget_used_up_slows_reading_and_stops_no_answer(desk: Desk, budget: X) -> None:
    write(budget, "pertama")
    worker = AccountWorker(desk.service(), desk.key)
    worker.run_job(worker.poll)
    spend(desk, 10)
    write(budget, "kedua")
    answer(desk, "Kami periksa.", "pertama")
    for job in (worker.poll, worker.deliver, worker.sweep):
        worker.run_job(job)
    assert not stored("kedua")
    assert [item.text for item in budget.network.office_items] == ["Kami periksa."]
    assert worker.passes._passes["poll"].halt == Halt.BUDGET
    worker._saving._read_at -= 3601  # an hour later
    worker.run_job(worker.poll)
    assert stored("kedua")


@pytest.mark.parametrize(("dollars", "waits"), [(0, False), (6.9, False), (9, True)])
def test_it_is_slower_from_the_row_s_share_on(desk: Desk, budget: X, dollars: float, waits: bool) -> None:
    worker = AccountWorker(desk.service(), desk.key)
    worker.poll()
    spend(desk, dollars)
    assert worker._saving.waits(worker.service) is waits


def test_a_channel_read_less_often_on_purpose_is_not_told_as_unread(desk: Desk, budget: X) -> None:
    worker = AccountWorker(desk.service(), desk.key)
    worker.begin()
    spend(desk, 9.5)
    desk.ahead = timedelta(minutes=25)
    for job in (worker.poll, worker.deliver, worker.pushes, worker.media, worker.sweep, worker.tests):
        worker.run_job(job)
    worker.passes.store()
    beat("agen", desk.now())
    (view,) = look_at_channels(desk.now(), 10.0)
    codes = {finding.code for finding in view.verdict.findings}
    assert "budget_near" in codes and not codes & {"unread", "stands_still"}
    desk.ahead = timedelta(minutes=40)  # half an hour and more than five minutes
    beat("agen", desk.now())
    (view,) = look_at_channels(desk.now(), 10.0)
    assert "unread" in {finding.code for finding in view.verdict.findings}


def test_the_week_is_not_read_again_where_it_would_be_paid_again(desk: Desk, budget: X) -> None:
    worker = AccountWorker(desk.service(), desk.key)
    worker.poll()
    spend(desk, 7)
    worker.sweep()
    assert ChannelAccount.get_by_id(desk.row.id).last_sweep_at is None
    worker.distrusts = True  # a restored backup: what was lost has to be found, whatever it costs
    worker.sweep()
    assert ChannelAccount.get_by_id(desk.row.id).last_sweep_at is not None


def test_the_week_of_an_account_paid_by_use_is_read_again_once_a_week(desk: Desk, budget: X) -> None:
    worker = AccountWorker(desk.service(), desk.key)
    worker.poll()
    for days, swept in ((0, True), (6, False), (8, True)):
        desk.ahead = timedelta(days=days)
        before: Any = ChannelAccount.get_by_id(desk.row.id).last_sweep_at
        worker.sweep()
        assert (ChannelAccount.get_by_id(desk.row.id).last_sweep_at != before) is swept


def test_two_readings_of_the_week_leave_nothing_between_them(desk: Desk, x: X) -> None:
    worker = AccountWorker(desk.service(), desk.key)
    late = x.network.write(Draft("sari_contoh", "terlambat", "dm", at=x.clock() - 30, appears_after=10**6))
    write(x, "tepat waktu")
    worker.poll()
    worker.sweep()
    go_to(desk, x, timedelta(hours=1))
    worker._wide_at = None
    worker.poll()  # goes over the last minutes once more, and so never again
    late.shows_at = 0.0
    go_to(desk, x, timedelta(days=7, hours=12))
    for job in (worker.poll, worker.sweep):
        job()
    assert stored("terlambat")


def test_status_says_what_was_spent_and_since_when(desk: Desk, budget: X) -> None:
    spend(desk, 7.5)
    found = look(desk.now(), 10.0, [])
    (row,) = found["channels"]
    assert (row["spent"]["dollars"], row["spent"]["budget"], row["spent"]["estimate"]) == (7.5, 10, True)
    told = write_text(found)
    assert "spent this month (UTC), estimated: US$7.500 of US$10, counted since" in told
    assert "budget_near" in told
