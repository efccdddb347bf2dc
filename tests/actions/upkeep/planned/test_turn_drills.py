"""Drills that the plan's turns make by themselves: with a copy just made, once a month, sooner where one failed."""

from datetime import datetime, timedelta
from pathlib import Path

from models.actions.upkeep.planned.drill.standing import drill_stands
from models.actions.upkeep.planned.turn import Turned, take_turn
from models.tables import BackupCopy, RestoreDrill
from models.tables.core.settings import Settings
from tests.office import NOW

DAY = timedelta(days=1)
MADE = NOW.replace(hour=19, minute=5)  # 02.05 WIB


def _turn(settings: Settings, now: datetime) -> Turned:
    return take_turn(settings, lambda: now)


def _drills() -> list[datetime]:
    return [row.started_at for row in RestoreDrill.select().order_by(RestoreDrill.id)]


def test_the_first_copy_is_tried_at_once_and_the_next_ones_a_month_later(settings: Settings, place: Path) -> None:
    done = _turn(settings, MADE)
    assert not done.failed and "succeeded: 1 cases" in done.said[-1]
    for days in (1, 2, 27, 28):
        _turn(settings, MADE + days * DAY)
    assert _drills() == [MADE]
    _turn(settings, MADE + 29 * DAY)
    assert _drills() == [MADE, MADE + 29 * DAY]
    assert [row.flaw for row in RestoreDrill.select()] == ["", ""]


def test_one_that_failed_is_told_and_tried_again_with_the_next_days_copy(settings: Settings, place: Path) -> None:
    (settings.data_dir / "drill.key.sealed").write_text("damaged")
    done = _turn(settings, MADE)
    assert done.failed and "drill key does not open it" in done.said[-1]
    assert "kunci komputer ini tidak membukanya" in drill_stands(MADE).staff
    (settings.data_dir / "drill.key.sealed").unlink()
    assert _turn(settings, MADE + timedelta(minutes=10)).said == []
    assert not _turn(settings, MADE + DAY).failed
    assert _drills() == [MADE, MADE + DAY]
    assert drill_stands(MADE + DAY).staff == ""


def test_by_day_none_is_made_where_the_copy_is_of_the_night(settings: Settings, place: Path) -> None:
    _turn(settings, MADE)
    RestoreDrill.delete().execute()
    _turn(settings, MADE + timedelta(hours=4))
    assert (_drills(), BackupCopy.select().count()) == ([], 1)


def test_one_that_was_killed_is_told_by_the_next_turn_and_what_it_left_is_gone(
    settings: Settings, place: Path
) -> None:
    _turn(settings, MADE)
    RestoreDrill.update(ended_at=None).execute()
    (settings.data_dir / ".restore-drill-12345678").mkdir()
    done = _turn(settings, MADE + timedelta(minutes=10))
    assert done.said == ["A restore drill had broken off: what it left was removed."]
    assert "terputus sebelum selesai" in drill_stands(MADE).staff
    assert not list(settings.data_dir.glob(".restore-drill-*"))
