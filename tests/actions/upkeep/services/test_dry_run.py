"""A dry run says what an install does, compared with one that is done; it leaves nothing and shows no secret."""

import sys
from pathlib import Path

import pytest

from models.actions.upkeep.services.dry_run import rehearsed, tell_dry
from models.actions.upkeep.services.systemd import ServiceRefused
from models.actions.upkeep.services.telling import tell_installed
from models.rules.upkeep.units import Program
from models.tables.core.settings import load_settings
from tests.actions.upkeep.services.test_systemd import RUNS, Booted, Systemctl

WORDS = ("run_admin.py", "serve", "--port", "8080")


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that belongs to the account of the services; a password in the environment."""
    monkeypatch.setattr(Path, "owner", lambda _path: "aduan")
    monkeypatch.setenv("ADUAN_DATABASE_URL", "postgresql://aduan:geheim@localhost/aduan")
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def test_what_is_said_is_what_an_install_writes_and_runs(data_dir: Path, tmp_path: Path) -> None:
    root, control = tmp_path / "root", Systemctl([RUNS, RUNS])
    settings, machine = load_settings({"ADUAN_DATA_DIR": str(data_dir)}), Booted(control, root)
    said = list(rehearsed(machine, Program.BACK_OFFICE, settings, WORDS))
    assert (control.asked, root.exists()) == ([], False)
    tell_installed(machine, Program.BACK_OFFICE, settings, WORDS, lambda _: None)
    unit = root / "etc/systemd/system/aduan-back-office.service"
    assert f"{unit} (mode 0644)" in said and f"{root / 'etc/aduan/aduan-back-office.env'} (mode 0600)" in said
    assert [f"  {line}" for line in unit.read_text().splitlines()] == said[said.index(f"{unit} (mode 0644)") + 1 : -4]
    ran = [one for one in control.asked if not one.startswith("show")]
    assert [one.replace(f"--root={root} ", "") for one in said[-3:]] == [f"systemctl {one}" for one in ran]


def test_no_value_of_a_setting_is_shown_but_where_the_data_lie(data_dir: Path, tmp_path: Path) -> None:
    settings = load_settings({"ADUAN_DATA_DIR": str(data_dir)})
    said = "\n".join(rehearsed(Booted(Systemctl(), tmp_path / "root"), Program.AGENT, settings, ("run_agent.py",)))
    assert "geheim" not in said and "ADUAN_DATABASE_URL=…" in said
    assert f'ADUAN_DATA_DIR="{data_dir}"' in said


def test_where_no_systemd_runs_it_is_said_that_an_install_is_refused(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings({"ADUAN_DATA_DIR": str(data_dir)})
    monkeypatch.setattr("models.actions.upkeep.services.systemd.Machine.is_running", property(lambda _self: False))
    words, code = tell_dry(Path("/"), Program.WATCHER, settings, ("run_agent.py", "watch"))
    assert code == 0 and words.startswith("Nothing was written or registered.")
    assert words.endswith("But systemd does not run here: without --root it is refused.")


def test_what_an_install_refuses_a_dry_run_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "owner", lambda _path: "root")
    settings = load_settings({"ADUAN_DATA_DIR": str(tmp_path)})
    with pytest.raises(ServiceRefused, match="belongs to root"):
        tell_dry(tmp_path / "root", Program.AGENT, settings, ("run_agent.py",))


def test_on_windows_the_commands_of_nssm_are_said(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings({"ADUAN_DATA_DIR": str(data_dir)})
    monkeypatch.setattr("sys.platform", "win32")
    words, code = tell_dry(Path("/"), Program.AGENT, settings, ("run_agent.py",))
    assert code == 0 and words.startswith("Nothing was written or registered. On Windows NSSM")
    assert f'nssm install aduan-agent "{sys.executable}"' in words and "geheim" not in words
    assert f'"ADUAN_DATA_DIR={data_dir}" "ADUAN_DATABASE_URL=%ADUAN_DATABASE_URL%"' in words
    monkeypatch.setattr("sys.executable", 'C:\\a"b\\python.exe')
    with pytest.raises(ServiceRefused, match="cannot stand in a command"):
        tell_dry(Path("/"), Program.AGENT, settings, ("run_agent.py",))
