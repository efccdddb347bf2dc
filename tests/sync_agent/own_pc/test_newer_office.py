"""When an agent ends for another version: one taken into use here, or the office's where its service fetches it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.updating.places import Installed
from models.rules.upkeep.agent_updates import Tried
from models.rules.upkeep.programs import ProgramKind
from models.tables import RunningProgram
from models.tables.core.settings import ENROLLED, Settings, load_settings
from models.tables.upkeep import tried_update
from sync_agent.own_pc import newer_office
from sync_agent.own_pc.newer_office import NewerOffice
from tests.office import NOW


@pytest.fixture
def gateway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, account: Any) -> Settings:
    """An agent's machine that enrolled, whose agent a service began, installed from an archive."""
    (tmp_path / ENROLLED).write_text('enrolled_as = "gerbang1"\noffice = "ab"\naddress = "https://aduan.lan"\n')
    monkeypatch.setattr(newer_office, "installed_here", lambda: Installed(tmp_path))
    monkeypatch.setattr(newer_office, "replaced_since", lambda _here: lambda: False)
    monkeypatch.setattr(newer_office, "started_by_hand", lambda _process: False)
    return load_settings({"ADUAN_DATA_DIR": str(tmp_path)})


class Seconds:
    """A clock that goes only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def runs(version: str, kind: ProgramKind = ProgramKind.BACK_OFFICE) -> None:
    """Enter a program of this version on the server."""
    row = {"mark": version, "kind": str(kind), "version": version, "host": "server", "folder": "/srv", "process": 1}
    RunningProgram.create(**row, by_hand=False, began_at=NOW, seen_at=NOW)


def looked(settings: Settings, seconds: float = 600) -> str:
    """Why an agent ends that looks so long after its start."""
    clock = Seconds()
    newer = NewerOffice(settings, clock)
    clock.now = seconds
    return newer.why_end(NOW)


def test_it_ends_for_a_back_office_of_a_newer_version(gateway: Settings) -> None:
    runs("1.0.10")
    assert "the office runs 1.0.10" in looked(gateway)


@pytest.mark.parametrize("version", ["1.0.0", "0.9.9"])
def test_it_stays_beside_the_same_version_or_an_older_one(gateway: Settings, version: str) -> None:
    runs(version)
    assert looked(gateway) == ""


def test_it_stays_for_another_agent(gateway: Settings) -> None:
    runs("1.0.1", ProgramKind.AGENT)
    assert looked(gateway) == ""


def test_it_looks_no_sooner_than_ten_minutes_after_its_start_and_then_once_a_minute(gateway: Settings) -> None:
    clock = Seconds()
    newer = NewerOffice(gateway, clock)
    clock.now = 599
    runs("1.0.1")
    assert newer.why_end(NOW) == ""
    clock.now = 600
    assert newer.why_end(NOW)
    clock.now = 659
    assert newer.why_end(NOW) == ""
    clock.now = 660
    assert newer.why_end(NOW)


def test_after_a_failed_try_it_rests(gateway: Settings) -> None:
    runs("1.0.1")
    tried_update.note(gateway.data_dir, Tried(5, NOW - timedelta(minutes=15), "none"))
    assert looked(gateway) == ""
    tried_update.note(gateway.data_dir, Tried(5, NOW - timedelta(minutes=16), "none"))
    assert looked(gateway)


def test_begun_by_hand_or_without_an_address_nobody_would_fetch_and_it_stays(
    gateway: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs("1.0.1")
    (gateway.data_dir / ENROLLED).write_text('enrolled_as = "gerbang1"\noffice = "ab"\n')
    assert looked(gateway) == ""
    (gateway.data_dir / ENROLLED).write_text('enrolled_as = "a"\noffice = "ab"\naddress = "https://aduan.lan"\n')
    assert looked(gateway)
    monkeypatch.setattr(newer_office, "started_by_hand", lambda _process: True)
    assert looked(gateway) == ""


def test_it_ends_at_once_where_another_version_was_taken_into_use_here(
    gateway: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newer_office, "replaced_since", lambda _here: lambda: True)
    assert "taken into use on this machine" in looked(gateway, 0)
