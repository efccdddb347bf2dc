"""What an office may plan, and the mark by which its folder is known."""

from pathlib import Path

import pytest

from models.actions.upkeep.planned.plan import PlanRefused, Wanted, end_plan, plan_in_use, plan_words, set_plan
from models.rules.upkeep.backup_plan import Keeps
from models.tables import Audit, BackupPlan
from models.tables.core.files.places import this_machine
from models.tables.core.settings import Settings
from models.tables.upkeep.backup_plan import MARK, give_mark, mark_of
from tests.office import NOW


def wanted(place: Path, minute: int = 120) -> Wanted:
    return Wanted(minute, place, Keeps())


def test_the_last_plan_holds_and_its_folder_keeps_its_mark(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    first = set_plan(wanted(folder), settings.data_dir, NOW)
    second = set_plan(wanted(folder, 180), settings.data_dir, NOW)
    assert (first.mark, first.host) == (second.mark, this_machine()) and mark_of(folder) == first.mark
    plan = plan_in_use()
    assert plan is not None
    assert plan_words(plan) == "setiap hari pukul 03.00 WIB; disimpan 7 harian, 5 mingguan, 3 bulanan"
    assert end_plan(NOW) and not end_plan(NOW)
    assert plan_in_use() is None
    told = [(row.before[-40:], row.after[:26]) for row in Audit.select().where(Audit.event == "rencana_cadangan")]
    assert [bool(before) for before, _ in told] == [False, True, True]
    assert not any("share" in row.before + row.after for row in Audit.select())


def test_a_folder_that_is_not_there_in_the_data_or_of_another_office_is_refused(
    settings: Settings, tmp_path: Path
) -> None:
    inside, strange = settings.data_dir / "cadangan", tmp_path / "share"
    inside.mkdir()
    strange.mkdir()
    give_mark(strange)
    for folder, said in (
        (tmp_path / "none", "no folder"),
        (inside, "lies in the data folder"),
        (strange, "another office"),
    ):
        with pytest.raises(PlanRefused, match=said):
            set_plan(wanted(folder), settings.data_dir, NOW)
    with pytest.raises(PlanRefused, match="first place too"):
        set_plan(Wanted(120, strange, Keeps(), strange / "." / ""), settings.data_dir, NOW)
    assert BackupPlan.select().count() == 0
    assert not (inside / MARK).exists()
