"""Which clocks run on the open cases, and how much of their time has passed, pauses taken off."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.cases.merge_complaints import merge_complaints
from models.actions.clocks.warning_clocks import RunningClock, running_clocks
from models.rules.cases.sop import Move
from models.rules.clocks.warnings import Clock
from models.rules.staff.roles import Role
from models.tables import Complaint, Pause, StatutoryClock, StepRecord
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint


def clocks(moment: datetime) -> dict[Clock, list[RunningClock]]:
    found = list(running_clocks(moment))
    return {sort: [clock for clock in found if clock.sort is sort] for sort in Clock}


def test_a_case_has_the_clock_of_its_step_and_those_of_the_law(account: Any) -> None:
    walk = Walk(account)
    found = clocks(NOW + timedelta(minutes=6))
    (step,), (limit,) = found[Clock.LANGKAH], found[Clock.HUKUM]
    record = StepRecord.get(StepRecord.finished_at.is_null())
    assert (step.complaint, step.record, step.limit) == (walk.id, record.id, None)
    assert step.name == "langkah 2 “Identifikasi pengaduan”"
    assert (step.share, step.over) == (2.0, 3.0)  # three minutes allowed, six gone
    assert (limit.key, limit.record) == (f"hukum:{StatutoryClock.get().id}", None)
    assert "Tanggapan atas pengaduan" in limit.name and "09/12/2026 09.00" in limit.name
    assert limit.share == pytest.approx(6 / (14 * 24 * 60))


def test_pauses_and_nights_are_not_time_gone(account: Any) -> None:
    walk = Walk(account).at_section()
    record = StepRecord.get(StepRecord.finished_at.is_null())
    begins = walk.now + timedelta(minutes=6)
    values = {"record": record, "reason_code": "menunggu_instansi", "proof": "message:1", "why": "x"}
    Pause.create(
        **values,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=60),
        made_by=actor(Role.KASI_LALINTALKIM).staff_id,
    )
    (step,) = clocks(begins + timedelta(minutes=69))[Clock.LANGKAH]
    assert step.share == pytest.approx(0.5)  # 6 and 9 of 30 minutes
    assert step.over == 0
    evening, night = datetime(2026, 11, 25, 9, 30), datetime(2026, 11, 25, 18, 0)
    assert clocks(evening)[Clock.LANGKAH][0].share == clocks(night)[Clock.LANGKAH][0].share


def test_what_was_met_and_what_is_closed_runs_no_more(account: Any) -> None:
    walk = Walk(account)
    StatutoryClock.update(met_at=NOW).execute()
    assert clocks(NOW)[Clock.HUKUM] == []
    walk.move(Move.TUTUP_BUKAN_PENGADUAN)
    assert list(running_clocks(NOW)) == []
    assert not Complaint.get_by_id(walk.id).open


def test_a_limit_of_another_kind_of_case_is_silent(account: Any) -> None:
    walk = Walk(account).identified()
    assert len(clocks(walk.now)[Clock.HUKUM]) == 2
    Complaint.update(kind="apresiasi").execute()
    assert len(clocks(walk.now)[Clock.HUKUM]) == 1


def test_of_a_limit_of_a_case_and_of_one_merged_into_it_the_earlier_is_watched(account: Any) -> None:
    """Whoever waits longer was watched by nobody where the answer to the case his was merged into was not there."""
    lead, other = Walk(account).identified(), new_complaint(account, who="628110000002")
    earlier, later = NOW + timedelta(days=1), NOW + timedelta(days=14)
    merge_complaints(other.id, lead.id, "Hal yang sama", actor(Role.PENGELOLA), lead.tick())
    StatutoryClock.update(due_at=earlier).where(StatutoryClock.complaint == other.id).execute()
    watched = [one for one in clocks(lead.now)[Clock.HUKUM] if "Tanggapan" in one.name]
    assert [(one.complaint, "digabung" in one.name, "26/11" in one.name) for one in watched] == [
        (lead.id, True, True)
    ]
    StatutoryClock.update(due_at=later + timedelta(days=1)).where(StatutoryClock.complaint == other.id).execute()
    (watch,) = [one for one in clocks(lead.now)[Clock.HUKUM] if "Tanggapan" in one.name]
    assert "09/12" in watch.name and "digabung" not in watch.name
