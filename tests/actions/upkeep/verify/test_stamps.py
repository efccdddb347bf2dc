"""An end, a time at a stage, a mark or a month of a complaint that is altered by hand is named."""

from pathlib import Path
from typing import Any

import pytest

from models.actions.figures.close_month import close_month
from models.actions.upkeep.verify import stamps
from models.actions.upkeep.verify.office import Office
from models.rules.staff.roles import Role
from models.tables import database
from tests.actions.walking import Walk
from tests.office import actor

LATER = "'2026-11-27 03:00:00'"
ALTERED = {
    "ended": (stamps.finished, "UPDATE complaint SET closed_at = LATER WHERE NOT open"),
    "open again": (stamps.finished, "UPDATE complaint SET closed_at = NULL WHERE NOT open"),
    "since when": (stamps.finished, "UPDATE complaint SET stage_since = LATER WHERE open"),
    "forwarded": (stamps.marks, "UPDATE complaint SET forwarded = NOT forwarded"),
    "unreachable": (stamps.marks, "UPDATE complaint SET unreachable = 1"),
    "month": (stamps.months, "UPDATE complaint SET opened_at = '2026-09-01', recorded_at = '2026-09-01'"),
}


@pytest.mark.parametrize("what", ALTERED)
def test_a_stamp_altered_by_hand_is_named(what: str, sqlite_account: Any) -> None:
    look, statement = ALTERED[what]
    walk = Walk(sqlite_account).with_answer().handed_back().finished()
    Walk(sqlite_account, who="628110000022").at_section()
    office = Office(Path(), Path(), walk.now)
    if look is stamps.months:
        close_month("2026-11", actor(Role.KASUBSI_INFOKIM), walk.now.replace(month=12, day=2))
    assert list(look(office)) == []
    database.execute_sql(statement.replace("LATER", LATER))
    assert list(look(office)) != []
