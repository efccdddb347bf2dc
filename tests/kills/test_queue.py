"""The agent killed before an inbox that is a queue: what it took is stored or still there, and never twice."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.actions.channels.keep_channel import add_channel
from models.actions.core.actor import OPERATOR
from models.actions.upkeep.verify.every_invariant import verify
from models.tables import Message, database
from models.tables.core.database import connected, open_database
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.secrets import load_key
from sync_agent.simulator.app import build
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.serve import start
from tests.kills.scene import Scene, now, until
from tests.toy_queue.installed import installed
from tests.toy_queue.platform import Queue, QueueNetwork
from tests.toy_queue.row import KIND

POLL, SEND = "*/updates", "*/send"
AGENT = "tests/toy_queue/run_agent.py"
WRITTEN = [f"pesan {number:03d}" for number in range(130)]


@pytest.fixture
def queue_office(office_url: str, tmp_path: Path) -> Iterator[Scene]:
    """Open an office whose only channel is the toy."""
    open_database(office_url)
    with installed(), start(build(seed=7)) as simulator, connected():
        settings, secrets = account_of(simulator.practice.platforms[KIND], simulator.url)
        key = load_key(tmp_path / "secret.key")
        add_channel(KIND, "Antrean kantor", settings, json.dumps(secrets), key, OPERATOR, now())
        yield Scene(tmp_path, office_url, simulator, AGENT)
    database.obj.close_all()


def network(office: Scene) -> QueueNetwork:
    platform = office.simulator.practice.platforms[KIND]
    assert isinstance(platform, Queue)
    return platform.network


def stored() -> list[str]:
    return sorted(row.text for row in Message.select())


def whole(office: Scene) -> list[str]:
    return verify(FolderStore(office.folder / "files"), office.folder / "attempts.log", now()).failures


@pytest.mark.parametrize(
    ("fault", "skip", "there", "waits"),
    [
        ("kill_after", 0, 0, 130),  # a page in hand, before it is stored
        ("kill_before", 1, 100, 130),  # the page is committed, and the platform does not know
        ("kill_after", 1, 100, 30),  # the platform knows, the next page is in hand
    ],
)
def test_killed_around_commit_and_confirmation_nothing_is_lost_and_nothing_doubled(
    queue_office: Scene, fault: str, skip: int, there: int, waits: int
) -> None:
    there_now = network(queue_office)
    for number, text in enumerate(WRITTEN):
        there_now.write(Draft(f"62812{number:08d}", text))
    queue_office.kill_at(fault, POLL, skip)
    assert (stored(), len(there_now.queue)) == (WRITTEN[:there], waits)
    assert [queue_office.once(), queue_office.once()] == [0, 0]
    assert (stored(), there_now.queue, whole(queue_office)) == (WRITTEN, {}, [])


@pytest.mark.parametrize("office_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("fault", "seen"), [("kill_before", 0), ("kill_after", 1)])
def test_F7_F8_killed_while_sending_it_is_held_for_a_person_and_never_sent_again(
    queue_office: Scene, fault: str, seen: int
) -> None:
    network(queue_office).write(Draft("6281200000001", "Paspor saya belum jadi"))
    assert queue_office.once() == 0, queue_office.log()
    text = queue_office.answer(1)
    queue_office.kill_at(fault, SEND)
    assert queue_office.reply(text).state == "sending"
    with queue_office.running():
        until(lambda: queue_office.reply(text).state == "hold", "the answer held")
    assert len(network(queue_office).office_items) == seen
    assert whole(queue_office) == []
