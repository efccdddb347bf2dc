"""How the drills are told to staff and to operators."""

from datetime import datetime, timedelta
from typing import Any

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.office_watch import look_at_office
from models.actions.upkeep.planned.drill.standing import drill_line, drill_stands, look_at_drill
from models.rules.upkeep.database_moves import MOVED
from models.rules.upkeep.drills import Flaw
from models.tables import BackupCopy, RestoreDrill, database
from tests.office import NOW

DAY = timedelta(days=1)


def _copy(made_at: datetime = NOW) -> BackupCopy:
    return BackupCopy.create(made_at=made_at, path="/x/a.zip", size=1, sha256="0" * 64, files=0, lacking=0)


def _drill(copy: BackupCopy, started_at: datetime, **more: Any) -> RestoreDrill:
    row = {"started_at": started_at, "ended_at": started_at, "host": "pc", "backup": copy.id, "seconds": 7}
    return RestoreDrill.create(**(row | more))


def _told(now: datetime) -> list[str]:
    return [one.says for one in look_at_office(now, 10.0) if one.key == "restore_drill"]


def test_it_is_one_fact_for_staff_operators_and_the_check(account: Any) -> None:
    assert (drill_stands(NOW).staff, _told(NOW)) == ("", [])
    assert look_at_drill(NOW).level is Level.NOTE
    copy = _copy()
    later = NOW + 32 * DAY
    assert "31 hari tidak ada latihan" in drill_stands(later).staff
    assert _told(later) == [drill_stands(later).staff]
    assert look_at_drill(later).level is Level.WARNING and "run_admin.py drill" in look_at_drill(later).sentence
    _drill(copy, later, cases=3)
    assert (drill_stands(later).staff, _told(later)) == ("", [])
    found = look_at_drill(later)
    assert found.level is Level.OK and "3 cases" in found.sentence and "7 seconds" in found.sentence


def test_one_that_failed_is_told_with_its_reason_and_to_operators_with_the_details(account: Any) -> None:
    copy = _copy()
    _drill(copy, NOW)
    _drill(copy, NOW + DAY, flaw=str(Flaw.VERIFY), detail="SOP complaint 7 is at two stages.")
    found = drill_stands(NOW + DAY)
    assert "menemukan kesalahan" in found.staff and "complaint 7" not in found.staff
    assert "complaint 7" in found.operators and found.operators == look_at_drill(NOW + DAY).sentence
    assert found.succeeded_at == NOW
    assert "failed" in drill_line(found.last) and "complaint 7" in drill_line(found.last)  # type: ignore[arg-type]


def test_one_that_runs_is_not_called_the_last_good_one(account: Any) -> None:
    _drill(_copy(), NOW, ended_at=None)
    found = drill_stands(NOW)
    assert (found.succeeded, found.lapse) == (None, None)


def test_a_drill_of_before_the_office_moved_says_nothing_of_the_backups_of_now(account: Any) -> None:
    _drill(_copy(), NOW)
    with database.atomic():
        audit_trail.write(OPERATOR, NOW + DAY, AuditEvent(MOVED, "database"))
    found = drill_stands(NOW + 40 * DAY)
    assert (found.last, found.succeeded, found.lapse) == (None, None, None)
    _copy(NOW + 2 * DAY)
    assert drill_stands(NOW + 40 * DAY).lapse is not None
