"""What the agent finds on its PC: told once when it begins and when it ends, and what stops meanwhile."""

import logging
import time
from contextlib import suppress
from datetime import UTC, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from peewee import DatabaseError

from models.actions.upkeep.self_watch import Probes, SelfWatch
from models.rules.channels.channels import CHANNELS
from models.rules.channels.gateways import GATEWAYS
from models.rules.upkeep.conditions.of_machine import MEGABYTE
from models.tables import AgentHeartbeat, BackupCopy, ChannelAccount, Message
from models.tables.core.database import is_sqlite
from sync_agent.account_worker import AccountWorker
from sync_agent.agent import Agent
from sync_agent.clock import utc_now
from sync_agent.connector_kit.contract import AccountSettings
from sync_agent.connector_kit.errors import ConnectorError
from sync_agent.connector_kit.heard_dates import HEARD, HeardDates
from sync_agent.connector_kit.http import Http
from sync_agent.connectors import CONNECTORS
from sync_agent.failing import DAMAGED
from sync_agent.watching_pc import PcWatch
from tests.office import office
from tests.pc_clocks import PcClocks
from tests.sync_agent.desk import Desk
from tests.sync_agent.processes import run
from tests.tables.upkeep.damaging import damage


class Room:
    """A disk as full as the test wants; time passes with every look."""

    def __init__(self, megabytes: int) -> None:
        self.megabytes, self._time = megabytes, 0.0
        self.probes = Probes(lambda _: self.megabytes * MEGABYTE, lambda _: None, lambda: None, self._monotonic)

    def _monotonic(self) -> float:
        self._time += 10
        return self._time


