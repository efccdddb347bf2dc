"""What is told of the plan: nothing where copies come in time, and what to do where they do not."""

from datetime import timedelta
from pathlib import Path

from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.planned.standing import look_at_plan, stands
from models.rules.upkeep.backup_plan import Lapse
from tests.actions.upkeep.planned.conftest import Turn, zips
from tests.office import NOW

DAY = timedelta(days=1)


def test_what_was_missed_is_made_at_the_next_turn_and_told_until_then(turn: Turn, place: Path) -> None:
    turn()
    found = stands(NOW + 5 * DAY)
    assert found is not None and found.lapse is Lapse.MISSED
    assert "tidak dibuat pada waktunya" in found.staff and "every ten minutes" in found.operators
    turn(NOW + 5 * DAY)
    found = stands(NOW + 5 * DAY)
    assert found is not None and found.lapse is None
    assert len(zips(place)) == 2
    assert [look_at_plan(NOW + days * DAY).level for days in (5, 9)] == [Level.OK, Level.WARNING]
