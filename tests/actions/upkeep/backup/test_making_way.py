"""A restore holds what planned backups and drills hold: neither begins in the middle of the other."""

from pathlib import Path

import pytest

from models.actions.upkeep.backup import restore as restoring
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.making_way import RestoreRefused
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.planned.plan import Wanted, set_plan
from models.rules.upkeep.backup_plan import Keeps
from models.tables import Complaint
from models.tables.core.settings import Settings
from models.tables.upkeep.alone import BACKING_UP
from tests.actions.upkeep.backup.test_backup import LATER, settings
from tests.office import NOW
from tests.tables.upkeep.test_alone import holder

__all__ = ["settings"]


def test_while_a_planned_backup_is_made_nothing_is_restored(settings: Settings, tmp_path: Path) -> None:
    back_up(tmp_path / "b.zip", settings, NOW)
    other = holder(settings.database_url)
    assert other.stdout is not None and other.stdout.readline() == "True\n"
    try:
        with pytest.raises(RestoreRefused, match="planned backup or a restore drill is at work"):
            restore(tmp_path / "b.zip", settings, LATER, replace=True)
    finally:
        other.kill()
        other.communicate()
    assert Complaint.select().count() == 1


def test_in_the_middle_of_a_restore_no_planned_backup_begins(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    set_plan(Wanted(120, share, Keeps()), settings.data_dir, NOW)
    back_up(tmp_path / "b.zip", settings, NOW)
    seen: list[str] = []
    merge = restoring.merge_logs

    def look(*given: object) -> None:
        other = holder(settings.database_url)  # another process tries for the lock that a turn takes
        assert other.stdout is not None
        seen.append(other.stdout.readline().strip())
        other.kill()
        other.communicate()
        merge(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(restoring, "merge_logs", look)
    restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert (seen, BACKING_UP) == (["False"], "backing-up")
