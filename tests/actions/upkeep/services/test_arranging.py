"""Of what a service is made: never root, the settings of today, the program where it lies."""

import getpass
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.actions.upkeep.services import arranging
from models.actions.upkeep.services.arranging import account_of, service_of, settings_now
from models.actions.upkeep.services.systemd import Machine, ServiceRefused
from models.actions.upkeep.updating.places import Installed
from models.rules.upkeep.units import Program, settings_text
from models.tables.core.settings import ENROLLED, load_settings
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
    assert made.writes == (str(tmp_path),)
    elsewhere = load_settings({"ADUAN_DATA_DIR": str(tmp_path), "ADUAN_DATABASE_URL": "sqlite:////srv/db/aduan.db"})
    assert service_of(machine, Program.AGENT, elsewhere, ("x",)).writes == (str(tmp_path), "/srv/db")


def test_an_install_without_the_environment_of_the_first_keeps_its_database(tmp_path: Path) -> None:
    settings, machine = load_settings({"ADUAN_DATA_DIR": str(tmp_path)}), Machine(lambda _: pytest.fail(), tmp_path)
    url = 'postgresql://aduan:ra"ha\\sia $x@localhost/aduan'
    environ = {"ADUAN_DATABASE_URL": url, "ADUAN_HOSTS": "a.lan", "ADUAN_LOG": "", "HOME": "/nobody"}
    first = settings_now(machine, Program.AGENT, settings, environ)
    assert first == {"ADUAN_DATABASE_URL": url, "ADUAN_HOSTS": "a.lan", "ADUAN_DATA_DIR": str(tmp_path)}
    machine.settings(Program.AGENT).parent.mkdir(parents=True)
    machine.settings(Program.AGENT).write_text(settings_text(first))
    later = settings_now(machine, Program.AGENT, settings, {"ADUAN_HOSTS": "b.lan"})
    assert later == first | {"ADUAN_HOSTS": "b.lan"}


def test_a_program_started_by_a_link_is_started_by_it_when_the_link_leads_elsewhere(tmp_path: Path) -> None:
    version = tmp_path / "1.0.0-aaaaaaaa"
    version.mkdir()
    (version / "models").symlink_to(ROOT / "models")
    code = "from models.actions.upkeep.services import arranging\nprint(arranging._PROGRAM)\n"
    (version / "run_agent.py").write_text(code)
    (tmp_path / "now").symlink_to(version.name)
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    for started in ("now/run_agent.py", str(tmp_path / "now" / "run_agent.py"), "elsewhere.py"):
        (tmp_path / "elsewhere.py").write_text(f"import sys\nsys.path.insert(0, {str(tmp_path / 'now')!r})\n{code}")
        done = subprocess.run([sys.executable, started], cwd=tmp_path, env=env, capture_output=True, text=True)
        assert (done.stdout.strip(), done.stderr) == (str(tmp_path / "now"), "")


def test_root_updates_an_enrolled_agent_before_each_start_and_no_other_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owned_by(monkeypatch, "aduan")
    settings, machine = load_settings({"ADUAN_DATA_DIR": str(tmp_path)}), Machine(lambda _: pytest.fail(), tmp_path)

    def before(program: Program) -> tuple[str, ...]:
        return service_of(machine, program, settings, ("run_agent.py",)).before

    assert before(Program.AGENT) == ()
    (tmp_path / ENROLLED).write_text('enrolled_as = "gerbang1"\noffice = "ab"\n')
    assert before(Program.AGENT) == ()  # a copy of the sources
    monkeypatch.setattr(arranging, "installed_here", lambda: Installed(tmp_path))
    assert before(Program.AGENT) == (str(ROOT / "run_agent.py"), "update", "--by-itself")
    assert [before(program) for program in Program if program is not Program.AGENT] == [(), (), ()]
