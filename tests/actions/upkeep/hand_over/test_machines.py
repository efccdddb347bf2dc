"""What runs where, and what of it is not known."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from models.actions.upkeep.hand_over.machines import database_facts, machine_facts
from models.actions.upkeep.services.systemd import Machine
from models.tables import AgentHeartbeat
from models.tables.core.database import is_sqlite
from models.tables.core.files.places import this_machine
from models.tables.core.listening import FOLDER, note_listening
from models.tables.core.settings import Settings
from models.tables.upkeep.release import VERSION
from tests.actions.upkeep.hand_over.conftest import no_machine
from tests.office import NOW


def test_without_systemd_no_service_is_said_to_run_or_not_to(settings: Settings) -> None:
    found = machine_facts(settings, NOW, no_machine)
    assert [(one["known"], one["runs"]) for one in found["services"]] == [(False, False)] * 4  # type: ignore[attr-defined]
    assert (found["version"], found["host"]) == (VERSION, this_machine())


def test_a_service_is_as_systemd_says(settings: Settings, tmp_path: Path) -> None:
    units, booted = tmp_path / "etc/systemd/system", tmp_path / "booted"
    units.mkdir(parents=True)
    booted.mkdir()
    (units / "aduan-agent.service").touch()

    class Here(Machine):
        @property
        def is_running(self) -> bool:
            return True

    def run(words: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.CompletedProcess(
            words, 0, "ActiveState=failed\nSubState=failed\nUnitFileState=enabled\n", ""
        )

    found = machine_facts(settings, NOW, lambda: Here(run, tmp_path, booted))
    services = {one["name"]: one for one in found["services"]}  # type: ignore[attr-defined]
    agent, watcher = services["aduan-agent"], services["aduan-watcher"]
    assert (agent["known"], agent["runs"], agent["begins"], agent["words"]) == (True, False, True, "failed (failed)")
    assert (watcher["known"], watcher["runs"], watcher["words"]) == (True, False, "")


def test_agents_and_back_offices_are_those_that_live(settings: Settings) -> None:
    found = machine_facts(settings, NOW, no_machine)
    assert (found["agents"], found["back_office"], found["back_office_known"]) == ([], [], True)
    AgentHeartbeat.create(owner="agen-1", started_at=NOW, seen_at=NOW)
    note_listening(settings.data_dir, [("127.0.0.1", 8080)], NOW)
    found = machine_facts(settings, NOW, no_machine)
    (agent,), (office,) = found["agents"], found["back_office"]  # type: ignore[misc]
    assert (agent["owner"], agent["alive"], office["addresses"]) == ("agen-1", True, ["127.0.0.1:8080"])
    AgentHeartbeat.update(stopped_at=NOW).execute()
    assert [one["alive"] for one in machine_facts(settings, NOW, no_machine)["agents"]] == [False]  # type: ignore[attr-defined]
    next((settings.data_dir / FOLDER).glob("*.json")).write_text("nothing")
    assert machine_facts(settings, NOW, no_machine)["back_office_known"] is False


def test_the_database_is_named_without_its_password(settings: Settings) -> None:
    found = database_facts(settings, NOW)
    assert found["kind"] == ("SQLite" if is_sqlite() else "PostgreSQL")
    assert (found["cases"], found["practice"], found["bytes"] > 0) == (0, False, True)  # type: ignore[operator]
    assert found["data_dir"] == str(settings.data_dir)
