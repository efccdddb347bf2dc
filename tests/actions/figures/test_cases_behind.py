"""Opening a figure shows its cases masked as every list does, within the scope; officers' figures to heads only."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.figures.cases_behind import cases_behind
from models.rules.core.errors import NotPermitted
from models.rules.figures.periods import own_period
from models.rules.staff.roles import Role
from models.tables import Complaint
from tests.office import NOW, actor, new_complaint

PERIOD = own_period(NOW.date(), NOW.date())
SOON, LATER = NOW + timedelta(minutes=1), NOW + timedelta(hours=3)


def test_late_ones_first_and_what_runs_has_no_minutes(account: Any) -> None:
    case = new_complaint(account)
    head = actor(Role.KEPALA_KANTOR)
    assert cases_behind(PERIOD, head, SOON, "langkah", "2", "running_late") == []
    (line,) = cases_behind(PERIOD, head, LATER, "langkah", "2", "running_late")
    assert (line.number, line.step, line.late, line.net) == (case.number, 2, True, None)
    second = new_complaint(account, who="628110000002")
    Complaint.update(due_at=LATER + timedelta(days=1)).where(Complaint.id == case.id).execute()
    both = cases_behind(PERIOD, head, LATER, "semua", "", "received")
    assert [(one.number, one.late) for one in both] == [(second.number, True), (case.number, False)]
    first = cases_behind(PERIOD, head, LATER, "langkah", "1", "on_time")[0]
    assert first.net is not None
    with pytest.raises(KeyError):
        cases_behind(PERIOD, head, LATER, "langkah", "2", "share")


def test_a_protected_complainant_and_misconduct_are_masked_here_too(account: Any) -> None:
    case = new_complaint(account, "Saya Sari Contoh, paspor belum jadi")
    changes = {"identity_protected": True, "subject": "Sari Contoh menunggu paspor"}
    Complaint.update(changes).where(Complaint.id == case.id).execute()
    (line,) = cases_behind(PERIOD, actor(Role.KEPALA_KANTOR), SOON, "semua", "", "received")
    assert "Sari" not in line.subject
    for change in ({"misconduct": True}, {"misconduct": False, "conduct": "jalur"}):
        Complaint.update(change).where(Complaint.id == case.id).execute()
        (line,) = cases_behind(PERIOD, actor(Role.KEPALA_KANTOR), SOON, "semua", "", "received")
        assert line.subject == "(dirahasiakan)"


def test_another_officers_figures_are_for_who_may_compare_them(account: Any) -> None:
    new_complaint(account)
    officer, other = actor(Role.PENGELOLA), actor(Role.KASUBSI_INFOKIM)
    assert cases_behind(PERIOD, officer, SOON, "petugas", str(officer.staff_id), "ended") == []
    with pytest.raises(NotPermitted):
        cases_behind(PERIOD, officer, SOON, "petugas", str(other.staff_id), "ended")
    assert cases_behind(PERIOD, other, SOON, "petugas", str(officer.staff_id), "ended") == []
