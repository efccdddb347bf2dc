"""A table of gateways that answer and cannot be trusted: one pass of the agent names each, and none is green."""

import json
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from models.actions.channels.channel_health import ChannelView, look_at_channels
from models.actions.channels.serve_account import beat
from models.actions.retention.destruction.take_out import take_messages
from models.rules.channels.channel_health import Grade
from models.tables import AgentHeartbeat, ChannelAccount, Complaint, Message
from models.tables.core.secrets import seal
from sync_agent import proving
from sync_agent.account_worker import AccountWorker
from sync_agent.agent import Agent
from sync_agent.proving import MISSING, NOT_ASKED, UNPROVEN, Proving
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.waha.messages import OFFICE, OFFICE_LID
from tests.sync_agent.desk import ANI, Desk, receive
from tests.sync_agent.processes import run

WARGA = "6281200000001"
OLD_VERSIONS = {"waha": "2024.10.8", "gowa": "v8.3.0"}


@dataclass(frozen=True)
class Faulty:
    """One row: the kind, what its fake does, and the sentence that belongs to it alone."""

    kind: str
    said: str
    behaviour: dict[str, Any] = field(default_factory=dict)


OLD = {"version": "2024.10.8", "engine": "NOWEB", "lists_all": False, "missing": ["/new-message-id"]}
GATEWAYS: dict[str, Faulty] = {
    "a real old WAHA": Faulty("waha", "WAHA versi 2024.10.8 terlalu lama.", OLD),
    "an engine without the list": Faulty("waha", "Mesin WAHA (WEBJS) tidak didukung.", {"engine": "WEBJS"}),
    "no version": Faulty("waha", "WAHA ini terlalu lama:", {"missing": ["/api/version"]}),
    "no ids to send under": Faulty("waha", "WAHA ini terlalu lama:", {"missing": ["/new-message-id"]}),
    "no chats": Faulty("waha", "WAHA ini terlalu lama:", {"missing": ["/chats"]}),
    "an empty list of all chats": Faulty("waha", "tidak muncul pada daftar semua percakapan", {"lists_all": False}),
    "any key": Faulty("waha", "WAHA menerima API key apa saja", {"takes_any_key": True}),
    "no key": Faulty("waha", "WAHA menjawab tanpa API key", {"takes_no_key": True}),
    "an old GOWA": Faulty("gowa", "GOWA versi v8.3.0 terlalu lama.", {"version": "v8.3.0"}),
    "a GOWA without info": Faulty("gowa", "GOWA ini terlalu lama:", {"missing": ["/app/info"]}),
    "a GOWA without chats": Faulty("gowa", "GOWA ini terlalu lama:", {"missing": ["/chats"]}),
    "times of another zone": Faulty("gowa", "dicari menurut waktunya", {"zone_hours": -8.0}),
    "any password": Faulty("gowa", "GOWA menerima kata sandi apa saja", {"takes_any_password": True}),
    "no password": Faulty("gowa", "GOWA menjawab tanpa kata sandi", {"asks_password": False}),
}


def stand_before(desk: Desk, kind: str, behaviour: dict[str, Any], writes: bool = True) -> None:
    """Let the account be at the fake of a kind, behaving so, in which one citizen wrote."""
    practice = desk.running.practice
    fake: Any = practice.gateway if kind == "waha" else practice.platforms[kind]
    for name, value in behaviour.items():
        assert hasattr(fake.settings, name)
        setattr(fake.settings, name, value)
    if kind != "waha":
        settings, secrets = account_of(fake, desk.running.url)
        secret = seal(desk.key, json.dumps(secrets))
        ChannelAccount.update(kind=kind, settings=json.dumps(settings), secret=secret).execute()
    if writes:
        desk.happen("Paspor saya belum jadi") if kind == "waha" else fake.network.write(Draft(WARGA, "Paspor saya"))


def view_of(desk: Desk) -> ChannelView:
    """Return the channel as it is judged while an agent lives."""
    AgentHeartbeat.update(stopped_at=None).execute()
    (view,) = look_at_channels(desk.now(), desk.settings.poll_seconds)
    return view


