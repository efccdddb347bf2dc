"""Which backup is tried: the newest, and where it is not here, none in its place."""

from pathlib import Path

import pytest

from models.actions.upkeep.planned.drill.choosing import DrillRefused, newest_backup
from models.tables import BackupCopy, BackupPlan
from models.tables.core.settings import Settings
from tests.actions.upkeep.planned.conftest import Turn
from tests.office import NOW


def _by_hand(path: Path) -> None:
    BackupCopy.create(made_at=NOW, path=str(path), size=1, sha256="0" * 64, files=0, lacking=0)


def test_without_a_backup_there_is_nothing_to_try(settings: Settings, place: Path) -> None:
    with pytest.raises(DrillRefused, match="no backup to try"):
        newest_backup()


def test_the_plans_newest_is_tried_on_the_plans_machine(turn: Turn, tmp_path: Path) -> None:
    turn()
    _by_hand(tmp_path / "later.zip")
    assert newest_backup().copy.planned
    BackupCopy.update(fault="gone").execute()
    assert newest_backup().copy.planned  # what is wrong with it, the drill says
    BackupPlan.update(host="server-lain").execute()
    with pytest.raises(DrillRefused, match="made on server-lain"):
        newest_backup()


def test_without_a_plan_the_newest_made_by_hand_is_tried_where_its_folder_is_here(
    settings: Settings, tmp_path: Path
) -> None:
    _by_hand(tmp_path / "older.zip")
    _by_hand(tmp_path / "a.zip")
    assert newest_backup().path == tmp_path / "a.zip"
    _by_hand(tmp_path / "stick" / "b.zip")
    with pytest.raises(DrillRefused, match="backup-moved"):
        newest_backup()


def test_the_second_place_must_have_it(turn: Turn, tmp_path: Path) -> None:
    turn()
    with pytest.raises(DrillRefused, match="not at a second place"):
        newest_backup(second=True)
    BackupCopy.update(second=str(tmp_path / "c.zip")).execute()
    chosen = newest_backup(second=True)
    assert (chosen.path, chosen.second) == (tmp_path / "c.zip", True)
