"""An agent or a back office whose PC has a wrong clock: told as that, and never as an agent that stopped."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.channels.channel_health import agent_alive, gone_before, sending_stopped
from models.actions.channels.serve_account import beat
from models.actions.upkeep.diagnose.agents import fresh_agents
from models.actions.upkeep.office_watch import look_at_office
from models.tables import AgentHeartbeat
from models.tables.core.database import is_sqlite
from models.tables.core.server_clock import by_server
from tests.pc_clocks import PcClocks

HOUR = timedelta(hours=1)
POLL = 10.0


@pytest.fixture
def clocks(account: Any, monkeypatch: pytest.MonkeyPatch) -> PcClocks:
    if is_sqlite():
        pytest.skip("SQLite has no clock of its own")
    return PcClocks(monkeypatch)


def test_an_agent_whose_clock_is_wrong_is_alive_and_says_why_it_sends_nothing(clocks: PcClocks) -> None:
    true = clocks.now()
    for ahead in (HOUR, -timedelta(minutes=5), timedelta(days=-3)):
        AgentHeartbeat.delete().execute()
        clocks.ahead = ahead
        beat("gateway", by_server(clocks.now()), "Jam komputer ini salah.")  # on the gateway's PC
        clocks.ahead = timedelta(0)
        assert agent_alive(true, POLL) and sending_stopped(true, POLL) == ["Jam komputer ini salah."]
        assert fresh_agents(true, POLL) == ["gateway"]


def test_where_the_back_office_s_clock_is_wrong_that_is_told_and_no_agent_counts_as_stopped(clocks: PcClocks) -> None:
    beat("gateway", by_server(clocks.now()))
    assert look_at_office(clocks.now(), POLL) == ()
    clocks.ahead = timedelta(minutes=-15)
    (found,) = (one for one in look_at_office(clocks.now(), POLL) if one.key != "agent_jobs")
    assert found.key == "clock_office"
    assert found.says.startswith("Jam komputer ini 15 menit lebih lambat daripada jam server basis data. ")
    assert agent_alive(clocks.now(), POLL)
    assert gone_before(by_server(clocks.now()), POLL) < AgentHeartbeat.get().seen_at


def test_two_minutes_apart_are_told_to_nobody(clocks: PcClocks) -> None:
    clocks.ahead = timedelta(seconds=118)
    assert look_at_office(clocks.now(), POLL) == ()
