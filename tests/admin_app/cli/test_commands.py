"""Every command line says which version it is of, without an office."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from click.testing import CliRunner

from models.tables.core.database import close_database
from models.tables.upkeep.release import this_release
from sync_agent.commands import main as agent
from tests.admin_app.cli.programs import Office


def test_both_programs_say_which_version_they_are_and_touch_nothing(tmp_path: Path) -> None:
    untouched = Office(tmp_path / "data")
    told = f"{this_release().told}\n"
    assert untouched.run("--version").out == CliRunner().invoke(agent, ["--version"]).output == told
    assert not untouched.folder.exists()


def test_doctor_begins_with_the_version(here: Office) -> None:
    told = f"{this_release().told}."
    assert here.run("doctor").out.startswith(f"ok       program: {told}\n")
    first = json.loads(here.run("doctor", "--json").out)["checks"][0]
    assert first == {"check": "program", "level": "ok", "sentence": told}


def test_the_status_of_the_agent_begins_with_its_version(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_DATA_DIR", str(here.folder))
    plain, machine = CliRunner().invoke(agent, ["status"]), CliRunner().invoke(agent, ["status", "--json"])
    close_database()
    assert plain.output.startswith(f"{this_release().told}\nno agent has run yet\n")
    assert json.loads(machine.output)["program"] == asdict(this_release())
