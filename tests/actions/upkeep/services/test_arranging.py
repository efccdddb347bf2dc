"""Of what a service is made: never root, the settings of today, the program where it lies."""

import getpass
from pathlib import Path

import pytest

from models.actions.upkeep.services.arranging import account_of, service_of, settings_now
from models.actions.upkeep.services.systemd import Machine, ServiceRefused
from models.rules.upkeep.units import Program
from models.tables.core.settings import load_settings
from tests.tools import ROOT


def owned_by(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    def owner(_path: Path) -> str:
        if name is None:
            raise KeyError(4711)
        return name

    monkeypatch.setattr(Path, "owner", owner)


def test_the_account_is_who_owns_the_data_and_never_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ServiceRefused, match="no data folder"):
        account_of(tmp_path / "none")
    if getpass.getuser() == "root":
        with pytest.raises(ServiceRefused, match="belongs to root"):
            account_of(tmp_path)
    owned_by(monkeypatch, "aduan")
    assert account_of(tmp_path) == "aduan"
    owned_by(monkeypatch, None)
    with pytest.raises(ServiceRefused, match="no account of this machine"):
        account_of(tmp_path)


def test_it_runs_with_what_is_set_now_in_the_folder_of_aduan_toml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owned_by(monkeypatch, "aduan")
    monkeypatch.chdir(tmp_path)
    settings = load_settings({"ADUAN_DATA_DIR": str(tmp_path)})
    machine = Machine(lambda _: pytest.fail("nothing is asked"), Path("/srv/image"))
    made = service_of(machine, Program.AGENT, settings, ("run_agent.py",))
    assert (str(made.folder), made.words) == (str(ROOT), (str(ROOT / "run_agent.py"),))
    assert str(made.settings_file) == "/etc/aduan/aduan-agent.env"
    (tmp_path / "aduan.toml").write_text("")
    assert str(service_of(machine, Program.AGENT, settings, ("run_agent.py",)).folder) == str(tmp_path)
    environ = {"ADUAN_HOSTS": "aduan.kantor.lan", "ADUAN_LOG": "", "HOME": "/nobody"}
    assert settings_now(settings, environ) == {"ADUAN_HOSTS": "aduan.kantor.lan", "ADUAN_DATA_DIR": str(tmp_path)}
