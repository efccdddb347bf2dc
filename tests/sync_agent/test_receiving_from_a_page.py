"""A Page through the whole agent: what comes in privately and publicly, the gap that is told, both answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.actions.queue_reply import queue_reply
from models.rules.delivery import Purpose, ReplyState
from models.rules.roles import Role
from models.tables import ChannelAccount, Complaint, Gap, Message, Outbox, Quarantine
from models.tables.secrets import seal
from sync_agent.delivering import deliver
from sync_agent.receiving import receive
from sync_agent.service import Service
from sync_agent.simulator.app import build
from sync_agent.simulator.facebook.platform import Facebook
from sync_agent.simulator.network.items import COMMENT, Draft
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.serve import start
from tests.office import actor
from tests.sync_agent.desk import Desk


@pytest.fixture
def page_and_service(
    account: ChannelAccount, database_url: str, tmp_path: Path
) -> Iterator[tuple[Facebook, Service]]:
    with start(build(seed=5)) as running:
        fake = running.practice.platforms["facebook"]
        assert isinstance(fake, Facebook)
        desk = Desk(running, account, tmp_path, database_url)
        settings, secrets = account_of(fake, running.url)
        change: dict[str, Any] = {"kind": "facebook", "settings": json.dumps(settings)}
        change["secret"] = seal(desk.key, json.dumps(secrets))
        ChannelAccount.update(change).where(ChannelAccount.id == account.id).execute()
        yield fake, desk.service()


def read_all(service: Service) -> None:
    while receive(service):
        pass


def test_F18_a_page_is_read_answered_in_private_and_in_public_and_a_gap_is_told(
    page_and_service: tuple[Facebook, Service],
) -> None:
    fake, service = page_and_service
    fake.network.write(Draft("ani", "Paspor saya belum jadi", name="Ani Contoh"))
    fake.network.write(Draft("budi", "Antrean lama sekali", COMMENT, name="Budi Contoh"))
    fake.network.write(Draft("cici", "Saya juga", COMMENT, name="Cici Contoh", parent=list(fake.network.items)[-1]))
    read_all(service)
    assert Complaint.select().count() == 3
    who = actor(Role.PENGELOLA)
    for complaint in list(Complaint.select().order_by(Complaint.id)):
        text = f"Terima kasih, nomor {complaint.id}."
        queue_reply(complaint.id, text, Purpose.LAIN, f"kunci-{complaint.id}", who, service.now())
    deliver(service)
    assert [row.state for row in Outbox.select()] == [ReplyState.SENT] * 3
    assert sorted(item.kind for item in fake.network.office_items) == ["comment", "comment", "dm"]
    read_all(service)
    for number in range(25):
        fake.network.write(Draft("ani", f"banjir {number}", at=fake.network.clock() + 5 + number))
    read_all(service)
    origins = [row.origin for row in Message.select().where(Message.direction == "out")]
    assert origins == ["aduan"] * 3
    assert [row.why for row in Gap.select()] == ["pesan mungkin terlewat"]
    assert Quarantine.select().count() == 0
    assert Complaint.select().count() == 3
