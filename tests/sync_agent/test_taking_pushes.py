"""What was pushed is read by the agent: into messages, into a poll at once, or into quarantine; nothing blocks."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.actions.channels.take_push import settle_push
from models.rules.channels.messages import Page
from models.tables import Complaint, Envelope, Message, PushPayload, Quarantine
from sync_agent.account_worker import AccountWorker
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
