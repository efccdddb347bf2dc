"""Where versions lie, and how their commands are run."""

import subprocess
import sys
from pathlib import Path

import pytest

from models.actions.upkeep.updating import places
from models.actions.upkeep.updating.places import (
    Installed,
    Runner,
    Said,
    in_use_beside,
    installed_here,
    place_here,
    replaced_since,
)
from tests.tools import ROOT


def laid(target: Path, name: str, code: str) -> Path:
    """Lay a version whose programs and installer are these lines."""
    place = target / name
    place.mkdir(parents=True)
    for program in ("run_admin.py", "run_agent.py", "install.py"):
        (place / program).write_text(code)
    (place / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    return place


@pytest.fixture
def target(tmp_path: Path) -> Path:
    laid(tmp_path / "opt", "1.0.0-aaaaaaaa", "import os, sys; print(*sys.argv[1:], os.getuid()); sys.exit(3)")
    (tmp_path / "opt" / "now").symlink_to("1.0.0-aaaaaaaa")
    return tmp_path / "opt"


def test_a_copy_of_the_sources_is_installed_nowhere() -> None:
    assert (place_here(), installed_here()) == (ROOT, None)


def test_the_version_that_runs_is_the_one_in_use(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_HERE", target / "1.0.0-aaaaaaaa")
    found = installed_here()
    assert found and (found.target, found.in_use) == (target, target / "1.0.0-aaaaaaaa")
    monkeypatch.setattr(places, "_HERE", target / "1.0.1-bbbbbbbb")
    assert installed_here() is None


def test_the_version_in_use_is_told_also_where_another_one_runs(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert in_use_beside() == ROOT
    monkeypatch.setattr(places, "_HERE", target / "1.0.1-bbbbbbbb")
    assert in_use_beside() == target / "1.0.0-aaaaaaaa"


def test_a_program_sees_when_another_version_is_taken_into_use(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_HERE", target / "1.0.0-aaaaaaaa")
    replaced = replaced_since(installed_here())
    assert not replaced()
    (target / "now").unlink()
    (target / "now").symlink_to("1.0.1-bbbbbbbb")
    assert replaced()
    assert not replaced_since(None)()


def test_commands_are_run_as_the_owner_of_the_data_and_the_installer_as_oneself(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, place, asked = Runner(tmp_path, 0), Installed(target).in_use, list[dict[str, object]]()

    def note(_command: object, **how: object) -> "subprocess.CompletedProcess[str]":
        asked.append(how)
        return subprocess.CompletedProcess([], 0, "", "")

    monkeypatch.setattr(places.subprocess, "run", note)
    monkeypatch.setattr(places.os, "geteuid", lambda: 0)
    monkeypatch.setattr(Path, "stat", lambda _path, **_how: type("Stat", (), {"st_uid": 990, "st_gid": 991})())
    run.office(place, "backup")
    run.installer(place, "--beside")
    assert [one.get("user") for one in asked] == [990, None]
    assert asked[0]["group"] == 991 and asked[0]["pass_fds"] == (0,)


def test_how_a_command_ended_is_told(target: Path, tmp_path: Path) -> None:
    with (tmp_path / "lock").open("wb") as lock:
        said = Runner(tmp_path, lock.fileno()).office(Installed(target).in_use, "verify")
    assert (said.code, said.out.split()[0], said.err) == (3, "verify", "")
    assert said.last.startswith("verify")
    assert Said(1, "a\n", "b\n\n").last == "b"
    assert Said(7, "", "").last == "exit code 7"
