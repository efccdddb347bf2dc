"""Service of a channel that ended by itself is written down: said at once, counted for a day, kept in the trail."""

from datetime import timedelta
from typing import Any

from models.actions.channels.channel_health import look_at_channels
from models.actions.channels.record_restart import EVENT, record_restart, restarts_since
from models.actions.channels.serve_account import record_success
from models.tables import AgentHeartbeat, Audit, ChannelAccount
from tests.office import NOW


def test_it_is_said_at_once_and_counted_for_a_day(account: Any) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    other = ChannelAccount.create(kind="facebook", label="Halaman", created_at=NOW)
    record_restart(account.id, "KeyError", NOW - timedelta(days=2))
    for _ in range(2):
        record_restart(account.id, "KeyError", NOW)
    row = ChannelAccount.get_by_id(account.id)
    assert (row.state, row.fails) == ("terganggu", 3)
    assert row.state_reason.startswith("Bagian program untuk kanal ini berhenti karena gangguan program")
    assert restarts_since(NOW - timedelta(days=1), NOW) == {account.id: 2}
    record_success(account.id, NOW)
    views = {view.account.id: view.verdict for view in look_at_channels(NOW, 10.0)}
    assert views[account.id].holds("restarted") and "2 kali dalam sehari" in views[account.id].to_do
    assert not views[other.id].holds("restarted")
    later = look_at_channels(NOW + timedelta(hours=25), 10.0)[0].verdict
    assert not later.holds("restarted")
    assert [row.after for row in Audit.select().where(Audit.event == EVENT)] == ["KeyError"] * 3


def test_an_account_that_is_gone_meanwhile_is_passed_over(account: Any) -> None:
    record_restart(account.id + 99, "KeyError", NOW)
    assert Audit.select().where(Audit.event == EVENT).count() == 0
