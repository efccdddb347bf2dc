"""Verify names a trigger of the clocks that is missing, and a warning or limit that the jobs would not look for."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.upkeep.verify.clocks import looks
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import Output
from models.rules.replies.delivery import Purpose
from models.tables import Complaint, StepOutput, StepRecord
from models.tables.clocks import look_triggers
from tests.actions.walking import Walk
from tests.office import NOW


def told(now: Any = NOW) -> list[str]:
    office = Office(Path(), Path(), now)
    return [*looks.triggers(office), *looks.moments(office), *looks.limits(office)]


def test_a_sound_office_is_not_told_of_before_nor_after_its_warnings(account: Any) -> None:
    walk = Walk(account).at_section()
    late = walk.now + timedelta(days=2)
    assert told(late) == []  # it is due, and would be looked at now
    give_warnings(walk.now)
    assert told(walk.now) == told(late) == []
    give_warnings(late)
    assert told(late) == []


def test_each_missing_trigger_is_named(account: Any) -> None:
    look_triggers.remove()
    names = told()
    assert len(names) == 22
    assert all("Run 'run_admin.py migrate'" in name for name in names)


def test_a_warning_that_would_come_late_is_named(account: Any) -> None:
    walk = Walk(account).at_section()
    give_warnings(walk.now)
    look_triggers.remove()
    StepRecord.update(started_at=walk.now - timedelta(minutes=16)).where(StepRecord.finished_at.is_null()).execute()
    record = StepRecord.get(StepRecord.finished_at.is_null())
    kept = Complaint.get_by_id(walk.id).look_at
    (late,) = looks.moments(Office(Path(), Path(), walk.now))
    assert kept > walk.now
    assert f"langkah:{record.id}:50" in late


def test_a_limit_that_counts_otherwise_and_would_not_be_kept_is_named(account: Any) -> None:
    walk = Walk(account).identified()
    walk.answer(Purpose.TANGGAPAN_AWAL)
    keep_clocks(walk.now)
    assert told(walk.now) == []
    look_triggers.remove()
    StepOutput.update(undone=True).where(StepOutput.kind == str(Output.TANGGAPAN_AWAL)).execute()
    (otherwise,) = looks.limits(Office(Path(), Path(), walk.now))
    assert f"of complaint {walk.id} counts otherwise" in otherwise
    look_triggers.install()
    look_triggers.look_at_all()
    assert told(walk.now) == []  # it would be kept now
    assert keep_clocks(walk.now) == 1
    assert told(walk.now) == []
