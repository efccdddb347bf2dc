"""A citizen on the Cloud API, all the way: pushed, signed, kept, read, answered, its arrival known."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from admin_app.app import create_app
from models.actions.channels.serve_account import take_leases
from models.actions.replies.queue_reply import queue_reply
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Attachment, ChannelAccount, Complaint, Message, Outbox, PushPayload
from models.tables.core.secrets import load_key, seal
from models.tables.core.settings import Settings, load_settings
from sync_agent.account_worker import AccountWorker
from sync_agent.clock import utc_now
from sync_agent.service import Service, connect
from sync_agent.simulator.app import build
from sync_agent.simulator.network.items import Draft, Media
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.serve import Running, start
from sync_agent.simulator.whatsapp_cloud.platform import WhatsAppCloud
from tests.office import actor
from tests.served import served

ANI = "6281300000001"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


class Office:
    """The back office on a port, the platform's fake, and one worker of the agent."""

    def __init__(self, running: Running, platform: WhatsAppCloud, worker: AccountWorker) -> None:
        self.running, self.platform, self.worker = running, platform, worker

    def happen(self, text: str, **more: Any) -> str:
        """Let the citizen write."""
        return self.platform.network.write(Draft(ANI, text, name="Ani Wijaya", **more)).id

    def pushed(self) -> None:
        """Let the platform push what it has and the agent read it."""
        while self.platform.step():
            pass
        self.worker.guard.run(self.worker.pushes, even_resting=True)

    def answer(self, text: str) -> Outbox:
        """Queue an answer to the open complaint and let the agent send it."""
        now = utc_now()
        queue_reply(Complaint.get().id, text, Purpose.LAIN, text, actor(Role.PENGELOLA), now)
        self.worker.guard.run(self.worker.deliver)
        row: Outbox = Outbox.get(Outbox.reply_key == text)
        return row


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    environ = {"ADUAN_DATA_DIR": str(tmp_path), "ADUAN_DATABASE_URL": database_url, "ADUAN_HTTP_SECONDS": "1"}
    return load_settings({**environ, "ADUAN_SETTLE_SECONDS": "0.01"}, tmp_path / "none.toml")


@pytest.fixture
def web(account: ChannelAccount, settings: Settings) -> Iterator[str]:
    """Serve the back office."""
    app: Flask = create_app(settings, utc_now)
    with served(app) as url:
        yield url


@pytest.fixture
def office(account: ChannelAccount, settings: Settings, web: str) -> Iterator[Office]:
    with start(build(seed=4)) as running:
        platform = running.practice.platforms["whatsapp_cloud"]
        assert isinstance(platform, WhatsAppCloud)
        kept, secrets = account_of(platform, running.url)
        key = load_key(settings.secret_key_file)
        sealed = seal(key, json.dumps(secrets))
        ChannelAccount.update(enabled=False).execute()
        words = {"label": "Cloud", "settings": json.dumps(kept), "secret": sealed, "created_at": utc_now()}
        row = ChannelAccount.create(kind="whatsapp_cloud", **words)
        running.practice.wire.stop.set()  # the test says when the platform pushes
        platform.settings.webhook_url = f"{web}/dorong/{row.id}"
        platform.settings.retry_seconds = 0.0
        (served,) = take_leases("agen-uji", 60, utc_now(), key)
        service = Service(
            served, connect(served, settings, key, utc_now), settings, "agen-uji", utc_now, threading.Event()
        )
        yield Office(running, platform, AccountWorker(service, key))


def test_a_citizen_is_read_answered_and_the_arrival_known(office: Office) -> None:
    office.worker.guard.run(office.worker.poll)
    office.happen("Paspor saya belum jadi")
    office.happen("ini buktinya", media=(Media(PNG, "image/png"),))
    office.pushed()
    assert Complaint.select().count() == 1
    assert [row.text for row in Message.select().order_by(Message.id)] == ["Paspor saya belum jadi", "ini buktinya"]
    office.worker.guard.run(office.worker.media)
    assert Attachment.get().state == "tersimpan"
    assert office.answer("Baik, kami periksa.").state == "sent"
    assert [item.text for item in office.platform.network.office_items] == ["Baik, kami periksa."]
    office.pushed()
    assert Outbox.get().ack == "delivered"
    assert PushPayload.select().where(PushPayload.settled_at.is_null()).count() == 0
    assert set(office.platform.pusher.answers) == {200}


def test_F13_the_same_pushed_twice_changes_nothing(office: Office) -> None:
    office.happen("halo")
    office.pushed()
    office.platform.pusher._done.clear()
    office.pushed()
    assert (Message.select().count(), PushPayload.select().count()) == (1, 1)


def test_F19_F20_an_edit_and_a_withdrawal_reach_the_message(office: Office) -> None:
    first, second = office.happen("salah"), office.happen("hapus saya")
    office.pushed()
    office.platform.network.edit(first, "benar")
    office.platform.network.remove(second)
    office.pushed()
    rows = {row.external_id: row for row in Message.select()}
    assert [version.text for version in rows[first].versions] == ["benar"]
    assert rows[second].withdrawn_at is not None
    assert len(rows) == 2


def test_F26_an_answer_that_got_lost_is_settled_by_what_the_platform_pushes(office: Office) -> None:
    office.happen("halo")
    office.pushed()
    office.running.practice.switchboard.switch_on({"kind": "reset_after", "platform": "whatsapp_cloud", "count": 1})
    assert office.answer("Baik.").state == "unknown"
    office.pushed()
    reply = Outbox.get()
    assert (reply.state, reply.ack) == ("sent", "delivered")
    office.worker.guard.run(office.worker.deliver)
    assert len(office.platform.network.office_items) == 1


def test_F49_a_closed_window_parks_the_answer_until_the_citizen_writes(office: Office) -> None:
    office.happen("halo")
    office.pushed()
    office.platform.settings.send_trouble = "outside_window"
    assert office.answer("Baik.").state == "parked"
    office.platform.settings.send_trouble = ""
    office.happen("masih ada?")
    office.pushed()
    office.worker.guard.run(office.worker.deliver)
    assert Outbox.get().state == "sent"


def test_while_the_back_office_is_away_the_platform_pushes_again(office: Office) -> None:
    address, office.platform.settings.webhook_url = office.platform.settings.webhook_url, "http://127.0.0.1:9/"
    office.happen("tidak hilang")
    office.pushed()
    assert Message.select().count() == 0
    office.platform.settings.webhook_url = address
    office.pushed()
    assert Message.get().text == "tidak hilang"


def test_a_push_signed_with_another_secret_never_gets_in(office: Office) -> None:
    office.platform.settings.app_secret = "rahasia-orang-lain"
    office.happen("palsu")
    office.pushed()
    assert (PushPayload.select().count(), office.platform.pusher.answers) == (0, [403])
