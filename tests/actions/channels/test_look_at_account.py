"""What an agent looks up about its account: changed settings, times, its own lease only, and silence."""

from datetime import timedelta
from typing import Any

from models.actions.channels.look_at_account import account_times, is_account_deaf, release_lease, reread_account
from models.actions.channels.serve_account import record_success, take_leases
from models.tables import ChannelAccount
from models.tables.core.secrets import load_key, seal
from tests.office import NOW, citizen_message, take_in


def test_a_changed_key_is_taken_over_without_a_restart(account: Any, tmp_path: Any) -> None:
    key = load_key(tmp_path / "secret.key")
    (mine,) = take_leases("satu", 60, NOW, key)
    ChannelAccount.update(secret=seal(key, "baru"), settings='{"session": "dua"}', label="WA 2").execute()
    again = reread_account(mine, key)
    assert (again.secrets, again.settings, again.label, again.token) == (
        {"api_key": "baru"},
        {"session": "dua"},
        "WA 2",
        mine.token,
    )


def test_only_ones_own_lease_is_given_back(account: Any, tmp_path: Any) -> None:
    (mine,) = take_leases("satu", 60, NOW, load_key(tmp_path / "secret.key"))
    release_lease(mine, "dua")
    assert ChannelAccount.get().lease_owner == "satu"
    release_lease(mine, "satu")
    assert ChannelAccount.get().lease_owner is None


def test_times_are_told_as_they_happened(account: Any) -> None:
    assert account_times(account.id).success is None
    record_success(account.id, NOW)
    take_in(account, citizen_message())
    times = account_times(account.id)
    assert (times.success, times.inbound, times.sweep) == (NOW, NOW, None)


def test_F52_a_busy_channel_gone_silent_is_deaf_and_a_quiet_one_is_not(account: Any) -> None:
    assert not is_account_deaf(account.id, NOW)
    for hour in range(30):
        take_in(account, citizen_message(), now=NOW - timedelta(hours=hour))
    # take_in writes the newest arrival last here, so say when the last one really came.
    ChannelAccount.update(last_inbound_at=NOW).execute()
    assert not is_account_deaf(account.id, NOW + timedelta(minutes=60))
    assert is_account_deaf(account.id, NOW + timedelta(days=14) - timedelta(hours=30))


def test_F40_a_channel_silent_since_a_clock_was_set_right_is_deaf_too(account: Any) -> None:
    for hour in range(30):
        take_in(account, citizen_message(), now=NOW - timedelta(hours=hour))
    ahead, since = NOW + timedelta(days=400), NOW - timedelta(days=10)
    ChannelAccount.update(last_inbound_at=ahead, state_since=since).execute()
    assert is_account_deaf(account.id, NOW)
    ChannelAccount.update(state_since=ahead, created_at=NOW).execute()
    assert not is_account_deaf(account.id, NOW)
