"""Every stamp of a clock that is altered by hand in the database is named."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.core.held_calendars import held_since
from models.actions.upkeep.verify import counts, limits
from models.actions.upkeep.verify.office import Office
from models.tables import CalendarState, StatutoryClock, StepRecord, database
from tests.actions.clocks.test_pause_step import paused
from tests.actions.walking import Walk
from tests.office import NOW

ENDED, RUNNING, LIMITS, CALENDARS = counts.ended, counts.running, counts.limits, counts.calendars
STEP = "UPDATE step_record SET {} WHERE finished_at IS NOT NULL AND step = 3"
RUNS = "UPDATE step_record SET {} WHERE finished_at IS NULL"
LATER = "'2026-11-27 03:00:00'"
ALTERED = {
    "net minutes": (ENDED, STEP.format("net_minutes = net_minutes / 2")),
    "due time and lateness": (ENDED, STEP.format("due_at = LATER, late = FALSE")),
    "lateness": (ENDED, STEP.format("late = CASE WHEN late THEN FALSE ELSE TRUE END")),
    "due time without pauses": (ENDED, STEP.format("due_plain = LATER")),
    "due time with pauses not accepted": (ENDED, STEP.format("due_asked = LATER")),
    "calendar": (ENDED, STEP.format("calendar_id = NULL")),
    "start": (ENDED, STEP.format("started_at = '2026-11-25 01:00:00'")),
    "end": (ENDED, STEP.format("finished_at = LATER")),
    "due time of a running step": (RUNNING, RUNS.format("due_at = LATER")),
    "due time of its complaint": (RUNNING, "UPDATE complaint SET due_at = LATER WHERE open"),
    "standard of its issue": (RUNNING, "UPDATE sop_step SET amount = amount + 60"),
    "due time of a limit": (LIMITS, "UPDATE statutory_clock SET due_at = LATER"),
    "begin of a limit": (LIMITS, "UPDATE statutory_clock SET starts_at = LATER"),
    "begin and due time of a limit": (
        limits.begun,
        "UPDATE statutory_clock SET starts_at = '2026-11-26 03:00:00', due_at = '2026-12-10 03:00:00'",
    ),
    "limit of a closed case": (limits.met, "UPDATE statutory_clock SET met_at = LATER WHERE complaint_id = 1"),
    "calendar on record": (CALENDARS, "UPDATE calendar_state SET body = '{}'"),
    "calendar of today": (RUNNING, "INSERT INTO holiday (day, name, kind, active) VALUES ('2026-11-25', '', '', 1)"),
}


def office(walk: Walk) -> Office:
    return Office(Path(), Path(), walk.now)


@pytest.mark.parametrize("what", ALTERED)
def test_a_stamp_altered_by_hand_is_named(what: str, sqlite_account: Any) -> None:
    look, statement = ALTERED[what]
    Walk(sqlite_account).with_answer().handed_back().finished()
    walk = Walk(sqlite_account, who="628110000022").at_section()
    assert list(look(office(walk))) == []
    database.execute_sql(statement.replace("LATER", LATER))
    assert list(look(office(walk))) != []


def test_a_running_pause_may_lag_behind_but_a_due_time_beyond_it_is_named(account: Any) -> None:
    walk = Walk(account).at_section()
    paused(walk)
    walk.now += timedelta(minutes=60)
    assert list(counts.running(office(walk))) == []
    beyond = walk.now + timedelta(days=2)
    StepRecord.update(due_at=beyond).where(StepRecord.finished_at.is_null()).execute()
    assert any("recounted" in fault for fault in counts.running(office(walk)))


@pytest.fixture
def older(sqlite_account: Any) -> Iterator[Walk]:
    """An office upgraded with steps that an older version ended."""
    walk = Walk(sqlite_account).at_section()
    StepRecord.update(calendar=None).where(StepRecord.finished_at.is_null(False)).execute()
    StatutoryClock.update(calendar=None).execute()
    CalendarState.update(first_at=NOW + timedelta(days=1)).execute()
    yield walk


def test_steps_of_an_older_version_are_told_as_a_note_and_no_fault(older: Walk) -> None:
    here = office(older)
    assert list(counts.ended(here)) == []
    assert [note for note in here.notes if "before calendars were kept" in note]
    assert held_since() == NOW + timedelta(days=1)
