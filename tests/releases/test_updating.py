"""An office is updated for real: to 1.0.1, to a 1.0.2 that does not work, by archives not to be taken; and killed."""

import shutil
from pathlib import Path

import pytest

from models.tables.upkeep import update_journal
from models.tables.upkeep.release import VERSION
from tests.admin_app.cli.test_serving import answers, wait_until
from tests.releases.killed_updates import POINTS, Office, kill_everywhere, seen
from tests.releases.toy import OTHER_KEY
from tests.releases.versions import BROKEN, EARLIER, HALF, LATER, NEXT, Version, lay, make, sign
from tests.running.ports import free_port

NOT_POSTED = "raise RuntimeError('a page is missing')\n"


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Version]:
    """The version that is, the next one, and two that do not work."""
    folder = tmp_path_factory.mktemp("versions")
    migrations = "models/tables/migrations"
    (folder / "half").mkdir()
    return {
        "first": make(folder, VERSION, {}),
        "next": make(folder, NEXT, {f"{migrations}/9998_later.py": LATER}),
        "broken": make(folder, BROKEN, {f"{migrations}/9998_later.py": LATER, "admin_app/app.py": NOT_POSTED}),
        "half": make(
            folder / "half",
            BROKEN,
            {f"{migrations}/9997_earlier.py": EARLIER, f"{migrations}/9998_later.py": HALF},
        ),
    }


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> str:
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres"))


@pytest.fixture(scope="module")
def office(server: str, versions: dict[str, Version], tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(tmp_path_factory.mktemp("office"), server, versions["first"], versions["next"])
    for name in ("broken", "half"):
        lay(versions[name], made.machine.target)
    return made


@pytest.fixture(autouse=True)
def as_before(office: Office) -> None:
    office.put_back()


def test_the_next_version_takes_the_place_of_this_one_and_running_programs_end_and_are_named(
    office: Office, versions: dict[str, Version]
) -> None:
    machine, port = office.machine, free_port()
    before, found = seen(machine), machine.run("verify").stdout
    program = machine.start("serve", "--port", str(port))
    wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"), 120)
    done = machine.run("update", str(versions["next"].archive))
    _, err = program.communicate(timeout=60)
    assert (program.returncode, "told to end for an update" in err) == (4, True)
    assert done.returncode == 0, done.stderr
    assert f"Start it again yourself, it is no service: back office {VERSION}" in done.stdout
    assert "no automatic way back" in done.stdout
    after = seen(machine)
    assert (after.now, update_journal.found(machine.data)) == (versions["next"].name, None)
    assert {"CREATE TABLE made_later" in line for line in after.schema} == {True, False}
    unchanged = [name for name in before.rows if name not in ("category", "schema_migration")]
    assert {name: after.rows[name] for name in unchanged} == {name: before.rows[name] for name in unchanged}
    assert len(list(machine.data.glob("before-update-*.zip"))) == 1
    assert machine.run("verify").stdout == found
    assert f"Aduan {NEXT}" in machine.run("--version").stdout


@pytest.mark.parametrize(
    ("which", "said"),
    [("broken", "the new version does not work on this office"), ("half", "the database could not be migrated")],
)
def test_a_version_that_does_not_work_leaves_the_old_one_and_all_data_as_they_were(
    office: Office, versions: dict[str, Version], which: str, said: str
) -> None:
    machine = office.machine
    before = seen(machine)
    done = machine.run("update", str(versions[which].archive))
    assert (done.returncode, said in done.stderr, "The office is as it was" in done.stderr) == (1, True, True), (
        done.stderr
    )
    assert seen(machine) == before
    assert update_journal.found(machine.data) is None


def changed(versions: dict[str, Version], folder: Path) -> Path:
    """The next version, in which somebody changed a line."""
    archive = shutil.copytree(versions["next"].archive, folder / "changed")
    with (archive / "program" / "run_agent.py").open("a") as file:
        file.write("# more\n")
    return archive


def of_another_key(versions: dict[str, Version], folder: Path) -> Path:
    """The next version, signed by somebody else."""
    archive = shutil.copytree(versions["next"].archive, folder / "other")
    for name in ("SHA256SUMS", "SHA256SUMS.sig"):
        (archive / name).unlink()
    return sign(archive, NEXT, OTHER_KEY, "9998").archive


def older(versions: dict[str, Version], folder: Path) -> Path:
    """A version of before this one."""
    return make(folder, "0.9.9", {}).archive


@pytest.mark.parametrize(
    ("archive", "said"),
    [
        (changed, "run_agent.py has another content"),
        (of_another_key, "another key"),
        (older, "newer than this 0.9.9"),
    ],
)
def test_what_nobody_should_take_is_refused_before_any_program_is_told_to_end(
    office: Office, versions: dict[str, Version], tmp_path: Path, archive: object, said: str
) -> None:
    machine = office.machine
    before = seen(machine)
    done = machine.run("update", str(archive(versions, tmp_path)))  # type: ignore[operator]
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert seen(machine) == before
    assert not list(machine.data.glob("before-update-*"))


@pytest.mark.parametrize("points", [4, POINTS])
def test_killed_at_any_point_the_next_start_finds_the_old_office_or_the_new_one(office: Office, points: int) -> None:
    tally = kill_everywhere(office, points)
    assert (tally.between, sum(tally.counts.values())) == ([], points)
