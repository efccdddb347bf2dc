"""What was pushed is read by the agent: into messages, into a poll at once, or into quarantine; nothing blocks."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.actions.channels.take_push import settle_push
from models.rules.channels.messages import Page
from models.tables import Complaint, Envelope, Message, MessageVersion, PushPayload, Quarantine
from sync_agent.account_worker import AccountWorker
from sync_agent.simulator.waha.messages import Draft
from sync_agent.simulator.waha.rendering import GOWS, message_item
from sync_agent.taking_pushes import take_pushes
from tests.office import NOW, citizen_message
from tests.sync_agent.desk import Desk


def pushed(desk: Desk, *bodies: str) -> None:
    """Let the back office have kept these."""
    for number, body in enumerate(bodies):
        PushPayload.create(account=desk.row, digest=f"{number}{body}"[:64], body=body, received_at=NOW)


class Reader:
    """A connector that reads pushes: `pesan …` is a message, `rusak` breaks, the rest says that there is news."""

    def __init__(self, connector: Any) -> None:
        self._connector = connector

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connector, name)

    def read_push(self, body: str) -> Page | None:
        """Read one push."""
        if body.startswith("rusak"):
            raise KeyError("teks-warga-yang-rahasia")
        return Page(messages=(citizen_message(body),)) if body.startswith("pesan") else None


@pytest.fixture
def service(desk: Desk) -> Any:
    made = desk.service()
    return replace(made, connector=Reader(made.connector))


def test_a_pushed_message_becomes_a_complaint_and_its_body_is_kept_only_once(desk: Desk, service: Any) -> None:
    pushed(desk, "pesan satu", "pesan dua")
    assert take_pushes(service) is False
    assert [row.text for row in Message.select().order_by(Message.id)] == ["pesan satu", "pesan dua"]
    assert Complaint.select().count() == 1
    assert {row.found_by for row in Envelope.select()} == {"push"}
    assert [(row.body, row.settled_at is None) for row in PushPayload.select()] == [("", False)] * 2


def test_a_push_that_cannot_be_read_is_shown_kept_and_blocks_no_other(
    desk: Desk, service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    pushed(desk, "rusak", "pesan sesudahnya")
    take_pushes(service)
    assert Message.get().text == "pesan sesudahnya"
    assert (Quarantine.get().payload, "tidak dapat dibaca" in Quarantine.get().reason) == ("rusak", True)
    broken = PushPayload.get(PushPayload.body == "rusak")
    assert (broken.problem, broken.settled_at is None) == ("KeyError", False)
    assert "teks-warga" not in caplog.text


def test_a_push_that_only_says_there_is_news_brings_the_poll_at_once(desk: Desk) -> None:
    worker = AccountWorker(desk.service(), desk.key)
    worker.poll()
    desk.happen("baru saja")
    pushed(desk, '{"event":"message"}')
    worker.pushes()
    assert worker._backlog
    assert Message.select().count() == 0
    worker.poll()
    assert Message.get().text == "baru saja"


def test_polling_closes_the_gap_of_a_push_that_never_came(desk: Desk) -> None:
    worker = AccountWorker(desk.service(), desk.key)
    desk.happen("tanpa dorongan")
    worker.poll()
    assert Message.get().text == "tanpa dorongan"


def test_pushes_are_read_while_the_platform_refuses_us(desk: Desk, service: Any) -> None:
    worker = AccountWorker(service, desk.key)
    desk.fault("unauthorized")
    pushed(desk, "pesan walau kunci ditolak")
    worker.guard.run(worker.poll)
    worker.guard.run(worker.pushes)
    assert Message.select().count() == 0
    assert worker.guard.pacing.resting()
    worker.guard.run(worker.pushes, even_resting=True)
    assert Message.get().text == "pesan walau kunci ditolak"


def test_what_was_read_is_not_read_again(desk: Desk, service: Any) -> None:
    pushed(desk, "pesan satu")
    settle_push(PushPayload.get().id, NOW)
    take_pushes(service)
    assert Message.select().count() == 0


def test_a_push_that_waited_was_seen_when_it_came(service: Any, desk: Desk) -> None:
    pushed(desk, "pesan paspor saya hilang")
    PushPayload.update(received_at=NOW - timedelta(hours=30)).execute()
    take_pushes(service)
    assert Envelope.get().fetched_at == Complaint.get().opened_at == NOW - timedelta(hours=30)
    assert Message.get().received_at == Complaint.get().recorded_at > NOW - timedelta(hours=30)


def waha_event(message: Any, name: str = "message", **changes: Any) -> str:
    """What the fake WAHA would push of a message, in the form of its list."""
    item = message_item(message, 2, None, None, GOWS) | changes
    event = {"id": "evt_1", "timestamp": message.timestamp * 1000, "session": "default", "engine": "GOWS"}
    return json.dumps({**event, "event": name, "payload": item})


def shown() -> tuple[int, int, list[str]]:
    """Return how many messages and cases there are, and the later texts."""
    texts = [row.text for row in MessageVersion.select().order_by(MessageVersion.id)]
    return Message.select().count(), Complaint.select().count(), texts


@pytest.mark.parametrize("order", ["push", "poll", "push poll", "poll push", "push push poll", "poll push poll"])
def test_what_waha_pushes_and_what_its_list_shows_is_one_message(desk: Desk, order: str) -> None:
    worker = AccountWorker(desk.service(), desk.key)
    message = desk.running.practice.gateway.receive(Draft("6281200000001@c.us", "Paspor saya hilang", name="Ani"))
    for number, turn in enumerate(order.split()):
        if turn == "push":
            PushPayload.create(account=desk.row, digest=str(number), body=waha_event(message), received_at=NOW)
            worker.pushes()
        else:
            worker.poll()
    assert shown() == (1, 1, [])
    assert Message.get().text == "Paspor saya hilang"


def test_what_the_list_of_waha_misses_is_stored_by_its_push(desk: Desk) -> None:
    worker = AccountWorker(desk.service(), desk.key)
    message = desk.running.practice.gateway.receive(Draft("6281200000001@c.us", "tidak ada di daftar", hidden=True))
    pushed(desk, waha_event(message))
    worker.pushes()
    worker.poll()
    assert shown() == (1, 1, [])


def test_an_agent_killed_between_storing_a_push_and_closing_it_stores_it_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = desk.service()
    message = desk.running.practice.gateway.receive(Draft("6281200000001@c.us", "satu"))
    edit = waha_event(
        message, "message.edited", body="dua", editedMessageId=message.id, timestamp=1 + message.timestamp
    )
    pushed(desk, waha_event(message), edit)

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    for _ in range(2):
        with monkeypatch.context() as cut:
            cut.setattr("sync_agent.taking_pushes.settle_push", killed)
            with pytest.raises(KeyboardInterrupt):
                take_pushes(service)
    take_pushes(service)
    assert shown() == (1, 1, ["dua"])
    assert PushPayload.select().where(PushPayload.settled_at.is_null()).count() == 0


def test_a_push_is_read_though_the_gateway_does_not_say_whose_a_hidden_id_is(desk: Desk) -> None:
    worker = AccountWorker(desk.service(), desk.key)
    message = desk.running.practice.gateway.receive(Draft("99000000000001@lid", "tersembunyi"))
    desk.fault("unauthorized")
    pushed(desk, waha_event(message))
    worker.pushes()
    assert shown() == (1, 1, [])
    assert Quarantine.select().count() == 0
