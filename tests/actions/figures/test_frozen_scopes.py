"""Each scope of a closed month is kept: office, section, outside the lane for conduct, named in a case."""

from datetime import datetime
from typing import Any

import pytest

from models.actions.core.recused_posts import cases_hidden_from
from models.actions.figures.close_month import close_month
from models.actions.figures.frozen_scopes import FrozenScope
from models.actions.figures.month_figures import live_figures, month_figures
from models.rules.figures.month_seal import without_subjects
from models.rules.privacy.conduct_lane import Conduct
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, ConflictParty, MonthClose, Staff
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint

OVER = datetime(2026, 12, 1, 2, 0)
KASI = Role.KASI_TIKKIM


@pytest.fixture
def closed(account: Any) -> Walk:
    """Three complaints: one at Lalintalkim, one that names Kasi TIKKIM, one in the lane for conduct."""
    walk = Walk(account).at_section()
    named, lane = (new_complaint(account, who=f"62811000000{n}") for n in (2, 3))
    ConflictParty.create(complaint=named.id, staff=Staff.get(role=str(KASI)).id, named_at=NOW)
    Complaint.update(conduct=str(Conduct.WORDS)).where(Complaint.id == lane.id).execute()
    return walk


def received(role: Role) -> Any:
    return month_figures("2026-11", OVER, actor(role).whole_scope)["received"]


def shown() -> dict[Role, dict[str, object]]:
    return {role: without_subjects(month_figures("2026-11", OVER, actor(role).whole_scope)) for role in ROLES}


ROLES = {Role.KEPALA_KANTOR: 3, KASI: 2, Role.PENGELOLA: 2, Role.KASI_LALINTALKIM: 1, Role.KASI_INTELDAKIM: 0}


def test_every_scope_is_the_one_at_closing_and_hidden_cases_stay_hidden(closed: Walk) -> None:
    live = {role: without_subjects(live_figures("2026-11", OVER, actor(role).whole_scope)) for role in ROLES}
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), OVER)
    assert {role: received(role) for role in ROLES} == ROLES
    assert shown() == live
    ConflictParty.update(lifted_at=OVER).execute()
    Complaint.update(conduct="").execute()
    Complaint.update(section=str(Section.INTELDAKIM), forwarded=True).execute()
    assert shown() == live


def test_a_case_that_names_him_since_leaves_his_figures_and_no_others(closed: Walk) -> None:
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), OVER)
    head = actor(Role.KEPALA_KANTOR)
    ConflictParty.create(complaint=closed.id, staff=head.staff_id, named_at=OVER)
    assert (received(Role.KEPALA_KANTOR), received(KASI)) == (2, 2)
    assert closed.case.number not in str(month_figures("2026-11", OVER, head.whole_scope))
    assert cases_hidden_from(head) == {closed.id}


def test_a_subject_is_shown_as_its_register_may_show_it_now(closed: Walk) -> None:
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), OVER)
    said = {row["number"]: row["subject"] for row in month_figures("2026-11", OVER)["open"]}  # type: ignore[attr-defined]
    assert said[closed.case.number] == "Paspor belum jadi"
    assert "belum jadi" not in MonthClose.get().figures
    Complaint.update(misconduct=True).where(Complaint.id == closed.id).execute()
    rows: Any = month_figures("2026-11", OVER)["open"]
    assert [row["subject"] for row in rows if row["number"] == closed.case.number] == ["(dirahasiakan)"]


def test_without_facts_only_the_whole_office_is_kept(closed: Walk) -> None:
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), OVER)
    close = MonthClose.get()
    assert [FrozenScope(close, actor(role).whole_scope).kept for role in ROLES] == [True] * 5
    close.month = "2026-10"
    kept = [
        FrozenScope(close, actor(role).whole_scope).kept for role in (Role.KASUBSI_INFOKIM, Role.KASI_LALINTALKIM)
    ]
    assert kept == [True, False]
