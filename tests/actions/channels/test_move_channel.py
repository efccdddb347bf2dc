"""Moving a channel: who serves it, and which of its secrets go along; nobody opens what is not for him."""

import json
from typing import Any

import pytest

from models.actions.channels.agent_machines import machine_of, register, revoke
from models.actions.channels.channel_secrets import open_secrets, push_secrets
from models.actions.channels.move_channel import OFFICE, move_channel
from models.actions.channels.serve_account import renew_lease, take_leases
from models.actions.core.actor import OPERATOR
from models.rules.core.errors import NotPermitted, NotVisible
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, ServingMachine
from models.tables.core.keys.machine_key import new_machine_key
from models.tables.core.secrets import SecretLost, seal
from tests.office import NOW, actor

KEY = b"R0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0c="
MINE, THEIRS = new_machine_key(), new_machine_key()


@pytest.fixture
def channel(account: Any) -> ChannelAccount:
    """An account with a key for the gateway and one for its webhook, and two machines."""
    ChannelAccount.update(secret=seal(KEY, json.dumps({"api_key": "gerbang", "webhook_key": "dorong"}))).execute()
    register("gerbang1", MINE.public, KEY, OPERATOR, NOW)
    register("gerbang2", THEIRS.public, KEY, OPERATOR, NOW)
    found: ChannelAccount = ChannelAccount.get()
    return found


def test_to_a_machine_go_the_secrets_it_uses_and_the_back_office_keeps_its_own(channel: ChannelAccount) -> None:
    (served,) = take_leases("server", 60, NOW, KEY)
    assert move_channel(channel.id, "gerbang1", KEY, OPERATOR, NOW)
    row = ChannelAccount.get()
    assert open_secrets(row, MINE) == {"api_key": "gerbang"}
    assert push_secrets(row, KEY) == {"webhook_key": "dorong"}
    for other in (KEY, THEIRS):
        with pytest.raises(SecretLost):
            open_secrets(row, other)
    assert not renew_lease(served, "server", 60, NOW)
    (event,) = Audit.select().where(Audit.event == "pindah_kanal")
    assert (event.subject, event.before, event.after) == (f"channel:{channel.id}", "server", "gerbang1")


def test_what_is_sealed_for_one_machine_does_not_go_to_the_next(channel: ChannelAccount) -> None:
    move_channel(channel.id, "gerbang1", KEY, OPERATOR, NOW)
    assert not move_channel(channel.id, "gerbang2", KEY, OPERATOR, NOW)
    row = ChannelAccount.get()
    assert row.secret == "" and push_secrets(row, KEY) == {"webhook_key": "dorong"}
    assert [one.ended_at for one in ServingMachine.select().order_by(ServingMachine.id)] == [NOW, None]


def test_back_at_the_office_only_the_webhook_s_key_is_known(channel: ChannelAccount) -> None:
    move_channel(channel.id, "gerbang1", KEY, OPERATOR, NOW)
    assert not move_channel(channel.id, OFFICE, KEY, OPERATOR, NOW)
    row = ChannelAccount.get()
    assert (machine_of(row.id), row.push_secret) == (None, "")
    assert open_secrets(row, KEY) == {"webhook_key": "dorong"}


def test_a_channel_where_nothing_is_stored_moves_whole(channel: ChannelAccount) -> None:
    ChannelAccount.update(secret="").execute()
    assert move_channel(channel.id, "gerbang1", KEY, OPERATOR, NOW)
    assert move_channel(channel.id, "gerbang2", KEY, OPERATOR, NOW)
    assert (ChannelAccount.get().secret, ChannelAccount.get().push_secret) == ("", "")


def test_where_it_stands_already_nothing_is_written(channel: ChannelAccount) -> None:
    assert move_channel(channel.id, OFFICE, KEY, OPERATOR, NOW)
    move_channel(channel.id, "gerbang1", KEY, OPERATOR, NOW)
    before = ChannelAccount.get().secret
    assert move_channel(channel.id, "gerbang1", KEY, OPERATOR, NOW)
    assert ChannelAccount.get().secret == before and ServingMachine.select().count() == 1


def test_to_a_revoked_or_unknown_machine_nothing_goes(channel: ChannelAccount) -> None:
    revoke("gerbang2", OPERATOR, NOW)
    for name in ("gerbang2", "gerbang3"):
        with pytest.raises(NotVisible):
            move_channel(channel.id, name, KEY, OPERATOR, NOW)
    with pytest.raises(NotPermitted):
        move_channel(channel.id, "gerbang1", KEY, actor(Role.PENGELOLA), NOW)
    assert machine_of(channel.id) is None and open_secrets(ChannelAccount.get(), KEY)["api_key"] == "gerbang"


def test_with_another_secret_key_a_channel_does_not_move_and_loses_nothing(channel: ChannelAccount) -> None:
    before = channel.secret
    other = b"SEhISEhISEhISEhISEhISEhISEhISEhISEhISEhISEg="
    register("gerbang1", MINE.public, other, OPERATOR, NOW)
    with pytest.raises(SecretLost):
        move_channel(channel.id, "gerbang1", other, OPERATOR, NOW)
    assert ChannelAccount.get().secret == before and machine_of(channel.id) is None