def works_at(desk: Desk) -> AccountWorker:
    """Return what serves the account in an agent that lives."""
    beat("agen", desk.now())
    worker = AccountWorker(desk.service(), desk.key)
    worker.begin()
    return worker


def turned_away(desk: Desk) -> int:
    """Count the requests without the right key: whoever tries the lock makes them."""
    return sum(note["status"] == 401 for note in list(desk.running.practice.wire.requests))


def once(desk: Desk) -> int:
    """Return the exit code of one pass, made in a thread of its own: an agent opens and closes its database."""
    codes: list[int] = []
    agent = Agent(desk.settings, desk.key, desk.now)
    one = threading.Thread(target=lambda: codes.append(agent.once()))
    one.start()
    one.join()
    return codes[0]


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that have passed, by which the proving goes: a test adds to them."""
    passed = [1000.0]
    monkeypatch.setattr(proving, "time", SimpleNamespace(monotonic=lambda: passed[0]))
    return passed


@pytest.mark.parametrize("name", GATEWAYS)
def test_a_faulty_gateway_fails_the_pass_with_its_own_sentence_and_is_not_green(desk: Desk, name: str) -> None:
    row = GATEWAYS[name]
    stand_before(desk, row.kind, row.behaviour)
    assert once(desk) == 1
    view = view_of(desk)
    assert view.verdict.grade not in (Grade.OK, Grade.OFF)
    assert row.said in view.verdict.to_do
    others = {other.said for other in GATEWAYS.values()} - {row.said}
    assert not [said for said in others if said in view.verdict.to_do]


@pytest.mark.parametrize("kind", ["waha", "gowa"])
def test_a_gateway_whose_newest_message_is_read_is_green(desk: Desk, kind: str) -> None:
    stand_before(desk, kind, {})
    assert once(desk) == 0
    assert view_of(desk).verdict.grade is Grade.OK


@pytest.mark.parametrize("kind", ["waha", "gowa"])
def test_a_gateway_in_which_nobody_wrote_is_neither_green_nor_an_error(desk: Desk, kind: str) -> None:
    stand_before(desk, kind, {}, writes=False)
    assert once(desk) == 0
    verdict = view_of(desk).verdict
    assert (verdict.grade, verdict.to_do) == (Grade.ATTENTION, UNPROVEN)


@pytest.mark.parametrize("kind", ["waha", "gowa"])
def test_a_note_to_the_office_s_own_number_opens_no_case_and_proves_nothing_of_the_gateway(
    desk: Desk, kind: str
) -> None:
    stand_before(desk, kind, {}, writes=False)
    if kind == "waha":  # by the hidden id, not told as ours: so other linked devices get it
        desk.happen("Beli kertas", OFFICE_LID)
    else:
        desk.running.practice.platforms[kind].network.write(Draft(OFFICE.partition("@")[0], "Beli kertas"))
    assert once(desk) == 0
    verdict = view_of(desk).verdict
    assert (Complaint.select().count(), Message.select().count()) == (0, 0)
    assert (verdict.grade, verdict.to_do) == (Grade.ATTENTION, UNPROVEN)


def test_the_program_itself_ends_with_1_and_says_why(desk: Desk) -> None:
    stand_before(desk, "waha", OLD)
    ended = run(desk.environ, "--once")
    assert ended.returncode == 1
    assert "WAHA versi 2024.10.8 terlalu lama." in run(desk.environ, "status").stdout


def test_an_open_gateway_is_read_all_the_same_and_green_once_its_lock_holds(desk: Desk) -> None:
    stand_before(desk, "waha", {"takes_no_key": True})
    assert once(desk) == 1
    assert ChannelAccount.get().last_inbound_at is not None
    desk.running.practice.gateway.settings.takes_no_key = False
    assert once(desk) == 0
    assert view_of(desk).verdict.grade is Grade.OK


def test_what_the_gateway_has_and_we_have_not_is_silence_from_the_first_hour(desk: Desk) -> None:
    service, watch = desk.service(), Proving()
    minutes = timedelta(minutes=1).total_seconds()
    desk.happen("tidak sampai", ANI, timestamp=desk.running.practice.gateway.clock() - 10 * minutes)
    assert ChannelAccount.get().last_inbound_at is None
    assert not watch.look(service, caught_up=False).fault
    watch.forget()
    assert watch.look(service).fault == MISSING
    receive(service)
    watch.forget()
    assert not watch.look(service).fault


def test_a_message_on_its_way_or_long_past_is_not_missing(desk: Desk) -> None:
    service, clock = desk.service(), desk.running.practice.gateway.clock
    for seconds in (2 * 86_400, 60):
        desk.happen("sebelum kanal ada", ANI, timestamp=clock() - seconds)
        assert not Proving().look(service).fault


def test_what_cannot_be_asked_now_is_not_proven_and_stops_nothing(desk: Desk) -> None:
    stand_before(desk, "waha", {})
    desk.fault("error_before", path="*/chats")
    assert once(desk) == 0
    verdict = view_of(desk).verdict
    assert verdict.grade is Grade.ATTENTION
    assert verdict.to_do.startswith(NOT_ASKED)


def test_a_gateway_is_not_asked_again_at_every_poll(desk: Desk) -> None:
    desk.happen("halo")
    service, watch = desk.service(), Proving()
    receive(service)
    for _ in range(3):
        watch.look(service)
    assert desk.asked("/api/version") == 1


def test_a_newest_message_that_came_and_was_destroyed_here_is_not_missing(desk: Desk) -> None:
    service, watch = desk.service(), Proving()
    desk.happen("dimusnahkan", ANI, timestamp=desk.running.practice.gateway.clock() - 600)
    receive(service)
    take_messages([row.id for row in Message.select()])
    assert not watch.look(service).fault
    desk.happen("tidak sampai", ANI, timestamp=desk.running.practice.gateway.clock() - 500)
    watch.forget()
    assert watch.look(service).fault == MISSING


@pytest.mark.parametrize("kind", ["waha", "gowa"])
def test_the_first_message_proves_a_new_gateway_within_two_minutes_and_its_lock_is_not_tried_meanwhile(
    desk: Desk, kind: str, ticks: list[float]
) -> None:
    stand_before(desk, kind, {}, writes=False)
    worker = works_at(desk)
    tried = turned_away(desk)
    for _ in range(3):
        ticks[0] += 61
        worker.poll()
    assert view_of(desk).verdict.to_do == UNPROVEN
    assert turned_away(desk) == tried
    stand_before(desk, kind, {})
    worker.poll()
    ticks[0] += 61
    worker.poll()
    assert view_of(desk).verdict.grade is Grade.OK


@pytest.mark.parametrize("kind", ["waha", "gowa"])
def test_a_gateway_that_comes_back_too_old_is_told_at_its_first_good_answer(desk: Desk, kind: str) -> None:
    stand_before(desk, kind, {})
    worker = works_at(desk)
    desk.fault("reset_before")
    worker.run_job(worker.poll)
    desk.well()
    stand_before(desk, kind, {"version": OLD_VERSIONS[kind]}, writes=False)
    worker.run_job(worker.poll, even_resting=True)
    assert f"versi {OLD_VERSIONS[kind]} terlalu lama" in view_of(desk).verdict.to_do


@pytest.mark.parametrize("kind", ["waha", "gowa"])
def test_a_gateway_that_was_swapped_between_two_polls_is_told_within_a_minute_though_no_request_failed(
    desk: Desk, kind: str, ticks: list[float]
) -> None:
    stand_before(desk, kind, {})
    worker = works_at(desk)
    stand_before(desk, kind, {"version": OLD_VERSIONS[kind]}, writes=False)
    ticks[0] += 46
    worker.poll()
    assert "terlalu lama" in view_of(desk).verdict.to_do


def test_a_version_that_cannot_be_asked_again_leaves_what_was_proven(desk: Desk, ticks: list[float]) -> None:
    desk.happen("halo")
    service, watch = desk.service(), Proving()
    receive(service)
    proven = watch.look(service)
    desk.fault("reset_before")
    ticks[0] += 46
    assert watch.look(service) == proven
