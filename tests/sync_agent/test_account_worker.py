"""The thread of one account: what it does when room runs short, after a restored backup, and when clocks jump."""

from collections.abc import Callable
from typing import Any

import pytest

from models.rules.replies.delivery import ReplyState
from models.tables import Attachment, Message
from sync_agent.account_worker import AccountWorker
from tests.sync_agent.desk import Desk


@pytest.fixture
def worker(desk: Desk) -> AccountWorker:
    desk.happen("halo")
    made = AccountWorker(desk.service(), desk.key)
    made.poll()
    return made


@pytest.mark.parametrize(
    ("megabytes", "files", "answers"),
    [(600, "tersimpan", "sent"), (400, "menunggu", "sent"), (100, "menunggu", "queued")],
)
def test_R7_a_disk_that_runs_full_stops_files_then_answers_and_never_intake(
    desk: Desk, worker: AccountWorker, megabytes: int, files: str, answers: str
) -> None:
    worker = AccountWorker(worker.service, desk.key, free=lambda _: megabytes * 1024 * 1024)
    desk.photo(b"x")
    key = desk.answer("jawaban")
    worker.poll()
    worker.media()
    worker.deliver()
    assert Message.select().where(Message.direction == "in").count() == 2
    assert (Attachment.get().state, desk.reply(key).state) == (files, answers)


def test_F45_a_distrusting_worker_sends_only_after_the_week_was_read_again(desk: Desk, worker: AccountWorker) -> None:
    key = desk.answer("sabar")
    worker.distrusts = True
    worker.deliver()
    assert desk.visible() == []
    worker.sweep()
    worker.deliver()
    assert desk.reply(key).state == ReplyState.SENT
    assert not worker.distrusts


def test_the_week_is_read_again_once_a_day(desk: Desk, worker: AccountWorker) -> None:
    worker.sweep()
    asked = desk.asked("/messages")
    worker.sweep()
    assert desk.asked("/messages") == asked


class Scheduled:
    """A schedule that says how long it would sleep."""

    def __init__(self, idle: float, plan: Callable[[], None]) -> None:
        self.idle_seconds = idle
        self.plan = plan
        self.cleared = 0

    def clear(self) -> None:
        self.cleared += 1

    def every(self, seconds: float) -> Any:
        return self

    seconds = property(lambda self: self)

    def do(self, *words: Any) -> None:
        """Plan nothing."""

    def run_all(self) -> None:
        """Run nothing."""


@pytest.mark.parametrize(("idle", "planned"), [(0.2, 0), (259_200.0, 1)])
def test_F40_a_clock_set_back_three_days_does_not_silence_the_agent(
    worker: AccountWorker, idle: float, planned: int
) -> None:
    fake = Scheduled(idle, lambda: None)
    worker._scheduler = fake  # type: ignore[assignment]
    worker._mind_the_clock()
    assert fake.cleared == planned
