"""An inbox that is a queue, served by the agent as it is: nothing is confirmed before it is stored."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.actions.channels.serve_account import read_cursor
from models.actions.channels.test_channel import ask_test, latest_test
from models.actions.core.actor import OPERATOR
from models.actions.intake import receive_messages
from models.actions.replies.settle_reply import Verdict, settle_reply
from models.rules.channels.messages import EVERYWHERE
from models.tables import ChannelAccount, Complaint, Gap, Message
from models.tables.core.secrets import seal
from sync_agent import receiving
from sync_agent.account_worker import AccountWorker
from sync_agent.delivering import look_back
from sync_agent.simulator.app import build
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.serve import start
from tests.sync_agent.desk import Desk
from tests.toy_queue.installed import installed
from tests.toy_queue.platform import Queue, QueueNetwork
from tests.toy_queue.row import KIND

ANI = "6281200000001"


@pytest.fixture
def desk(
    account: ChannelAccount, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """Open a desk whose account is at the toy; a poll reads all there is, however slow this PC is today."""
    monkeypatch.setattr(receiving, "TURN_SECONDS", 600.0)
    with installed(), start(build(seed=5)) as running:
        opened = Desk(running, account, tmp_path, database_url)
        settings, secrets = account_of(running.practice.platforms[KIND], running.url)
        stored = {"kind": KIND, "settings": json.dumps(settings), "secret": seal(opened.key, json.dumps(secrets))}
        ChannelAccount.update(stored).where(ChannelAccount.id == account.id).execute()
        yield opened


@pytest.fixture
def network(desk: Desk) -> QueueNetwork:
    """What citizens wrote at the toy, and what of it waits."""
    platform = desk.running.practice.platforms[KIND]
    assert isinstance(platform, Queue)
    return platform.network


def worker_of(desk: Desk) -> AccountWorker:
    return AccountWorker(desk.service(), desk.key)


def drained(worker: AccountWorker) -> None:
    """Poll until nothing more is there, and once again: that confirms the last page."""
    worker.poll()
    worker.poll()


def stored() -> list[str]:
    return sorted(row.text for row in Message.select().where(Message.direction == "in"))


def pour(network: QueueNetwork, count: int) -> list[str]:
    """Let many citizens write, each once, and return what they wrote."""
    texts = [f"pesan {number:03d}" for number in range(count)]
    for number, text in enumerate(texts):
        network.write(Draft(f"62812{number:08d}", text))
    return texts


def answered(desk: Desk, network: QueueNetwork, worker: AccountWorker) -> str:
    """Let a citizen write and an officer answer, and return the answer's key."""
    item = network.write(Draft(ANI, "Paspor saya belum jadi"))
    worker.poll()
    return desk.answer("Baik, kami periksa.", item.id)


def test_everything_is_stored_once_and_the_queue_is_confirmed_behind_it(desk: Desk, network: QueueNetwork) -> None:
    texts = pour(network, 230)
    worker = worker_of(desk)
    worker.poll()
    assert (stored(), len(network.queue)) == (texts, 30)  # the last page is confirmed by the poll that follows
    worker.poll()
    assert (stored(), network.queue, Complaint.select().count()) == (texts, {}, 230)


class PowerCut(BaseException):
    """The PC goes off."""


def test_F3_a_page_cut_off_at_the_end_of_its_transaction_stays_in_the_queue(
    desk: Desk, network: QueueNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_words: object) -> None:
        raise PowerCut

    texts, worker = pour(network, 3), worker_of(desk)
    with monkeypatch.context() as patched, pytest.raises(PowerCut):
        patched.setattr(receive_messages, "_move_cursor", cut)
        worker.poll()
    assert (stored(), len(network.queue), read_cursor(desk.row.id, "dm")) == ([], 3, None)
    worker.poll()
    assert stored() == texts


def test_an_agent_that_may_have_lost_its_lease_confirms_nothing(desk: Desk, network: QueueNetwork) -> None:
    texts = pour(network, 3)
    old = worker_of(desk)
    page = old.service.connector.fetch

    def late(*words: object) -> object:
        found = page(*words)  # type: ignore[arg-type]
        old.service.stop.set()
        return found

    old.service.connector.fetch = late  # type: ignore[method-assign, assignment]
    old.poll()
    assert (stored(), len(network.queue)) == ([], 3)
    worker_of(desk).poll()
    assert stored() == texts


def test_a_queue_is_never_swept_and_so_loses_nothing_unread(desk: Desk, network: QueueNetwork) -> None:
    texts = pour(network, 230)
    worker = worker_of(desk)
    worker.sweep()
    worker.sweep()
    assert (desk.asked("/updates"), len(network.queue)) == (0, 230)
    drained(worker)
    assert stored() == texts


def test_a_test_of_the_channel_uses_nothing_up(desk: Desk, network: QueueNetwork) -> None:
    texts = pour(network, 130)
    worker = worker_of(desk)
    ask_test(desk.row.id, OPERATOR, desk.now())
    worker.tests()
    test = latest_test(desk.row.id)
    assert test is not None
    assert (test.ok, stored(), len(network.queue)) == (True, [], 130)
    drained(worker)
    assert stored() == texts


def test_what_the_queue_dropped_while_nobody_asked_is_a_gap_a_person_settles(
    desk: Desk, network: QueueNetwork
) -> None:
    pour(network, 2)
    worker = worker_of(desk)
    drained(worker)
    pour(network, 4)
    network.drop(sorted(network.queue)[:2])
    drained(worker)
    assert [gap.thread_external_id for gap in Gap.select()] == [EVERYWHERE]
    assert len(stored()) == 4


@pytest.mark.parametrize(("effect", "seen"), [("before", 0), ("after", 1)])
def test_F26_an_answer_of_unknown_fate_is_a_person_s_business_and_never_sent_again(
    desk: Desk, network: QueueNetwork, effect: str, seen: int
) -> None:
    worker = worker_of(desk)
    key = answered(desk, network, worker)
    desk.fault(f"error_{effect}", path="*/send", count=1)
    worker.deliver()
    assert desk.reply(key).state == "unknown"
    look_back(replace(worker.service, settings=replace(worker.service.settings, settle_seconds=0.0)))
    row = desk.reply(key)
    assert (row.state, row.reason) == ("hold", "tidak dapat dipastikan: periksa telepon")
    assert len(network.office_items) == seen
    settle_reply(key, Verdict.SENT if seen else Verdict.RESEND, OPERATOR, desk.now())
    worker.deliver()
    assert (desk.reply(key).state, len(network.office_items)) == ("sent", 1)


def test_F45_after_a_restored_backup_it_sends_once_nothing_is_undecided(desk: Desk, network: QueueNetwork) -> None:
    worker = worker_of(desk)
    key = answered(desk, network, worker)
    worker.distrusts = True
    worker.deliver()
    assert desk.reply(key).state == "queued"
    worker.sweep()
    worker.deliver()
    assert (desk.reply(key).state, worker.distrusts) == ("sent", False)
