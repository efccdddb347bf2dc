"""What the agent's commands say of this machine's own key: made once, refused where the office keeps its database."""

from pathlib import Path

from models.tables.core.keys.machine_key import machine_key, machine_key_here
from tests.sync_agent import processes
from tests.sync_agent.desk import Desk


def test_the_key_of_a_machine_is_made_once_and_its_public_half_printed(tmp_path: Path) -> None:
    here = {"ADUAN_DATA_DIR": str(tmp_path / "data")}
    first, second = processes.run(here, "key"), processes.run(here, "key")
    kept = machine_key_here(tmp_path / "data")
    assert kept is not None and first.stdout == second.stdout == f"{kept.public}\n"
    assert not list((tmp_path / "data").glob("*.db"))  # it asks no database


def test_no_machine_s_key_is_made_beside_the_office_s_own_database(tmp_path: Path) -> None:
    (tmp_path / "aduan.db").touch()
    done = processes.run({"ADUAN_DATA_DIR": str(tmp_path)}, "key")
    assert done.returncode == 1 and "the office's own database" in done.stderr
    assert machine_key_here(tmp_path) is None


def test_an_agent_whose_key_the_office_does_not_use_says_which_and_ends(desk: Desk) -> None:
    own = machine_key(desk.folder)
    found = processes.run(desk.environ, "--once")
    assert found.returncode == 1 and f"--key {own.public}" in found.stderr
    assert desk.asked("/api") == 0
