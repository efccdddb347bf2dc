"""Every write that a warning or a limit hangs on has its case looked at at once; any other leaves its moment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models.tables import Complaint, History, Pause, SopVersion, Staff, StatutoryClock, StepOutput, StepRecord, Thread
from models.tables import Warning as WarningGiven
from models.tables.clocks import look_triggers
from models.tables.clocks.look_triggers import install, look_at_all, missing, remove
from models.tables.upkeep.schema import migrate
from tests.actions.walking import Walk
from tests.office import NOW, new_complaint

FAR = NOW + timedelta(days=1)


def looked_at(case: int) -> None:
    Complaint.update(look_at=FAR, look_by="x").where(Complaint.id == case).execute()


def noted() -> set[int]:
    return {case for (case,) in Complaint.select(Complaint.id).where(Complaint.look_by == "").tuples()}


def kept(*cases: int) -> None:
    Complaint.update(limits_by="x").where(Complaint.id.in_(cases)).execute()


def to_keep() -> set[int]:
    return {case for (case,) in Complaint.select(Complaint.id).where(Complaint.limits_by == "").tuples()}


def other_thread() -> Any:
    return Thread.select(Thread.id).order_by(Thread.id.desc()).scalar()


def pause(record: Any) -> Any:
    return Pause.create(record=record, reason_code="keadaan_kahar", starts_at=NOW, made_by=Staff.get())


def other_sop() -> int:
    version = SopVersion.get()
    key = SopVersion.create(
        number="lain", title="lain", loaded_at=NOW, valid_from=version.valid_from + timedelta(days=1)
    )
    return int(key.id)


ROWS: list[tuple[str, Callable[[Any], Any], bool]] = [
    ("a step begins", lambda case: StepRecord.create(complaint=case, step=9, round=7, started_at=NOW), True),
    ("a step ends", lambda _: StepRecord.update(finished_at=NOW).execute(), True),
    ("a step ran since", lambda _: StepRecord.update(started_at=FAR).execute(), True),
    ("a step is another", lambda _: StepRecord.update(step=StepRecord.step + 3).execute(), True),
    ("a step is gone", lambda _: StepRecord.delete().where(StepRecord.finished_at.is_null()).execute(), True),
    ("a step is due", lambda _: StepRecord.update(due_at=FAR, due_plain=FAR).execute(), False),
    ("a limit begins otherwise", lambda _: StatutoryClock.update(starts_at=FAR).execute(), True),
    ("a limit is due otherwise", lambda _: StatutoryClock.update(due_at=FAR).execute(), True),
    ("a limit is met", lambda _: StatutoryClock.update(met_at=NOW).execute(), True),
    ("a limit stands no more", lambda _: StatutoryClock.update(stands=False).execute(), True),
    ("a limit runs again", lambda _: StatutoryClock.update(lost_seen_at=NOW).execute(), True),
    ("a limit is gone", lambda _: StatutoryClock.delete().execute(), True),
    ("who lost it", lambda _: StatutoryClock.update(lost_by="isi_baru").execute(), False),
    ("the kind changes", lambda _: Complaint.update(kind="apresiasi").execute(), True),
    ("the source changes", lambda _: Complaint.update(source="ombudsman").execute(), True),
    ("the lane changes", lambda _: Complaint.update(conduct="usulan").execute(), True),
    ("it is closed", lambda _: Complaint.update(open=False).execute(), True),
    ("another SOP", lambda _: Complaint.update(sop_version=other_sop()).execute(), True),
    ("somebody reads", lambda _: Complaint.update(unread=3, version=9, subject="lain", stage="x").execute(), False),
    ("the kind stays", lambda case: Complaint.update(kind=Complaint.get_by_id(case).kind).execute(), False),
]


@pytest.mark.parametrize(("what", "change", "at_once"), ROWS, ids=[row[0] for row in ROWS])
def test_what_a_warning_hangs_on_is_noted(
    what: str, change: Callable[[Any], Any], at_once: bool, account: Any
) -> None:
    walk = Walk(account)
    assert noted() == {walk.id}
    looked_at(walk.id)
    change(walk.id)
    assert (noted() == {walk.id}) is at_once, what


def moved(case: int) -> None:
    History.create(complaint=case, at=NOW, move="gabung", to_stage="x")


def written(case: int) -> None:
    StepOutput.create(complaint=case, step=9, round=1, kind="lain", made_at=NOW)


def unwritten(case: int) -> None:
    StepRecord.update(output=None).execute()
    StepOutput.delete().where(StepOutput.complaint == case).execute()


LIMITS: list[tuple[str, Callable[[Any], Any], bool]] = [
    (
        "an output is made",
        lambda case: StepOutput.create(complaint=case, step=9, round=1, kind="lain", made_at=NOW),
        True,
    ),
    ("an output is of another time", lambda _: StepOutput.update(made_at=FAR).execute(), True),
    ("an output is of another kind", lambda _: StepOutput.update(kind="lain").execute(), True),
    ("an output counts no more", lambda _: StepOutput.update(undone=True).execute(), True),
    ("an output is gone", unwritten, True),
    ("it moved", moved, True),
    ("a limit begins otherwise", lambda _: StatutoryClock.update(starts_at=FAR).execute(), True),
    ("a limit is due otherwise", lambda _: StatutoryClock.update(due_at=FAR).execute(), True),
    ("a limit is met", lambda _: StatutoryClock.update(met_at=NOW).execute(), True),
    ("a limit stands no more", lambda _: StatutoryClock.update(stands=False).execute(), True),
    ("a limit is gone", lambda _: StatutoryClock.delete().execute(), True),
    ("who lost it", lambda _: StatutoryClock.update(lost_by="isi_baru").execute(), False),
    ("the kind changes", lambda _: Complaint.update(kind="apresiasi").execute(), True),
    ("the source changes", lambda _: Complaint.update(source="ombudsman").execute(), True),
    ("it came earlier", lambda _: Complaint.update(opened_at=NOW - timedelta(days=3)).execute(), True),
    ("its file is complete", lambda _: Complaint.update(complete_at=FAR).execute(), True),
    ("its conversation is another", lambda _: Complaint.update(thread=other_thread()).execute(), True),
    ("it is closed", lambda _: Complaint.update(open=False).execute(), True),
    ("a step ends", lambda _: StepRecord.update(finished_at=NOW).execute(), False),
    ("somebody reads", lambda _: Complaint.update(unread=3, version=9, subject="lain", stage="x").execute(), False),
    ("the clock is looked at", lambda _: Complaint.update(look_at=FAR, look_by="y").execute(), False),
]


@pytest.mark.parametrize(("what", "change", "at_once"), LIMITS, ids=[row[0] for row in LIMITS])
def test_what_a_limit_of_the_law_hangs_on_is_noted(
    what: str, change: Callable[[Any], Any], at_once: bool, account: Any
) -> None:
    walk, other = Walk(account).identified(), new_complaint(account, who="628110000002")
    assert to_keep() == {walk.id, other.id}
    kept(walk.id, other.id)
    change(walk.id)
    assert (walk.id in to_keep()) is at_once, what


def test_what_is_done_in_a_merged_complaint_is_noted_at_both(account: Any) -> None:
    lead, other = new_complaint(account), new_complaint(account, who="628110000002")
    Complaint.update(lead=lead.id).where(Complaint.id == other.id).execute()
    kept(lead.id, other.id)
    written(other.id)
    assert to_keep() == {lead.id, other.id}


PAUSES: list[dict[str, Any]] = [
    {"reason_code": "menunggu_undangan"},
    {"starts_at": FAR},
    {"ends_at": FAR},
    {"countersigned_at": FAR},
    {"refused": True},
    {"asked_at": FAR},
    {"limit_minutes": 7.0},
    {"counted_before": True},
]


@pytest.mark.parametrize("change", PAUSES, ids=[next(iter(row)) for row in PAUSES])
def test_every_change_of_a_pause_is_noted(change: dict[str, Any], account: Any) -> None:
    case = new_complaint(account)
    record = StepRecord.get(StepRecord.finished_at.is_null())
    looked_at(case.id)
    row = pause(record)
    assert noted() == {case.id}
    looked_at(case.id)
    Pause.update(why="lain").execute()
    assert noted() == set()
    Pause.update(change).execute()
    assert noted() == {case.id}
    looked_at(case.id)
    Pause.delete().where(Pause.id == row.id).execute()
    assert noted() == {case.id}


def test_a_warning_that_is_gone_is_noted_and_one_that_is_given_is_not(account: Any) -> None:
    case = new_complaint(account)
    looked_at(case.id)
    row = WarningGiven.create(complaint=case.id, grade="50", key="langkah:1:50", at=NOW)
    assert noted() == set()
    WarningGiven.delete().where(WarningGiven.id == row.id).execute()
    assert noted() == {case.id}


def test_what_befalls_a_merged_complaint_is_noted_at_the_case_that_leads_it(account: Any) -> None:
    lead, other = new_complaint(account), new_complaint(account, who="628110000002")
    looked_at(lead.id)
    looked_at(other.id)
    Complaint.update(lead=lead.id).where(Complaint.id == other.id).execute()
    assert noted() == {lead.id, other.id}
    looked_at(lead.id)
    looked_at(other.id)
    StatutoryClock.update(due_at=FAR).where(StatutoryClock.complaint == other.id).execute()
    assert noted() == {lead.id}
    looked_at(lead.id)
    Complaint.update(lead=None).where(Complaint.id == other.id).execute()
    assert noted() == {lead.id, other.id}


def test_lost_triggers_are_named_and_put_back_and_then_every_open_case_is_looked_at(account: Any) -> None:
    case = new_complaint(account)
    assert (missing(), install()) == ([], False)
    remove()
    assert len(missing()) == len(set(missing())) == 22
    looked_at(case.id)
    kept(case.id)
    StepRecord.update(started_at=FAR).execute()
    assert noted() == set()
    migrate()
    assert missing() == []
    assert noted() == to_keep() == {case.id}


def test_nothing_is_looked_at_anew_by_a_migration_that_finds_every_trigger(account: Any) -> None:
    case = new_complaint(account)
    looked_at(case.id)
    migrate()
    assert noted() == set()
    look_at_all()
    assert noted() == {case.id}


def test_each_trigger_has_a_short_name() -> None:
    assert all(len(one.name) < 63 for one in look_triggers._every())
