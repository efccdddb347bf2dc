"""A Page through the whole agent: what comes in privately and publicly, the gap that is told, both answers."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.actions.replies.queue_reply import queue_reply
from models.rules.channels.messages import Page
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Gap, Message, Outbox, Quarantine
from models.tables.core.secrets import seal
from sync_agent.account_worker import AccountWorker
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.errors import CursorRefused, SignInNeeded, TryLater
from sync_agent.delivering import deliver
from sync_agent.receiving import Sweep
from sync_agent.service import Service
from sync_agent.simulator.app import build
from sync_agent.simulator.facebook.platform import Facebook
from sync_agent.simulator.network.items import COMMENT, Draft
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.serve import start
from sync_agent.testing_channels import try_out
from tests.office import actor
from tests.sync_agent.desk import Desk, receive


@pytest.fixture
def desk_of_page(account: ChannelAccount, database_url: str, tmp_path: Path) -> Iterator[Desk]:
    with start(build(seed=5)) as running:
        yield Desk(running, account, tmp_path, database_url)


@pytest.fixture
def page_and_service(desk_of_page: Desk) -> tuple[Facebook, Service]:
    desk, running, account = desk_of_page, desk_of_page.running, desk_of_page.row
    fake = running.practice.platforms["facebook"]
    assert isinstance(fake, Facebook)
    settings, secrets = account_of(fake, running.url)
    change: dict[str, Any] = {"kind": "facebook", "settings": json.dumps(settings)}
    change["secret"] = seal(desk.key, json.dumps(secrets))
    ChannelAccount.update(change).where(ChannelAccount.id == account.id).execute()
    return fake, desk.service()


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


_NOT_GRANTED = '{"error":{"message":"x","type":"OAuthException","code":10,"fbtrace_id":"A"}}'


def deny_messages(desk: Desk) -> None:
    desk.fault("status", status=403, body=_NOT_GRANTED, path="*/conversations*", platform="facebook")


def test_F21_messages_the_platform_does_not_grant_stop_no_comments(
    page_and_service: tuple[Facebook, Service], desk_of_page: Desk
) -> None:
    fake, service = page_and_service
    fake.network.write(Draft("ani", "Pesan pribadi", name="Ani Contoh"))
    fake.network.write(Draft("budi", "Komentar publik", COMMENT, name="Budi Contoh"))
    deny_messages(desk_of_page)
    worker = AccountWorker(service, desk_of_page.key)
    for _ in range(2):
        with pytest.raises(SignInNeeded, match="Izin Meta"):
            worker.poll()
    assert [row.text for row in Message.select()] == ["Komentar publik"]
    asked = desk_of_page.asked("/comments")
    with pytest.raises(SignInNeeded):
        worker.poll()
    assert desk_of_page.asked("/comments") - asked <= 1  # the look over a whole day was taken once
    desk_of_page.well()
    worker.poll()
    assert {row.text for row in Message.select()} == {"Pesan pribadi", "Komentar publik"}


def test_F23_a_stated_wait_of_one_stream_stops_the_others_too(
    page_and_service: tuple[Facebook, Service], desk_of_page: Desk
) -> None:
    fake, service = page_and_service
    fake.settings.read_trouble, fake.settings.regain_minutes = "messenger_limit", 7
    with pytest.raises(TryLater) as caught:
        receive(service)
    assert caught.value.after_seconds == 420.0
    assert desk_of_page.asked("published_posts") == 0


def test_the_week_of_one_stream_is_read_again_though_another_is_denied(
    page_and_service: tuple[Facebook, Service], desk_of_page: Desk
) -> None:
    fake, service = page_and_service
    read_all(service)
    fake.network.write(Draft("budi", "Terlambat", COMMENT, name="Budi Contoh", at=fake.network.clock() - 3 * 86_400))
    deny_messages(desk_of_page)
    sweep = Sweep(service)
    with pytest.raises(SignInNeeded):
        sweep.go_on()
    with pytest.raises(SignInNeeded):
        sweep.go_on()
    assert [row.text for row in Message.select()] == ["Terlambat"]
    desk_of_page.well()
    assert sweep.go_on()


def test_F16_a_sweep_whose_place_was_forgotten_begins_its_stream_anew(
    page_and_service: tuple[Facebook, Service],
) -> None:
    _, service = page_and_service
    asked: list[str | None] = []

    class Forgets:
        """A platform of one stream that forgets a place once."""

        streams = ("comment",)

        def fetch(self, request: FetchRequest) -> Page:
            asked.append(request.cursor)
            if asked == [None, "tempat"]:
                raise CursorRefused("lupa")
            return Page(cursor="tempat", more=len(asked) < 4)

    sweep = Sweep(replace(service, connector=Forgets()))  # type: ignore[arg-type]
    with pytest.raises(CursorRefused):
        sweep.go_on()
    assert sweep.go_on()
    assert asked == [None, "tempat", None, "tempat"]


def test_a_test_of_a_channel_without_messages_says_how_to_go_on_with_comments(
    page_and_service: tuple[Facebook, Service], desk_of_page: Desk
) -> None:
    _, service = page_and_service
    deny_messages(desk_of_page)
    ok, said = try_out(service.account, desk_of_page.settings, desk_of_page.key, desk_of_page.now)
    assert not ok
    assert said.startswith("Membaca pesan pribadi gagal: Izin Meta")
    assert "pilih Tidak pada Baca pesan pribadi" in said
