"""The steps of an update, in their order: each that fails leads back, and the new version is used once it is well."""

from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.updating import going
from models.actions.upkeep.updating.going import Update, UpdateFailed
from models.actions.upkeep.updating.places import Installed, Said
from models.actions.upkeep.updating.settle import UpdateAtWork
from models.rules.upkeep.updates import Stage
from models.tables.upkeep import kept_archive, update_journal
from tests.office import NOW

OLD, NEW = "1.0.0-aaaaaaaa", "1.0.1-bbbbbbbb"
FINE, BROKEN = Said(0, "", ""), Said(1, "", "it broke")
BY_HAND = "Start it again yourself, it is no service: agent 1.0.0."
STEPS = [
    (OLD, "update"),
    (OLD, "install.py"),
    (OLD, "verify"),
    (OLD, "drain"),
    (OLD, "backup"),
    (NEW, "migrate"),
    (NEW, "try-out"),
    (NEW, "status"),
    (NEW, "verify"),
    (OLD, "install.py"),
    (NEW, "update"),
]


class Machine:
    """Stands for the commands of both versions; says what each step came to, and what stood in the journal then."""

    def __init__(self, folder: Path) -> None:
        self.target, self.data = folder / "opt", folder / "data"
        self.data.mkdir()
        for name in (OLD, NEW):
            (self.target / name).mkdir(parents=True)
        self.use(OLD)
        self.packed: Path | None = None
        self.steps, self.stages, self.said = (
            list[tuple[str, str]](),
            list[Stage | None](),
            dict[tuple[str, str], Any](),
        )
        self.said[(OLD, "drain")] = Said(0, f"Ended: agent 1.0.0.\n{BY_HAND}\n", "")
        self.said[(NEW, "status")] = Said(1, "{}", "")

    def use(self, name: str) -> None:
        (self.target / "now").unlink(missing_ok=True)
        (self.target / "now").symlink_to(name)

    def _step(self, place: Path, word: str) -> Said:
        self.steps.append((place.name, word))
        journal = update_journal.found(self.data)
        self.stages.append(journal and journal.stage)
        said = self.said.get((place.name, word), FINE)
        return said.pop(0) if isinstance(said, list) else said

    def office(self, place: Path, *words: str, program: str = "run_admin.py") -> Said:
        said = self._step(place, words[0])
        if words[0] == "update" and said.code == 0:
            update_journal.forget(self.data)
        return said

    def installer(self, place: Path, *words: str) -> Said:
        said = self._step(place, "install.py")
        if said is not FINE:
            return said
        if "--use" in words:
            self.use(words[words.index("--use") + 1])
        return Said(0, f"Installing ...\n{NEW}\n", "")

    def update(self) -> going.Updated:
        return Update(Installed(self.target), self.data, Path("archive"), lambda _words: None, self.packed).go(NOW)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.setattr(going, "Runner", lambda _data, _lock: made)
    return made


def test_each_step_is_of_the_version_that_knows_it_and_written_down_before_it_is_begun(machine: Machine) -> None:
    done = machine.update()
    assert machine.steps == STEPS
    assert machine.stages == [None, None, None, "begun", "begun", *["changing"] * 4, "well", "well"]
    assert (done.told, done.notes) == (f"{OLD} to {NEW}", (BY_HAND,))
    assert Installed(machine.target).in_use.name == NEW


@pytest.fixture
def packed(machine: Machine, tmp_path: Path) -> Path:
    """The archive as one file, beside one that an update before left."""
    machine.packed = tmp_path / "aduan.tar.gz"
    machine.packed.write_bytes(b"of before")
    kept_archive.keep(machine.data, machine.packed, OLD)
    machine.packed.write_bytes(b"signed")
    return machine.packed


def test_the_archive_is_kept_for_other_machines_and_the_one_before_goes(machine: Machine, packed: Path) -> None:
    machine.update()
    found = kept_archive.kept(machine.data, NEW)
    assert found and found.read_bytes() == b"signed" and kept_archive.kept(machine.data, OLD) is None


