"""Sending beside others: two agents, a slow disk, our own echo in the polls, transactions never open meanwhile."""

import json
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.replies import deliver_reply
from models.rules.replies.delivery import ReplyState
from models.tables import Message, database
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from sync_agent import delivering
from sync_agent.delivering import deliver
from sync_agent.fetching_media import fetch_media
from sync_agent.service import Service
from tests.sync_agent.desk import ANI, BUDI, Desk, receive

_S = ReplyState


def test_I17_a_sender_whose_lease_ran_out_writes_nothing(desk: Desk, service: Service) -> None:
    key = desk.answer("berebut")
    slow = deliver_reply.claim_due(desk.row.id, "agen-lambat", 0.1, desk.now())
    assert slow is not None
    desk.ahead = timedelta(seconds=1)
    deliver(service)
    assert not deliver_reply.record_intent(slow, 3, desk.now())
    assert desk.visible() == ["berebut"]
    assert desk.reply(key).state == _S.SENT


def test_F46_two_agents_at_one_outbox_send_each_answer_once(desk: Desk, service: Service) -> None:
    for number in range(12):
        desk.answer(f"{number}", ANI if number % 2 else BUDI)

    def work() -> None:
        with database.connection_context():
            deliver(service)

    agents = [threading.Thread(target=work) for _ in range(3)]
    for agent in agents:
        agent.start()
    for agent in agents:
        agent.join()
    deliver(service)
    assert sorted([*desk.visible(), *desk.visible(BUDI)], key=int) == [f"{number}" for number in range(12)]
    assert desk.visible() == sorted(desk.visible(), key=int)


def test_R11_our_answer_coming_back_in_a_poll_is_ours_and_settles_the_unknown(desk: Desk, service: Service) -> None:
    key = desk.answer("gema")
    desk.fault("reset_after", path="*/sendText", count=1)
    deliver(service)
    receive(service)
    assert desk.reply(key).state == _S.SENT
    echo = Message.get(Message.direction == "out")
    assert echo.origin == "aduan"


def test_ticks_rise_with_the_polls(desk: Desk, service: Service) -> None:
    desk.running.practice.gateway.settings.ack_seconds = (0.0, 0.0, 0.0)
    key = desk.answer("dibaca")
    deliver(service)
    receive(service)
    assert desk.reply(key).ack == "read"


class Watching:
    """A connector that notes, at every request, whether a transaction is open."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.open: list[bool] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not callable(found):
            return found

        def asked(*words: Any) -> Any:
            self.open.append(bool(database.in_transaction()))
            return found(*words)

        return asked


def test_I19_no_transaction_is_open_while_a_request_is_under_way(desk: Desk, service: Service) -> None:
    watching = Watching(service.connector)
    watched = Service(**{**vars(service), "connector": watching})
    desk.answer("satu")
    receive(watched)
    deliver(watched)
    desk.photo(b"x")
    receive(watched)
    fetch_media(watched)
    assert len(watching.open) > 5
    assert not any(watching.open)
    assert json.loads(desk.settings.attempts_log.read_text("utf-8"))["attempt"] == 1


class SlowDisk:
    """A clock that stands, but for what a disk takes."""

    def __init__(self) -> None:
        self.passed = 0.0

    def monotonic(self) -> float:
        """Return how much has passed."""
        return self.passed


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_disk_that_was_slow_beyond_half_the_lease_sends_nothing_in_this_turn(
    desk: Desk, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, append = desk.answer("nanti saja"), attempts_log.append
    clock = SlowDisk()

    def slow(path: Path, line: Attempt) -> None:
        append(path, line)
        clock.passed += 0.6 * service.settings.lease_seconds

    monkeypatch.setattr(delivering, "time", clock)
    with monkeypatch.context() as disk:
        disk.setattr(attempts_log, "append", slow)
        deliver(service)
    assert (desk.visible(), desk.reply(key).state) == ([], _S.WAITING)
    deliver(service)
    assert (desk.visible(), desk.reply(key).state) == (["nanti saja"], _S.SENT)
