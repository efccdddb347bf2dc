"""A gateway's PC takes the office's version through its https address: for real, refused, by itself, and killed."""

import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.tables.upkeep import tried_update
from models.tables.upkeep.release import VERSION
from tests.releases.agents_machine import TwoMachines, enrolled
from tests.releases.toy import OTHER_KEY
from tests.releases.versions import LATER, NEXT, Version, make, packed_as_it_is, sign

KILLS = 12


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Version, Version]:
    folder = tmp_path_factory.mktemp("versions")
    later = make(folder, NEXT, {"models/tables/migrations/9998_later.py": LATER})
    return make(folder, VERSION, {}), later


@pytest.fixture(scope="module")
def office(versions: tuple[Version, Version], tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoMachines]:
    """Both machines, and the office updated: the gateway's PC still has the first version."""
    folder = tmp_path_factory.mktemp("machines")
    with enrolled(folder, *versions) as made:
        assert made.agent("update").returncode == 1  # nobody answers there
        done = made.server.run("update", str(versions[1].packed))
        assert done.returncode == 0, done.stderr
        with made.serving(), made.front(folder / "front") as address:
            known = made.gateway.data / "enrolled.toml"
            lines = [line for line in known.read_text().splitlines() if not line.startswith("address")]
            known.write_text("\n".join([*lines, f'address = "{address}"\n']))  # nginx listens elsewhere now
            yield made


@pytest.fixture(autouse=True)
def as_before(office: TwoMachines) -> None:
    office.gateway.use(office.first)
    office.hand_out(office.later.packed)
    tried_update.forget(office.gateway.target)


def test_an_agent_that_the_office_left_behind_takes_its_version_and_works(office: TwoMachines) -> None:
    assert "the schema is newer than this program" in office.agents_version()
    done = office.agent("update")
    assert (done.returncode, office.gateway.now) == (0, office.later.name), done.stderr
    assert f"Updated {office.first.name} to {office.later.name}" in done.stdout
    assert office.agents_version() == NEXT
    again = office.agent("update")
    assert (again.returncode, "has the office's version already" in again.stdout) == (0, True)


def changed(office: TwoMachines, folder: Path) -> Path:
    """The office's archive, in which somebody changed a line."""
    archive = shutil.copytree(office.later.archive, folder / f"aduan-{NEXT}")
    with (archive / "program" / "run_agent.py").open("a") as file:
        file.write("# more\n")
    return packed_as_it_is(archive)


def of_another_key(office: TwoMachines, folder: Path) -> Path:
    """The office's archive, signed by somebody else."""
    archive = shutil.copytree(office.later.archive, folder / f"aduan-{NEXT}")
    for name in ("SHA256SUMS", "SHA256SUMS.sig"):
        (archive / name).unlink()
    return sign(archive, NEXT, OTHER_KEY, "9998").packed


def older(_office: TwoMachines, folder: Path) -> Path:
    """A version of before this one."""
    return make(folder, "0.9.9", {}).packed


def cut(office: TwoMachines, folder: Path) -> Path:
    """The first half of the office's archive."""
    content = office.later.packed.read_bytes()
    (folder / "cut").write_bytes(content[: len(content) // 2])
    return folder / "cut"


def the_same(office: TwoMachines, _folder: Path) -> Path:
    """The version that the gateway's PC has, handed out as the office's."""
    return office.first.packed


@pytest.mark.parametrize(
    ("archive", "said"),
    [
        (changed, "run_agent.py has another content"),
        (of_another_key, "another key"),
        (older, "newer than this 0.9.9"),
        (cut, "is no archive of Aduan, or it was damaged"),
        (the_same, "which is in use here already"),
    ],
)
def test_what_nobody_should_take_is_refused_and_the_version_stays(
    office: TwoMachines, tmp_path: Path, archive: Callable[[TwoMachines, Path], Path], said: str
) -> None:
    office.hand_out(archive(office, tmp_path))
    done = office.agent("update")
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert office.gateway.now == office.first.name


def test_by_itself_a_failed_try_is_noted_rested_after_and_never_in_the_way(
    office: TwoMachines, tmp_path: Path
) -> None:
    office.hand_out(cut(office, tmp_path))
    done = office.agent("update", "--by-itself")
    assert (done.returncode, "Not updated by itself" in done.stderr) == (0, True)
    tried = tried_update.found(office.gateway.target)
    assert tried and tried.times == 1 and "no archive of Aduan" in tried.why
    office.hand_out(office.later.packed)
    assert office.agent("update", "--by-itself").stdout == ""
    assert (office.gateway.now, tried_update.found(office.gateway.target)) == (office.first.name, tried)
    tried_update.forget(office.gateway.target)
    done = office.agent("update", "--by-itself")
    assert (done.returncode, office.gateway.now, "Updated by itself" in done.stdout) == (0, office.later.name, True)
    assert tried_update.found(office.gateway.target) is None


def test_killed_at_any_point_one_of_the_two_versions_is_in_use_and_the_next_try_ends_it(office: TwoMachines) -> None:
    whole = _killed(office, 300)
    assert office.gateway.now == office.later.name
    found = Counter[str]()
    for point in range(1, KILLS + 1):
        office.gateway.use(office.first)
        _killed(office, whole * point / (KILLS + 1))
        found[office.gateway.now] += 1
        assert office.agent("--version").stdout.startswith("Aduan ")
        if point % 4 == 0:
            assert office.agent("update").returncode == 0
            assert office.gateway.now == office.later.name
    assert found.keys() <= {office.first.name, office.later.name} and found.total() == KILLS
    assert found[office.first.name] > 0


def _killed(office: TwoMachines, seconds: float) -> float:
    """Update, and kill it with its children after so long; return how long it lived."""
    began = time.monotonic()
    program = office.gateway.start("update", program="run_agent.py")
    try:
        program.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.communicate()
    return time.monotonic() - began
