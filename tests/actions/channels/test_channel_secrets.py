"""A channel's secrets at a machine: what is typed reaches that machine alone, and nothing follows an address."""

import json
from typing import Any

import pytest

from models.actions.channels.agent_machines import MachineGone, MachineStrange, register, revoke
from models.actions.channels.channel_secrets import open_secrets, push_secrets
from models.actions.channels.keep_channel import ChannelNotAllowed, Entered, Trouble, add_channel, change_channel
from models.actions.channels.move_channel import move_channel
from models.actions.channels.serve_account import keep_secrets, record_success, take_leases
from models.actions.channels.take_push import NotPushed, open_endpoint
from models.actions.core.actor import OPERATOR
from models.tables import AgentMachine, Audit, ChannelAccount
from models.tables.core.keys.machine_key import new_machine_key
from models.tables.core.secrets import SecretLost
from tests.office import NOW

KEY = b"R0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0c="
MINE, THEIRS = new_machine_key(), new_machine_key()
PLACE = {"base_url": "http://10.0.0.7:3000", "session": "default"}
ELSEWHERE = PLACE | {"base_url": "http://10.0.0.66:3000"}


@pytest.fixture
def waha(sqlite_account: Any) -> ChannelAccount:
    """A channel that gerbang1 serves."""
    sqlite_account.delete_instance()
    made = add_channel("waha", "Satu", PLACE, "api_key=lama\nwebhook_key=dorong", KEY, OPERATOR, NOW)
    register("gerbang1", MINE.public, KEY, OPERATOR, NOW)
    move_channel(made.id, "gerbang1", KEY, OPERATOR, NOW)
    found: ChannelAccount = ChannelAccount.get_by_id(made.id)
    return found


def typed(row: ChannelAccount, settings: dict[str, str] | None = None, **secrets: str) -> ChannelAccount:
    """Let the administrator enter these."""
    return change_channel(
        row.id, OPERATOR, NOW, settings=settings, entered=Entered(secrets, KEY) if secrets else None
    )


def test_what_is_typed_reaches_the_machine_beside_what_it_has(waha: ChannelAccount) -> None:
    row = typed(waha, webhook_key="dorong-baru")
    assert row.secret == waha.secret  # the gateway's PC has no part in it
    assert (open_secrets(row, MINE), push_secrets(row, KEY)) == ({"api_key": "lama"}, {"webhook_key": "dorong-baru"})
    row = typed(row, api_key="baru")
    assert (open_secrets(row, MINE), push_secrets(row, KEY)) == ({"api_key": "baru"}, {"webhook_key": "dorong-baru"})
    assert "baru" not in row.secret
    assert [one.after for one in Audit.select().where(Audit.event == "ubah_kanal")] == ["secret", "secret"]


def test_pushes_are_checked_by_the_back_office_s_own_part(waha: ChannelAccount) -> None:
    assert open_endpoint(waha.id, KEY).secret == "dorong"
    ChannelAccount.update(push_secret="").execute()
    with pytest.raises(NotPushed):
        open_endpoint(waha.id, KEY)


def test_a_renewed_token_is_sealed_for_the_machine_that_renewed_it(waha: ChannelAccount) -> None:
    typed(waha, api_key="kedua")
    (served,) = take_leases("gerbang", 60, NOW, MINE)
    keep_secrets(served, {"api_key": "ketiga"}, MINE)
    row = ChannelAccount.get()
    assert open_secrets(row, MINE) == {"api_key": "ketiga"} and len(row.secret.split()) == 1
    with pytest.raises(SecretLost):
        open_secrets(row, KEY)


def test_at_another_host_the_machine_knows_only_what_was_typed_for_it(waha: ChannelAccount) -> None:
    with pytest.raises(ChannelNotAllowed) as caught:
        typed(waha, ELSEWHERE)
    assert caught.value.trouble == Trouble.SECRETS_STAY
    row = typed(waha, ELSEWHERE, api_key="baru")
    assert (open_secrets(row, MINE), row.push_secret) == ({"api_key": "baru"}, "")


def test_an_address_changed_in_the_database_gets_no_secret_and_stops_that_channel_alone(waha: ChannelAccount) -> None:
    ChannelAccount.update(settings=json.dumps(ELSEWHERE)).execute()
    assert take_leases("gerbang", 60, NOW, MINE) == [] == take_leases("gerbang", 60, NOW, MINE)
    row = ChannelAccount.get()
    assert (row.state, row.fails) == ("jeda", 1) and "Isikan lagi" in row.state_reason
    ChannelAccount.update(settings=json.dumps(PLACE)).execute()
    (served,) = take_leases("gerbang", 60, NOW, MINE)
    record_success(served.account_id, NOW)
    assert ChannelAccount.get().state == "ok"


def test_nothing_is_sealed_for_a_key_that_was_changed_in_the_database_or_revoked(waha: ChannelAccount) -> None:
    AgentMachine.update(public=THEIRS.public).execute()
    with pytest.raises(MachineStrange):
        typed(waha, api_key="baru")
    AgentMachine.update(public=MINE.public).execute()
    revoke("gerbang1", OPERATOR, NOW)
    with pytest.raises(MachineGone):
        typed(waha, api_key="baru")
    assert ChannelAccount.get().secret == ""