def test_an_archive_that_the_installer_refuses_is_not_kept(machine: Machine, packed: Path) -> None:
    machine.said[(OLD, "install.py")] = BROKEN
    with pytest.raises(UpdateFailed, match="it broke"):
        machine.update()
    assert kept_archive.kept(machine.data, NEW) is None


def test_an_update_that_goes_back_leaves_the_archive_of_the_version_in_use(machine: Machine, packed: Path) -> None:
    machine.said[(NEW, "migrate")] = BROKEN
    with pytest.raises(UpdateFailed):
        machine.update()
    found = kept_archive.kept(machine.data, Installed(machine.target).in_use.name)
    assert found and found.read_bytes() == b"of before"


def test_an_archive_that_cannot_be_kept_ends_the_update_before_anything_is_changed(
    machine: Machine, packed: Path
) -> None:
    packed.unlink()
    with pytest.raises(UpdateFailed, match="could not be kept"):
        machine.update()
    assert machine.steps == STEPS[:2] and update_journal.found(machine.data) is None


@pytest.mark.parametrize("step", STEPS[3:9])
def test_whatever_fails_on_the_way_leads_back_to_the_old_version(machine: Machine, step: tuple[str, str]) -> None:
    machine.said[step] = Said(2, "", "it broke")
    with pytest.raises(UpdateFailed, match=rf"it broke.*as it was, in {OLD}") as failed:
        machine.update()
    assert machine.steps == [*STEPS[: STEPS.index(step) + 1], (OLD, "update")]
    assert (Installed(machine.target).in_use.name, update_journal.found(machine.data)) == (OLD, None)
    assert step == STEPS[3] or BY_HAND in str(failed.value)


def test_a_version_that_cannot_be_taken_into_use_leads_back_too(machine: Machine) -> None:
    machine.said[(OLD, "install.py")] = [FINE, BROKEN]
    with pytest.raises(UpdateFailed, match="could not be taken into use: it broke"):
        machine.update()
    assert machine.steps[-1] == (OLD, "update")


@pytest.mark.parametrize("step", STEPS[:3])
def test_what_fails_before_anything_is_begun_leaves_everything(machine: Machine, step: tuple[str, str]) -> None:
    machine.said[step] = Said(2, "", "it broke")
    with pytest.raises(UpdateFailed, match="it broke"):
        machine.update()
    assert machine.steps == STEPS[: STEPS.index(step) + 1]


def test_a_program_that_stays_is_named_and_nothing_is_changed(machine: Machine) -> None:
    machine.said[(OLD, "drain")] = Said(5, "", "Did NOT end: agent 1.0.0 on pc-2.")
    with pytest.raises(UpdateFailed, match="Did NOT end: agent"):
        machine.update()
    assert (NEW, "migrate") not in machine.steps


def test_what_verify_said_before_is_no_fault_of_the_new_version_and_anything_else_is(machine: Machine) -> None:
    machine.said[(OLD, "verify")] = Said(1, "I-5 of old\n", "")
    machine.said[(NEW, "verify")] = Said(1, "I-5 of old\n", "")
    machine.update()
    machine.use(OLD)
    machine.said[(NEW, "verify")] = Said(1, "I-5 of old\nI-6 of new\n", "")
    with pytest.raises(UpdateFailed, match="and not in the old one: I-6 of new"):
        machine.update()


def test_data_that_cannot_be_put_back_now_are_by_the_next_start(machine: Machine) -> None:
    machine.said[(NEW, "migrate")] = BROKEN
    machine.said[(OLD, "update")] = [FINE, Said(1, "", "the server is gone")]
    with pytest.raises(UpdateFailed, match=r"the server is gone.*next start of a program"):
        machine.update()
    assert update_journal.found(machine.data) is not None


def test_the_version_in_use_is_not_updated_to_itself(machine: Machine) -> None:
    machine.said[(OLD, "install.py")] = Said(0, f"{OLD}\n", "")
    with pytest.raises(UpdateFailed, match="in use already"):
        machine.update()


def test_one_update_goes_at_a_time(machine: Machine) -> None:
    with update_journal.lock(machine.data) or pytest.fail(), pytest.raises(UpdateAtWork, match="Another update"):
        machine.update()
    assert machine.steps == []
