"""The second place: carried whole and compared, told where it fails, and nothing of anybody else's touched."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.planned import second as carrying
from models.actions.upkeep.planned.plan import Wanted, set_plan
from models.actions.upkeep.planned.standing import Standing, stands
from models.rules.upkeep.backup_plan import Keeps, Lapse, Why
from models.tables import BackupCopy
from models.tables.core.settings import Settings
from models.tables.retention import ledger
from models.tables.upkeep.backup_plan import MARK
from tests.actions.upkeep.planned.conftest import Turn
from tests.office import NOW

SOON = NOW + timedelta(minutes=10)


@pytest.fixture
def usb(settings: Settings, place: Path, tmp_path: Path) -> Path:
    """A second folder of the plan, which keeps two days."""
    folder = tmp_path / "usb"
    folder.mkdir()
    set_plan(Wanted(120, place, Keeps(2, 0, 0), folder), settings.data_dir, NOW - timedelta(days=9))
    return folder


def told() -> Standing:
    found = stands(SOON)
    assert found is not None
    return found


def zips(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.zip"))


def test_each_copy_is_carried_with_its_ledger_and_goes_when_it_goes_in_the_first(
    turn: Turn, usb: Path, place: Path
) -> None:
    (usb / "foto.zip").write_bytes(b"bukan cadangan")
    for days in range(4):
        assert not turn(NOW + timedelta(days=days)).failed
    turn(NOW + timedelta(days=3, minutes=10))
    names = [path.name for path in zips(place)]
    assert [path.name for path in zips(usb)] == [*names, "foto.zip"] and len(names) == 2
    assert [one.read_bytes() for one in zips(place)] == [one.read_bytes() for one in zips(usb)[:2]]
    assert {path.name for path in usb.glob(f"*{ledger.ENDING}")} == {f"{name}{ledger.ENDING}" for name in names}
    assert BackupCopy.select().where(BackupCopy.second != "").count() == 2


@pytest.mark.parametrize("what", ["gone", "empty", "cut"])
def test_what_lacks_there_is_carried_again(turn: Turn, usb: Path, place: Path, what: str) -> None:
    turn()
    (there,) = zips(usb)
    content = there.read_bytes()
    there.unlink() if what == "gone" else there.write_bytes(b"" if what == "empty" else content[:-1])
    assert turn(SOON).said == [f"Carried to {there} and compared."]
    assert there.read_bytes() == content


def test_a_bare_mount_point_gets_nothing_and_the_first_copy_is_made_all_the_same(
    turn: Turn, usb: Path, place: Path
) -> None:
    mark = (usb / MARK).read_text()
    (usb / MARK).unlink()
    assert turn().failed
    assert (len(zips(place)), list(usb.iterdir())) == (1, [])
    found = told()
    assert (found.lapse, found.second_lapse) == (None, Lapse.FAILED)
    assert found.second_trouble is not None and found.second_trouble.why == Why.AWAY
    assert str(usb) in found.second_operators and str(usb) not in found.second_staff
    (usb / MARK).write_text(mark)
    assert not turn(SOON).failed
    assert (told().second_lapse, len(zips(usb))) == (None, 1)


def test_what_was_not_written_as_it_was_read_gets_no_name(
    turn: Turn, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(of: Any, file: Any, _length: int) -> None:
        file.write(of.read()[:-1] + b"?")

    with monkeypatch.context() as patch:
        patch.setattr(carrying.shutil, "copyfileobj", spoil)
        assert turn().failed
    assert [path.name for path in usb.iterdir()] == [MARK]
    assert (told().second_trouble or BackupCopy()).why == Why.DAMAGED  # type: ignore[union-attr]
    turn(SOON)
    assert len(zips(usb)) == 1


def test_a_file_of_the_same_name_that_was_not_carried_there_is_never_overwritten(
    turn: Turn, usb: Path, place: Path
) -> None:
    strange = usb / "aduan-20261125T020000Z.zip"
    strange.write_bytes(b"milik orang")
    assert turn().failed
    assert strange.read_bytes() == b"milik orang"
    assert "another file has the name" in told().second_operators


class Killed(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("where", ["sync_folder", "sha256_of"])
def test_killed_on_the_way_the_next_turn_ends_it_and_leaves_no_scraps(
    turn: Turn, usb: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def kill(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(carrying, where, kill)
        with pytest.raises(Killed):
            turn()
    (usb / ".aduan-20261125T020000Z.zip-abcdefgh.part").write_bytes(os.urandom(9))  # of a real kill
    turn(SOON)
    (there,) = zips(usb)
    assert {path.name for path in usb.iterdir()} == {MARK, there.name, f"{there.name}{ledger.ENDING}"}
    assert told().second_lapse is None


def test_a_second_place_that_is_named_later_gets_what_is_kept(turn: Turn, settings: Settings, place: Path) -> None:
    turn()
    folder = place.with_name("usb")
    folder.mkdir()
    set_plan(Wanted(120, place, Keeps(2, 0, 0), folder), settings.data_dir, NOW)
    assert told().second_lapse is None  # it gets it at the next turn
    turn(SOON)
    assert len(zips(folder)) == 1
