"""A thread ended by an unforeseen error is noticed, logged without its text, shown to the office and restarted."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest

from models.actions.channels.channel_health import look_at_channels
from models.actions.channels.record_restart import EVENT
from models.tables import Audit, ChannelAccount, Message
from sync_agent.account_worker import AccountWorker
from sync_agent.agent import DONE, Agent
from sync_agent.clock import utc_now
from sync_agent.restarts import Restarts
from sync_agent.testing_channels import TestBench
from tests.simulator.caller import until
from tests.sync_agent.desk import Desk

PATIENCE = 60
WORDS = "kata-kata warga yang rahasia"


def dead(desk: Desk, served: float = 0.0) -> AccountWorker:
    """A worker whose thread ended of what no guard caught."""
    worker = AccountWorker(desk.service(), desk.key)
    worker._plan = lambda: {}[WORDS]  # type: ignore[assignment, method-assign]
    assert not worker.ended_by_itself
    worker.start()
    worker.join(PATIENCE)
    worker.served_seconds = served
    return worker


@contextmanager
def serving(desk: Desk, *jobs: Any) -> Iterator[Agent]:
    """Run an agent in this process, stopped at the end."""
    agent = Agent(desk.settings, desk.key, utc_now, jobs)
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(agent.run()))
    thread.start()
    try:
        yield agent
    finally:
        agent.stop.set()
        thread.join(PATIENCE)
    assert codes == [DONE]


def test_a_fall_is_written_down_once_and_the_more_in_a_row_the_later_it_comes_back(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    clock = [0.0]
    restarts = Restarts(desk.now, lambda: clock[0])
    rests = []
    for served in (0.0, 0.0, 0.0, 601.0):
        worker, began = dead(desk, served), clock[0]
        assert worker.ended_by_itself and not restarts.due(worker)
        while not restarts.due(worker):
            clock[0] += 1
        rests.append(clock[0] - began)
    assert rests == [2, 4, 8, 2]
    assert Audit.select().where(Audit.event == EVENT).count() == 4
    assert "KeyError, 3 in a row" in caplog.text and WORDS not in caplog.text


def test_who_was_stopped_did_not_fall(desk: Desk) -> None:
    worker = AccountWorker(desk.service(), desk.key)
    worker.start()
    worker.service.stop.set()
    worker.join(PATIENCE)
    assert not worker.is_alive() and not worker.ended_by_itself and worker.fault == ""


def test_the_channel_is_served_again_without_losing_a_message_and_the_office_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    falls, plan = count(), AccountWorker._plan

    def falling(worker: AccountWorker) -> None:
        if next(falls) == 0:
            raise KeyError(WORDS)
        plan(worker)

    monkeypatch.setattr(AccountWorker, "_plan", falling)
    desk.happen("masuk walau sempat berhenti")
    with caplog.at_level(logging.INFO), serving(desk):
        until(lambda: Message.select().count() and ChannelAccount.get().state == "ok", PATIENCE)
        (view,) = [view for view in look_at_channels(utc_now(), 10.0) if view.account.id == desk.row.id]
    assert view.verdict.holds("restarted")
    assert [row.after for row in Audit.select().where(Audit.event == EVENT)] == ["KeyError"]
    assert "ended by itself (KeyError, 1 in a row)" in caplog.text and WORDS not in caplog.text


def test_a_job_of_the_clock_that_breaks_ends_neither_the_others_nor_the_agent(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    done = threading.Event()

    def broken(_now: Any) -> None:
        raise ValueError(WORDS)

    desk.happen("tetap masuk")
    with serving(desk, broken, lambda _now: done.set()):
        assert done.wait(PATIENCE)
        until(lambda: Message.select().count(), PATIENCE)
    assert "clock: ValueError" in caplog.text and WORDS not in caplog.text


def test_the_bench_of_tests_looks_again_whatever_broke(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    stop, looks = threading.Event(), count(1)
    bench = TestBench(desk.settings, desk.key, utc_now, stop)

    def once() -> None:
        if next(looks) == 3:
            stop.set()
        raise KeyError(WORDS)

    bench.once = once  # type: ignore[method-assign]
    bench.start()
    bench.join(PATIENCE)
    assert not bench.is_alive() and stop.is_set()
    assert "channel tests: KeyError" in caplog.text and WORDS not in caplog.text
