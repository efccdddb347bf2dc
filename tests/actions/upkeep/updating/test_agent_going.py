"""The steps of an agent's update: each that fails leaves the version that was; only a tried one is used."""

from pathlib import Path
from typing import IO

import pytest

from models.actions.upkeep.updating import agent_going
from models.actions.upkeep.updating.agent_going import LOCK, SAME, AgentUpdate, AgentUpdateFailed
from models.actions.upkeep.updating.places import Installed, Said
from models.actions.upkeep.updating.settle import UpdateAtWork
from models.tables.core.file_lock import taken
from tests.actions.upkeep.updating.test_going import BROKEN, NEW, OLD, Machine

STEPS = [(OLD, "update"), (OLD, "install.py"), (NEW, "status"), (OLD, "install.py")]


class Gateway(Machine):
    """Stands for the commands of both versions on an agent's machine."""

    def office_into(self, file: IO[bytes], place: Path, *words: str, program: str) -> Said:
        return self._step(place, words[0])

    def go(self) -> str:
        return AgentUpdate(Installed(self.target), self.data, lambda _words: None).go()


@pytest.fixture
def gateway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    made = Gateway(tmp_path)
    monkeypatch.setattr(agent_going, "Runner", lambda _data, _lock: made)
    monkeypatch.setattr(agent_going, "unpacked", lambda _packed, _stack: tmp_path)
    return made


def test_the_installed_version_fetches_and_checks_and_the_new_one_is_tried_before_it_is_used(
    gateway: Gateway,
) -> None:
    assert gateway.go() == f"{OLD} to {NEW}"
    assert (gateway.steps, Installed(gateway.target).in_use.name) == (STEPS, NEW)


def test_where_the_office_has_the_same_version_nothing_more_is_done(gateway: Gateway) -> None:
    gateway.said[(OLD, "update")] = Said(SAME, "", "")
    assert (gateway.go(), gateway.steps) == ("", STEPS[:1])


@pytest.mark.parametrize("step", STEPS[:3])
def test_a_step_that_fails_leaves_the_version_that_was(gateway: Gateway, step: tuple[str, str]) -> None:
    gateway.said[step] = BROKEN
    with pytest.raises(AgentUpdateFailed, match="it broke"):
        gateway.go()
    assert Installed(gateway.target).in_use.name == OLD
    assert gateway.steps[-1] == step


def test_one_update_of_a_machine_at_a_time(gateway: Gateway) -> None:
    lock = taken(gateway.target / LOCK)
    assert lock is not None
    with lock, pytest.raises(UpdateAtWork):
        gateway.go()
    assert gateway.steps == []
