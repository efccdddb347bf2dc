"""Backups and drills as they are: none, planned, gone, tried."""

from datetime import timedelta
from pathlib import Path

from models.actions.upkeep.hand_over.copies import copy_facts
from models.actions.upkeep.planned.plan import Wanted, set_plan
from models.rules.upkeep.backup_plan import Keeps
from models.rules.upkeep.drills import Flaw
from models.tables import BackupCopy, RestoreDrill
from models.tables.core.settings import Settings
from tests.office import NOW


def test_an_office_without_any_says_so(settings: Settings) -> None:
    assert copy_facts(NOW) == {"plan": None, "newest": None, "drill": None, "last_drill": None}


def test_plan_newest_copy_and_both_drills_are_told(settings: Settings, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    set_plan(Wanted(120, share, Keeps()), settings.data_dir, NOW)
    file = share / "a.zip"
    file.write_bytes(b"12345")
    copy = BackupCopy.create(made_at=NOW, path=str(file), size=5, sha256="0" * 64, files=3, lacking=0, planned=True)
    row = {"ended_at": NOW, "host": "pc", "backup": copy.id}
    RestoreDrill.create(started_at=NOW, cases=12, **row)
    found = copy_facts(NOW)
    assert found["plan"]["at"] == "02.00" and found["plan"]["copies"] == 1  # type: ignore[index]
    assert (found["newest"]["at_hand"], found["newest"]["files"]) == (True, 3)  # type: ignore[index]
    assert (found["drill"]["cases"], found["last_drill"]) == (12, None)  # type: ignore[index]
    RestoreDrill.create(started_at=NOW + timedelta(days=1), flaw=str(Flaw.ROOM), **row)
    file.unlink()
    found = copy_facts(NOW + timedelta(days=1))
    assert found["drill"]["cases"] == 12 and "tempat di cakram" in found["last_drill"]["flaw"]  # type: ignore[index]
    assert found["newest"]["at_hand"] is False  # type: ignore[index]
