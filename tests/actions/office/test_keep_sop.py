"""Issues of the SOP over time: the next one waits for its day, cases keep theirs, what they follow stays as it is."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.actions.clocks.recompute_steps import recompute_open_steps
from models.actions.core.office_facts import sop_in_force, standards
from models.actions.core.step_clock import running
from models.actions.office.keep_sop import change_sop, issue_sop, issued_steps, may_change, withdraw_sop
from models.rules.clocks.due_dates import Standard, Unit
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible
from models.rules.office.sop_issue import Issue, SopNotAllowed
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, SopStep, SopVersion
from tests.office import NOW, actor, new_complaint

ADMINISTRATOR = Role.ADMINISTRATOR
TODAY = date(2026, 11, 25)
SOON = date(2026, 12, 1)
LATER = datetime(2026, 12, 2, 3)  # naive UTC, after that day began


def loaded() -> SopVersion:
    return SopVersion.select().order_by(SopVersion.id).get()


def next_issue(day: date = SOON, minutes: int = 60) -> Issue:
    """The loaded SOP with another time for step 2."""
    steps = issued_steps(loaded().id)
    changed = tuple(replace(row, standard=Standard(minutes, Unit.MENIT)) if row.step == 2 else row for row in steps)
    return Issue("SOP-2", "Pengelolaan pengaduan", day, changed)


def keep(issue: Issue, **words: Any) -> SopVersion:
    return issue_sop(issue, actor(ADMINISTRATOR), NOW, **words)


def test_the_next_issue_is_in_force_from_its_day_and_a_running_case_keeps_its_own(account: Any) -> None:
    case = new_complaint(account)
    record = running(case)
    assert record is not None
    kept = keep(next_issue())
    assert sop_in_force(NOW) == loaded() and sop_in_force(LATER) == kept
    assert standards(kept.id)[2] == Standard(60, Unit.MENIT) and standards(loaded().id)[2] == Standard(3, Unit.MENIT)
    recompute_open_steps(actor(ADMINISTRATOR), LATER)
    again = running(Complaint.get_by_id(case.id))
    assert again is not None and again.due_at == record.due_at
    assert Complaint.get_by_id(case.id).sop_version_id == loaded().id
    told = Audit.get(Audit.event == "terbitkan_sop").after
    assert "SOP-2 mulai 2026-12-01" in told and "2 60 menit" in told


def test_an_issue_begins_after_the_last_day_a_complaint_was_opened(account: Any) -> None:
    keep(next_issue(TODAY - timedelta(days=30)))  # a new office: nothing was opened yet
    new_complaint(account)
    with pytest.raises(SopNotAllowed, match="paling cepat besok"):
        keep(next_issue(TODAY))
    with pytest.raises(SopNotAllowed, match="Sudah ada terbitan"):
        keep(next_issue(TODAY - timedelta(days=30)))
    keep(next_issue(TODAY + timedelta(days=1)))


def test_until_its_day_an_issue_is_changed_or_withdrawn(account: Any) -> None:
    new_complaint(account)
    kept = keep(next_issue())
    change_sop(kept.id, next_issue(SOON + timedelta(days=1), 90), actor(ADMINISTRATOR), NOW)
    assert SopVersion.get_by_id(kept.id).valid_from == SOON + timedelta(days=1)
    assert standards(kept.id)[2] == Standard(90, Unit.MENIT)
    change_sop(
        kept.id, next_issue(SOON + timedelta(days=1), 95), actor(ADMINISTRATOR), NOW
    )  # its own day is no clash
    withdraw_sop(kept.id, actor(ADMINISTRATOR), NOW)
    assert [row.id for row in SopVersion.select()] == [loaded().id] and SopStep.select().count() == 9
    with pytest.raises(NotVisible):
        withdraw_sop(kept.id, actor(ADMINISTRATOR), NOW)
    assert [row.event for row in Audit.select().where(Audit.event.endswith("_sop")).order_by(Audit.id)] == [
        *("terbitkan_sop", "ubah_sop", "ubah_sop", "batalkan_sop"),
    ]


def test_what_cases_follow_stays_as_it_is(account: Any) -> None:
    first = loaded()
    assert may_change(first, NOW)
    change_sop(first.id, replace(next_issue(first.valid_from), number="SOP-1"), actor(ADMINISTRATOR), NOW)
    new_complaint(account)
    assert not may_change(first, NOW)
    with pytest.raises(SopNotAllowed, match="isinya tetap"):
        change_sop(first.id, next_issue(), actor(ADMINISTRATOR), NOW)
    with pytest.raises(SopNotAllowed, match="isinya tetap"):
        withdraw_sop(first.id, actor(ADMINISTRATOR), NOW)
    assert standards(first.id)[2] == Standard(60, Unit.MENIT)


def test_an_office_is_never_left_without_a_sop(account: Any) -> None:
    with pytest.raises(SopNotAllowed, match="sudah berlaku"):
        withdraw_sop(loaded().id, actor(ADMINISTRATOR), NOW)
    change_sop(loaded().id, next_issue(SOON), actor(ADMINISTRATOR), NOW)
    with pytest.raises(SopNotAllowed, match="sudah berlaku"):
        withdraw_sop(loaded().id, actor(ADMINISTRATOR), NOW)


@pytest.mark.parametrize("role", [role for role in Role if role is not ADMINISTRATOR])
def test_only_who_keeps_the_sop_writes_it(sqlite_account: Any, role: Role) -> None:
    kept = keep(next_issue())
    for act in (
        lambda: issue_sop(next_issue(SOON + timedelta(days=9)), actor(role), NOW),
        lambda: change_sop(kept.id, next_issue(), actor(role), NOW),
        lambda: withdraw_sop(kept.id, actor(role), NOW),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_a_form_counts_once_and_a_refused_one_leaves_nothing(account: Any) -> None:
    keep(next_issue(), form_key="kunci-1")
    with pytest.raises(AlreadyDone):
        keep(next_issue(SOON + timedelta(days=5)), form_key="kunci-1")
    with pytest.raises(SopNotAllowed):
        keep(next_issue(SOON + timedelta(days=5), minutes=0))
    assert SopVersion.select().count() == 2 and SopStep.select().count() == 18