def test_a_full_disk_is_logged_once_and_told_by_the_heartbeat_until_there_is_room(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    agent, room = Agent(desk.settings, desk.key, desk.now), Room(150)
    agent._pc = PcWatch(SelfWatch(desk.settings, room.probes), desk.now)
    for _ in range(3):
        agent._renew()
    assert "Jawaban tidak dikirim" in AgentHeartbeat.get().sending_stopped
    assert caplog.text.count("nothing is sent") == 1
    room.megabytes = 5000
    agent._renew()
    assert AgentHeartbeat.get().sending_stopped == ""
    assert "disk_sending: over" in caplog.text


def test_signs_of_life_are_given_by_the_clock_of_the_database_server(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_sqlite():
        pytest.skip("SQLite has no clock of its own")
    clocks = PcClocks(monkeypatch)
    true, clocks.ahead = clocks.now(), timedelta(hours=1)
    Agent(desk.settings, desk.key, clocks.now)._renew()
    assert abs(AgentHeartbeat.get().seen_at - true) < timedelta(minutes=1)


# A sign of life counts for so long before its time: a busy machine may need a while to look at it.
_PATIENT = timedelta(minutes=5)


def _backed_up(desk: Desk) -> None:
    """A backup was made just now, so that none is missed."""
    file = desk.settings.data_dir / "a.zip"
    file.touch()
    BackupCopy.create(made_at=utc_now(), path=str(file), size=0, sha256="0" * 64, files=0, lacking=0)


def test_status_asks_only_living_agents_whether_they_send(desk: Desk) -> None:
    ChannelAccount.update(enabled=False).execute()
    _backed_up(desk)
    long_ago = utc_now() - timedelta(days=3)
    AgentHeartbeat.create(owner="killed", started_at=long_ago, seen_at=long_ago, sending_stopped="disk penuh")
    AgentHeartbeat.create(owner="pc", started_at=utc_now(), seen_at=utc_now() + _PATIENT)
    assert run(desk.environ, "status").returncode == 0
    AgentHeartbeat.update(sending_stopped="disk penuh").where(AgentHeartbeat.owner == "pc").execute()
    assert run(desk.environ, "status").returncode == 1


def test_status_ends_with_1_where_no_agent_lives_though_no_channel_is_used(desk: Desk) -> None:
    ChannelAccount.update(enabled=False).execute()
    _backed_up(desk)
    none = run(desk.environ, "status")
    assert (none.returncode, "no agent gives a sign of life" in none.stdout) == (1, True)
    long_ago = utc_now() - timedelta(minutes=2)
    AgentHeartbeat.create(owner="killed", started_at=long_ago, seen_at=long_ago)
    assert run(desk.environ, "status").returncode == 1
    AgentHeartbeat.update(seen_at=utc_now() + _PATIENT).execute()
    lives = run(desk.environ, "status")
    assert (lives.returncode, "no agent gives" in lives.stdout) == (0, False)


def _dated(ahead: timedelta) -> dict[str, str]:
    """Return the header of a host by whose clock this PC's is that far ahead."""
    return {"date": format_datetime((utc_now() - ahead).replace(tzinfo=UTC), usegmt=True)}


def _says(heard: HeardDates, url: str, ahead: timedelta) -> None:
    """Let a host say a time by which this PC's clock is that far ahead."""
    heard.hear(url, _dated(ahead))


@pytest.mark.parametrize(
    ("ahead", "key", "stamps"),
    [
        (timedelta(days=400), "clock_far", False),
        (timedelta(days=-3), "clock_far", False),
        (timedelta(minutes=5), "clock_near", True),
        (timedelta(seconds=60), None, True),
    ],
)
def test_F40_a_clock_that_is_off_by_what_the_platforms_say_is_told_and_far_off_stops_what_is_stamped(
    desk: Desk, ahead: timedelta, key: str | None, stamps: bool
) -> None:
    heard = HeardDates()
    pc = PcWatch(SelfWatch(desk.settings, Room(5000).probes), utc_now, heard)
    assert not pc.may_stamp()  # nobody has told yet
    _says(heard, "http://127.0.0.1:3000/api", timedelta(0))  # a gateway on this PC has the same wrong clock
    _says(heard, "https://graph.facebook.com/v1", ahead)
    assert [finding.key for finding in pc.found()] == ([key] if key else [])
    assert pc.may_stamp() is stamps
    assert bool(pc.look()) is not stamps


def test_F40_with_a_wrong_clock_nothing_is_read_or_sent_and_all_of_it_once_the_clock_is_right(desk: Desk) -> None:
    desk.happen("halo")
    AccountWorker(desk.service(), desk.key).poll()
    key = desk.answer("jawaban")
    desk.happen("masih di sana?")
    desk.ahead = timedelta(days=400)
    pc = PcWatch(SelfWatch(desk.settings, Room(5000).probes), desk.now, HEARD)
    HEARD.hear("https://graph.facebook.com/", _dated(timedelta(0)))
    worker = AccountWorker(desk.service(), desk.key, found=pc.found)
    before = Message.select().count()
    worker.guard.run(worker.poll)
    worker.guard.run(worker.deliver)
    assert (Message.select().count(), desk.reply(key).state, desk.visible()) == (before, "queued", [])
    assert "400 hari lebih cepat" in ChannelAccount.get().state_reason
    desk.ahead = None
    worker.guard.pacing.worked()
    worker.guard.run(worker.poll)
    worker.guard.run(worker.deliver)
    assert (Message.select().count() > before, desk.reply(key).state) == (True, "sent")


@pytest.mark.parametrize("ahead", [timedelta(days=400), timedelta(days=-3)])
def test_F40_one_gateway_whose_clock_is_wrong_warns_and_stops_nothing(desk: Desk, ahead: timedelta) -> None:
    heard = HeardDates()
    pc = PcWatch(SelfWatch(desk.settings, Room(5000).probes), utc_now, heard)
    heard.hear("https://wa.kantor.example/", _dated(ahead), own=True)
    assert [finding.key for finding in pc.found()] == ["clock_gateway"]
    assert (pc.may_stamp(), pc.look()) == (True, "")
    assert "gateway wa.kantor.example" in pc.found()[0].says
    heard.hear("https://api.x.com/", _dated(timedelta(0)))
    assert list(pc.found()) == []


@pytest.mark.parametrize("kind", sorted(CONNECTORS.keys() - {"manual"}))
def test_F40_a_gateway_s_date_is_no_platform_s_though_it_speaks_https(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owned: list[bool] = []
    real = Http.__init__

    def note(http: Http, *more: Any, **named: Any) -> None:
        real(http, *more, **named)
        owned.append(http._own)

    monkeypatch.setattr(Http, "__init__", note)
    address = {"base_url": "https://127.0.0.1:9", "session": "default", "user_id": "1", "device_id": "1"}
    secrets = dict.fromkeys([one.name for one in CHANNELS[kind].secrets], "x")
    with suppress(ConnectorError):
        CONNECTORS[kind](AccountSettings(address, secrets, 0.5)).check()
    assert set(owned) == {kind in GATEWAYS}


def test_F40_certificates_of_several_platforms_out_of_time_are_told_as_a_wrong_clock(desk: Desk) -> None:
    heard = HeardDates()
    pc = PcWatch(SelfWatch(desk.settings, Room(5000).probes), utc_now, heard)
    heard.refuse("https://api.x.com/2/users/me")
    assert list(pc.found()) == []
    heard.refuse("https://graph.facebook.com/v1")
    (found,) = pc.found()
    assert (found.key, "Periksa tanggal dan jam komputer ini" in found.says) == ("clock_certificates", True)
    _says(heard, "https://api.x.com/2/users/me", timedelta(0))
    assert list(pc.found()) == []


def test_F40_what_was_heard_before_the_pc_slept_is_old_when_it_wakes(monkeypatch: pytest.MonkeyPatch) -> None:
    heard, awake = HeardDates(), time.clock_gettime
    _says(heard, "https://files.example/", timedelta(0))
    assert len(heard.recent()) == 1
    monkeypatch.setattr(time, "clock_gettime", lambda which: awake(which) + 7200)
    found: Any = heard.recent()
    assert found == []


def test_a_date_out_of_a_cache_or_without_sense_is_not_believed() -> None:
    heard = HeardDates()
    heard.hear("https://a.example/", {"date": "Sat, 01 Jan 2000 00:00:00 GMT", "age": "90"})
    heard.hear("https://a.example/", {"date": "tomorrow"})
    heard.hear("https://a.example/", {})
    found: Any = heard.recent()
    assert found == []


def test_a_damaged_page_that_only_a_job_by_the_clock_opens_ends_the_agent_and_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_sqlite():
        pytest.skip("a server's own file")

    def meets(_now: object) -> None:
        raise DatabaseError("database disk image is malformed")

    # The office of this test keeps its connection: its file is whole.
    monkeypatch.setattr("sync_agent.agent.reconnect", lambda: None)
    monkeypatch.setattr("models.actions.upkeep.self_watch._let_go", lambda: None)
    agent = Agent(desk.settings, desk.key, desk.now, [meets])
    agent._pc.may_stamp = lambda waits=True: True  # type: ignore[method-assign]
    agent._take = list  # type: ignore[method-assign, assignment]
    agent._tick()
    assert (agent.fatal, agent.stop.is_set()) == (DAMAGED, True)
    other = SelfWatch(desk.settings, Room(5000).probes)
    assert [finding.key for finding in other.look()] == ["damaged"]


def test_a_damaged_file_is_a_sentence_of_status_and_of_the_agent_with_what_to_do(tmp_path: Path) -> None:
    with office(f"sqlite:///{tmp_path / 'aduan.db'}"):
        pass
    damage(tmp_path / "aduan.db", "channel_account")
    for words in (("status",), ("--once",)):
        found = run({"ADUAN_DATA_DIR": str(tmp_path)}, *words)
        assert (found.returncode, "restore a backup" in found.stderr) == (1, True), words
        assert "Traceback" not in found.stderr
