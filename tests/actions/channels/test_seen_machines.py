"""The gateways' PCs as they were heard of last, on both databases."""

from datetime import datetime, timedelta
from typing import Any

from models.actions.channels.agent_machines import machine_id_of, register, revoke
from models.actions.channels.move_channel import move_channel
from models.actions.channels.seen_machines import on_machines, seen_machines, waiting_machines
from models.actions.channels.serve_account import beat, say_goodbye
from models.actions.core.actor import OPERATOR
from models.rules.upkeep.machine_states import MachineState
from models.tables import AgentHeartbeat
from models.tables.core.keys.machine_key import MachineKey, new_machine_key
from models.tables.upkeep.release import VERSION
from tests.actions.channels.test_agent_machines import KEY
from tests.office import NOW

POLL = 10.0


def entered(name: str) -> MachineKey:
    """Enter a machine."""
    key = new_machine_key()
    register(name, key.public, KEY, OPERATOR, NOW)
    return key


def states(now: datetime = NOW) -> dict[str, MachineState]:
    """How each machine stands."""
    return {row.machine.name: row.state for row in seen_machines(now, POLL)}


def test_a_machine_is_known_by_its_key_until_it_is_revoked(account: Any) -> None:
    key = entered("gerbang1")
    assert machine_id_of(key) is not None
    assert (machine_id_of(KEY), machine_id_of(new_machine_key())) == (None, None)
    revoke("gerbang1", OPERATOR, NOW)
    assert machine_id_of(key) is None


def test_the_newest_sign_counts_and_of_nobody_else(account: Any) -> None:
    first, second = entered("gerbang1"), entered("gerbang2")
    assert states() == {"gerbang1": MachineState.NEVER, "gerbang2": MachineState.NEVER}
    beat("kantor", NOW)
    beat("satu", NOW, of_machine=machine_id_of(first))
    say_goodbye("satu", NOW)
    beat("dua", NOW, of_machine=machine_id_of(second))
    assert states() == {"gerbang1": MachineState.STOPPED, "gerbang2": MachineState.WORKS}
    beat("satu-lagi", NOW, of_machine=machine_id_of(first))
    assert states()["gerbang1"] is MachineState.WORKS
    assert states(NOW + timedelta(hours=1)) == dict.fromkeys(("gerbang1", "gerbang2"), MachineState.SILENT)
    assert on_machines(["kantor", "dua", "lain"]) == {"dua"}


def test_a_revoked_machine_comes_last_with_the_channels_that_stand_still(account: Any) -> None:
    entered("gerbang1"), entered("gerbang2")
    move_channel(account.id, "gerbang1", KEY, OPERATOR, NOW)
    revoke("gerbang1", OPERATOR, NOW)
    found = seen_machines(NOW, POLL)
    assert [(row.machine.name, [one.id for one in row.channels]) for row in found] == [
        ("gerbang2", []),
        ("gerbang1", [account.id]),
    ]


def test_who_was_last_of_an_older_version_waits_for_the_offices_by_name(account: Any) -> None:
    first, second = entered("gerbang1"), entered("gerbang2")
    for owner, key in (("satu", first), ("dua", second)):
        beat(owner, NOW, of_machine=machine_id_of(key))
    assert waiting_machines() == []
    AgentHeartbeat.update(version="0.9.9").where(AgentHeartbeat.owner == "satu").execute()
    say_goodbye("satu", NOW)
    assert (waiting_machines(), states()["gerbang1"]) == (["gerbang1 (0.9.9)"], MachineState.OLDER)
    beat("satu-baru", NOW, of_machine=machine_id_of(first))
    assert waiting_machines() == []
    assert AgentHeartbeat.get(AgentHeartbeat.owner == "satu-baru").version == VERSION
    AgentHeartbeat.update(version="0.9.9").execute()
    revoke("gerbang2", OPERATOR, NOW)
    assert waiting_machines() == ["gerbang1 (0.9.9)"]
