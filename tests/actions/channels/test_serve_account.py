"""Leases on channel accounts: one agent each, taken over after death, lost when switched off; health told once."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.channels import serve_account as serve
from models.tables import AgentHeartbeat, Audit, ChannelAccount, Cursor
from models.tables.core.secrets import SecretLost, load_key, seal
from tests.office import NOW


@pytest.fixture
def key(tmp_path: Any) -> bytes:
    return load_key(tmp_path / "secret.key")


def test_R6_an_account_is_served_by_one_agent_and_taken_over_after_its_lease(account: Any, key: bytes) -> None:
    (mine,) = serve.take_leases("satu", 60, NOW, key)
    assert serve.take_leases("dua", 60, NOW + timedelta(seconds=59), key) == []
    assert serve.renew_lease(mine, "satu", 60, NOW + timedelta(seconds=50))
    (theirs,) = serve.take_leases("dua", 60, NOW + timedelta(seconds=111), key)
    assert theirs.token == mine.token + 1
    assert not serve.renew_lease(mine, "satu", 60, NOW + timedelta(seconds=112))


def test_a_clean_stop_gives_the_accounts_back_at_once(account: Any, key: bytes) -> None:
    serve.take_leases("satu", 60, NOW, key)
    serve.release_leases("satu")
    assert len(serve.take_leases("dua", 60, NOW, key)) == 1


def test_a_switched_off_account_is_neither_taken_nor_kept(account: Any, key: bytes) -> None:
    (mine,) = serve.take_leases("satu", 60, NOW, key)
    ChannelAccount.update(enabled=False).execute()
    assert not serve.renew_lease(mine, "satu", 60, NOW)
    assert serve.enabled_accounts(key) == 0


def test_the_secret_is_opened_for_the_agent_and_a_lost_key_says_so(account: Any, key: bytes, tmp_path: Any) -> None:
    ChannelAccount.update(secret=seal(key, "rahasia"), settings='{"base_url": "http://x"}').execute()
    (mine,) = serve.take_leases("satu", 60, NOW, key)
    assert (mine.secrets, mine.settings) == ({"api_key": "rahasia"}, {"base_url": "http://x"})
    serve.release_leases("satu")
    with pytest.raises(SecretLost, match=r"secret\.key"):
        serve.take_leases("satu", 60, NOW, load_key(tmp_path / "other.key"))


def test_trouble_and_recovery_are_each_told_once(account: Any) -> None:
    assert serve.record_failure(account.id, "terganggu", "tidak terhubung", NOW)
    assert not serve.record_failure(account.id, "terganggu", "tidak terhubung", NOW)
    assert ChannelAccount.get().fails == 2
    assert serve.record_success(account.id, NOW)
    assert not serve.record_success(account.id, NOW)
    assert (ChannelAccount.get().state, ChannelAccount.get().fails) == ("ok", 0)
    assert [row.after for row in Audit.select().where(Audit.event == "kanal")] == ["terganggu", "ok"]


def test_F16_a_refused_cursor_starts_a_new_epoch(account: Any) -> None:
    Cursor.create(account=account, stream="dm", value="9", updated_at=NOW)
    assert serve.read_cursor(account.id, "dm") == "9"
    serve.new_epoch(account.id, "dm", NOW)
    assert (serve.read_cursor(account.id, "dm"), Cursor.get().epoch) == (None, 1)
    assert serve.read_cursor(account.id, "komentar") is None


def test_an_agent_says_that_it_lives_and_when_it_stopped(account: Any) -> None:
    serve.beat("satu", NOW)
    serve.beat("satu", NOW + timedelta(seconds=5), "mencocokkan catatan kirim")
    row = AgentHeartbeat.get()
    assert (row.started_at, row.seen_at) == (NOW, NOW + timedelta(seconds=5))
    assert row.sending_stopped == "mencocokkan catatan kirim"
    serve.say_goodbye("satu", NOW)
    assert AgentHeartbeat.get().stopped_at == NOW


def test_a_sweep_is_written_down(account: Any) -> None:
    serve.record_sweep(account.id, NOW)
    assert ChannelAccount.get().last_sweep_at == NOW


def test_F40_a_lease_that_a_clock_400_days_ahead_gave_is_free(account: Any, key: bytes) -> None:
    assert serve.take_leases("satu", 60, NOW + timedelta(days=400), key)
    assert serve.take_leases("dua", 60, NOW, key)
    assert serve.take_leases("tiga", 60, NOW, key) == []
