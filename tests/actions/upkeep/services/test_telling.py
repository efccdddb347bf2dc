"""What the operator reads, and the exit code: 0 only where it truly runs."""

from pathlib import Path

import pytest

from models.actions.upkeep.services.systemd import ServiceRefused
from models.actions.upkeep.services.telling import machine_at, tell_installed, tell_removed, tell_standing
from models.rules.upkeep.units import Program
from models.tables.core.settings import load_settings
from tests.actions.upkeep.services.test_systemd import RUNS, Booted, Systemctl


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that belongs to the account of the services."""
    monkeypatch.setattr(Path, "owner", lambda _path: "aduan")
    return tmp_path


@pytest.mark.parametrize(
    ("answers", "code", "words"),
    [
        ([RUNS, RUNS], 0, "runs as aduan: active (running) since Tue 08:00"),
        ([RUNS, RUNS.replace("=0", "=1")], 1, "does NOT run: active (running) since Tue 08:00, begun again 1 times"),
    ],
)
def test_installed_is_said_to_run_only_where_it_stays(
    data_dir: Path, answers: list[str], code: int, words: str
) -> None:
    settings = load_settings({"ADUAN_DATA_DIR": str(data_dir)})
    machine = Booted(Systemctl(answers), data_dir)
    told = tell_installed(machine, Program.AGENT, settings, ("run_agent.py",), lambda _: None)
    assert told[1] == code
    assert words in told[0]
    assert tell_removed(machine, Program.AGENT) == (
        "aduan-agent.service is stopped and removed; the data stay where they are.",
        0,
    )
    assert tell_removed(machine, Program.AGENT) == ("aduan-agent.service was not installed.", 0)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (RUNS, 0),
        (RUNS.replace("=enabled", "=disabled"), 1),
        (RUNS.replace("running", "exited"), 1),
        ("", 1),
    ],
)
def test_standing_is_well_where_it_runs_and_begins_with_the_machine(data_dir: Path, said: str, code: int) -> None:
    machine = Booted(Systemctl([RUNS, RUNS, said]), data_dir)
    assert tell_standing(machine, Program.BACK_OFFICE) == ("aduan-back-office.service: not installed", 1)
    settings = load_settings({"ADUAN_DATA_DIR": str(data_dir)})
    tell_installed(machine, Program.BACK_OFFICE, settings, ("run_admin.py", "serve"), lambda _: None)
    assert tell_standing(machine, Program.BACK_OFFICE)[1] == code


def test_windows_is_told_what_to_do_instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    with pytest.raises(ServiceRefused, match="NSSM"):
        machine_at(tmp_path)
