"""The blue ticks on a citizen's phone: only of what somebody opened, never in a burst, never at an answer's cost."""

import json
import threading
from typing import Any

import pytest

from models.actions.cases.look_at_case import look_at_case
from models.rules.replies.read_marks import MOST_TRIES
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Message, ReadMark
from models.tables.core.database import connected
from sync_agent import marking
from sync_agent.account_worker import AccountWorker
from sync_agent.connectors.waha.connector import WahaConnector
from sync_agent.marking import Marking
from sync_agent.service import Service
from tests.connectors.stage import ANI, BUDI
from tests.office import actor
from tests.simulator.caller import until
from tests.sync_agent.desk import Desk


def switch(desk: Desk, value: str) -> None:
    row = ChannelAccount.get_by_id(desk.row.id)
    settings = json.dumps({**json.loads(row.settings), "read_marks": value})
    ChannelAccount.update(settings=settings).where(ChannelAccount.id == desk.row.id).execute()


def open_cases(desk: Desk, *chats: str) -> None:
    """Let the one who answers open the cases of these chats."""
    for chat in chats:
        message = Message.select().where(Message.external_id.contains(chat)).get()
        case = Complaint.get(Complaint.thread == message.thread_id)
        look_at_case(case.id, case.news, actor(Role.PENGELOLA), desk.now(), [row.id for row in Message.select()])


def ticks(desk: Desk) -> list[int]:
    """Return what the phones of two citizens say of their own messages."""
    gateway = desk.running.practice.gateway
    return [
        gateway.ack(row) for chat in (ANI, BUDI) for row in gateway.phones.at(chat).messages.rows if not row.from_me
    ]


def passes(worker: AccountWorker) -> bool:
    """Let the agent poll and deliver once; return whether the channel worked."""
    for job in (worker.poll, worker.deliver):
        worker.run_job(job)
    return not worker.guard.failed


@pytest.fixture
def wanted(desk: Desk, service: Service) -> Service:
    """Serve a desk at which two citizens wrote and the office wants them to be told."""
    switch(desk, "ya")
    return service


def test_nobody_is_told_before_somebody_opened_his_message(desk: Desk, wanted: Service) -> None:
    worker = AccountWorker(wanted, desk.key)
    for _ in range(3):
        assert passes(worker)
    assert (ticks(desk), desk.asked("sendSeen")) == ([2, 2], 0)


def test_the_agent_tells_whose_message_was_opened_once(desk: Desk, wanted: Service) -> None:
    open_cases(desk, ANI)
    worker = AccountWorker(wanted, desk.key)
    for _ in range(3):
        assert passes(worker)
    assert (ticks(desk), desk.asked("sendSeen"), ReadMark.select().count()) == ([3, 2], 1, 0)


def test_nobody_is_told_where_the_office_did_not_ask_for_it(desk: Desk, service: Service) -> None:
    open_cases(desk, ANI, BUDI)
    Marking().go_on(service)
    assert (ticks(desk), desk.asked("sendSeen")) == ([2, 2], 0)


def test_a_switch_turned_off_counts_at_once(desk: Desk, wanted: Service) -> None:
    open_cases(desk, ANI)
    switch(desk, "tidak")
    Marking().go_on(wanted)  # which still has the settings of before
    assert (ticks(desk), desk.asked("sendSeen")) == ([2, 2], 0)


def test_two_conversations_opened_together_are_told_of_a_pause_apart(
    desk: Desk, wanted: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(marking.time, "monotonic", lambda: clock[0])
    slow = desk.service(pace_seconds=10.0)
    open_cases(desk, ANI, BUDI)
    marks = Marking()
    for moment, told in ((1000.0, 1), (1006.9, 1), (1013.1, 2)):  # a pause is 7 to 13 seconds
        clock[0] = moment
        marks.go_on(slow)
        assert ticks(desk).count(3) == told


def test_a_blocked_number_stays_quiet(desk: Desk, wanted: Service) -> None:
    open_cases(desk, ANI)
    ChannelAccount.update(blocked_at=desk.now()).execute()
    Marking().go_on(wanted)
    assert (ticks(desk), desk.asked("sendSeen")) == ([2, 2], 0)


def test_a_gateway_that_fails_is_asked_a_few_times_and_the_channel_stays_well(
    desk: Desk, wanted: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(marking.time, "monotonic", lambda: clock[0])
    open_cases(desk, ANI)
    desk.fault("status", status=500, body="{}", path="*/sendSeen")
    marks = Marking()
    for _ in range(20):
        marks.go_on(wanted)
        marks.go_on(wanted)  # too early
        clock[0] += 4000.0
    assert (desk.asked("sendSeen"), ticks(desk), ReadMark.select().count()) == (MOST_TRIES, [2, 2], 0)


def test_a_gateway_that_refuses_it_fails_no_pass(desk: Desk, wanted: Service) -> None:
    open_cases(desk, ANI)
    desk.fault("status", status=401, body="{}", path="*/sendSeen")
    assert passes(AccountWorker(wanted, desk.key))
    assert desk.asked("sendSeen") == 1


def test_a_program_that_fails_at_it_fails_no_pass(
    desk: Desk, wanted: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: WahaConnector, _thread: str, _messages: Any) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(WahaConnector, "mark_read", fail)
    open_cases(desk, ANI)
    assert passes(AccountWorker(wanted, desk.key))


def test_an_answer_leaves_while_the_gateway_hangs_over_a_mark(desk: Desk, wanted: Service) -> None:
    open_cases(desk, ANI)
    desk.fault("timeout_before", path="*/sendSeen", seconds=600.0)
    worker = AccountWorker(desk.service(http_seconds=600.0, lease_seconds=1800.0), desk.key)

    def serve() -> None:
        with connected():
            while not worker.service.stop.is_set():
                worker.once()

    serving = threading.Thread(target=serve, daemon=True)
    serving.start()
    until(lambda: desk.asked("sendSeen"))
    desk.answer("Kami periksa.")
    until(lambda: desk.visible() == ["Kami periksa."])
    worker.service.stop.set()
    serving.join()
    assert ticks(desk) == [2, 2]
