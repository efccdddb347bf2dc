"""Gateways' PCs: entered with a key, trusted only with the office's word, revoked with what was sealed for them."""

import json
from datetime import datetime
from typing import Any

import pytest

from models.actions.channels.agent_machines import (
    KeyUsed,
    KeyWrong,
    MachineGone,
    MachineKnown,
    MachineStrange,
    channels_of,
    demand_trusted,
    in_use,
    machine_of,
    register,
    revoke,
    was_revoked,
)
from models.actions.channels.channel_health import look_at_channels
from models.actions.channels.keep_channel import Entered, change_channel
from models.actions.channels.move_channel import move_channel
from models.actions.channels.serve_account import enabled_accounts, renew_lease, take_leases
from models.actions.core.actor import OPERATOR
from models.rules.core.errors import NotPermitted
from models.rules.staff.roles import Role
from models.tables import AgentMachine, Audit, ChannelAccount
from models.tables.core.keys.machine_key import new_machine_key
from models.tables.core.secrets import seal
from tests.office import NOW, actor

KEY = b"R0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0c="
OTHER_KEY = b"SEhISEhISEhISEhISEhISEhISEhISEhISEhISEhISEg="
MINE, THEIRS = new_machine_key(), new_machine_key()


def given(account: ChannelAccount, name: str = "gerbang1") -> AgentMachine:
    """Let a machine serve the account, with a secret sealed for it."""
    ChannelAccount.update(secret=seal(KEY, json.dumps({"api_key": "rahasia"}))).execute()
    made = register(name, MINE.public, KEY, OPERATOR, NOW)
    assert move_channel(account.id, name, KEY, OPERATOR, NOW)
    return made


def test_a_machine_is_entered_once_with_a_trace(account: Any) -> None:
    made = register("gerbang1", MINE.public, KEY, OPERATOR, NOW)
    assert register("gerbang1", MINE.public, KEY, OPERATOR, NOW) == made == in_use("gerbang1")
    (row,) = Audit.select().where(Audit.event == "komputer_kanal")
    assert (row.subject, row.before, row.after) == (
        "agent_machine:gerbang1",
        "tidak ada",
        f"kunci {MINE.public[:16]}",
    )


def test_what_is_no_key_another_machine_s_or_a_second_one_is_refused(account: Any) -> None:
    register("gerbang1", MINE.public, KEY, OPERATOR, NOW)
    with pytest.raises(KeyWrong):
        register("gerbang2", MINE.public[:-1], KEY, OPERATOR, NOW)
    with pytest.raises(KeyUsed):
        register("gerbang2", MINE.public, KEY, OPERATOR, NOW)
    with pytest.raises(MachineKnown):
        register("gerbang1", THEIRS.public, KEY, OPERATOR, NOW)
    revoke("gerbang1", OPERATOR, NOW)
    with pytest.raises(KeyUsed):  # whoever has the old PC has this key
        register("gerbang1", MINE.public, KEY, OPERATOR, NOW)


def test_only_who_keeps_channels_enters_or_revokes_a_machine(account: Any) -> None:
    with pytest.raises(NotPermitted):
        register("gerbang1", MINE.public, KEY, actor(Role.PENGELOLA), NOW)
    with pytest.raises(NotPermitted):
        revoke("gerbang1", actor(Role.PENGELOLA), NOW)


def test_a_key_put_into_the_database_by_somebody_else_is_not_trusted(account: Any) -> None:
    made = register("gerbang1", MINE.public, KEY, OPERATOR, NOW)
    assert demand_trusted(made, KEY) == made
    AgentMachine.update(public=THEIRS.public).execute()
    with pytest.raises(MachineStrange):
        demand_trusted(AgentMachine.get(), KEY)
    with pytest.raises(MachineStrange):
        move_channel(account.id, "gerbang1", KEY, OPERATOR, NOW)
    with pytest.raises(MachineStrange):
        demand_trusted(made, OTHER_KEY)


def test_a_new_secret_key_vouches_for_a_machine_once_it_is_entered_again(account: Any) -> None:
    made = register("gerbang1", MINE.public, KEY, OPERATOR, NOW)
    assert demand_trusted(register("gerbang1", MINE.public, OTHER_KEY, OPERATOR, NOW), OTHER_KEY) == made


def test_each_program_takes_the_channels_of_its_key_alone(account: Any) -> None:
    given(account)
    assert take_leases("server", 60, NOW, KEY) == [] and enabled_accounts(KEY) == 0
    assert take_leases("lain", 60, NOW, THEIRS) == [] and enabled_accounts(THEIRS) == 0
    (served,) = take_leases("gerbang", 60, NOW, MINE)
    assert served.secrets == {"api_key": "rahasia"} and enabled_accounts(MINE) == 1


def test_revoking_stops_the_machine_forgets_its_secrets_and_names_its_channels(account: Any) -> None:
    machine = given(account)
    (served,) = take_leases("gerbang", 60, NOW, MINE)
    assert [row.id for row in revoke("gerbang1", OPERATOR, NOW)] == [account.id]
    assert not renew_lease(served, "gerbang", 60, NOW)
    assert take_leases("gerbang", 60, NOW, MINE) == [] == take_leases("server", 60, NOW, KEY)
    assert ChannelAccount.get().secret == "" and was_revoked("gerbang1") and in_use("gerbang1") is None
    assert machine_of(account.id) == machine and channels_of(machine) == [account]
    with pytest.raises(MachineGone):
        demand_trusted(AgentMachine.get(), KEY)
    assert revoke("gerbang1", OPERATOR, NOW) == []
    assert [row.after for row in Audit.select().where(Audit.event == "komputer_kanal")][-1] == "dicabut"


def told(now: datetime = NOW) -> list[str]:
    """Return what the channel's card says stands in its way, of machines."""
    (view,) = look_at_channels(now, 10.0)
    return [one.code for one in view.verdict.findings if one.code in ("machine_gone", "lacks_secret")]


def test_the_card_says_what_stands_in_the_way_until_the_secret_is_entered_for_another(account: Any) -> None:
    given(account)
    assert told() == []
    revoke("gerbang1", OPERATOR, NOW)
    assert told() == ["machine_gone"]
    register("gerbang2", THEIRS.public, KEY, OPERATOR, NOW)
    move_channel(account.id, "gerbang2", KEY, OPERATOR, NOW)
    assert told() == ["lacks_secret"]
    change_channel(account.id, OPERATOR, NOW, entered=Entered({"api_key": "baru"}, KEY))
    assert told() == []
    (served,) = take_leases("gerbang", 60, NOW, THEIRS)
    assert served.secrets == {"api_key": "baru"}


def test_after_a_revoked_machine_another_may_have_its_name(account: Any) -> None:
    first = given(account)
    revoke("gerbang1", OPERATOR, NOW)
    second = register("gerbang1", THEIRS.public, KEY, OPERATOR, NOW)
    assert second != first and not was_revoked("gerbang1")
    assert channels_of(second) == []  # nothing moves by itself
