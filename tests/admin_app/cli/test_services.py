"""run_admin.py service and run_agent.py service, over a folder that becomes a machine's root."""

import getpass
from pathlib import Path

import pytest
from click.testing import CliRunner

from sync_agent.services import service, watcher_service
from tests.admin_app.cli.programs import Office
from tests.tools import needs


@pytest.fixture
def owned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let data folders belong to an account, whoever runs the tests."""
    monkeypatch.setattr(Path, "owner", lambda _path: "aduan")


@pytest.mark.usefixtures("owned")
def test_the_back_office_is_installed_under_a_folder_and_removed(here: Office, tmp_path: Path) -> None:
    needs("systemctl")
    root = tmp_path / "root"
    done = here.run("service", "install", "--port", "8181", "--root", str(root))
    assert (done.code, "begins when that machine starts" in done.out) == (0, True)
    unit = (root / "etc/systemd/system/aduan-back-office.service").read_text()
    assert '"serve" "--port" "8181"' in unit
    assert f'ADUAN_DATA_DIR="{here.folder}"' in (root / "etc/aduan/aduan-back-office.env").read_text()
    assert here.run("service", "status", "--root", str(root)).refused(1, "cannot be told")
    assert "data stay" in here.run("service", "remove", "--root", str(root)).out


@pytest.mark.usefixtures("owned")
def test_the_agent_has_the_same_words(here: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs("systemctl")
    monkeypatch.setenv("ADUAN_DATA_DIR", str(here.folder))
    root, run = tmp_path / "root", CliRunner().invoke
    done = run(service, ["install", "--root", str(root)])
    assert (done.exit_code, "aduan-agent.service is written" in done.output) == (0, True)
    assert (root / "etc/systemd/system/multi-user.target.wants/aduan-agent.service").is_symlink()
    looked = run(service, ["status", "--root", str(root)])
    assert (looked.exit_code, "cannot be told" in looked.output) == (1, True)
    removed = run(service, ["remove", "--root", str(root)])
    assert (removed.exit_code, "removed" in removed.output) == (0, True)


@pytest.mark.skipif(getpass.getuser() != "root", reason="only root owns what root may not run")
def test_nothing_is_installed_that_would_run_as_root(here: Office, tmp_path: Path) -> None:
    assert here.run("service", "install", "--root", str(tmp_path)).refused(1, "belongs to root", "useradd")
    assert list(tmp_path.rglob("*.service")) == []


@pytest.mark.usefixtures("owned")
def test_a_dry_run_of_each_program_writes_nothing(
    here: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    done = here.run("service", "install", "--port", "8181", "--dry-run", "--root", str(root))
    assert (done.code, '"serve" "--port" "8181"' in done.out, root.exists()) == (0, True, False)
    monkeypatch.setenv("ADUAN_DATA_DIR", str(here.folder))
    for group, name in ((service, "aduan-agent"), (watcher_service, "aduan-watcher")):
        said = CliRunner().invoke(group, ["install", "--dry-run", "--root", str(root)])
        assert (said.exit_code, f"{name}.service (mode 0644)" in said.output, root.exists()) == (0, True, False)
