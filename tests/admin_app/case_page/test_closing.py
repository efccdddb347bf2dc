"""Closing as no complaint on the screen: who has the button at which desk, alone and for several cases at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.move_complaint import move_complaint
from models.rules.cases.sop import Move
from models.rules.staff.roles import Role
from models.tables import Complaint, StepRecord
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send
from tests.office import actor


def shown(case: Complaint) -> dict[str, str]:
    """What the list of cases says of this one when it is drawn."""
    return {f"versi:{case.public_id}": str(case.version), f"dilihat:{case.public_id}": str(case.news)}


Open = Callable[[Role | str], Browser]
CLOSE, GO_ON = "langkah-tutup_di_tengah", "langkah-lanjutkan"


def test_kasubsi_closes_a_case_that_lies_with_a_section_and_lets_it_go_on_there(
    sqlite_account: Any, signed_in: Open
) -> None:
    case = Walk(sqlite_account).at_fieldwork().case
    for role in (Role.PENGELOLA, Role.KASI_LALINTALKIM, Role.KEPALA_KANTOR):
        assert CLOSE not in forms_on(case_page(signed_in(role), case)), role
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    form = forms_on(case_page(kasubsi, case))[CLOSE]
    assert send(kasubsi, form, reason="").status_code == 409
    assert send(kasubsi, form, reason="Iklan.").status_code == 303
    closed = Complaint.get_by_id(case.id)
    assert (closed.stage, closed.kind) == ("ditutup", "bukan-pengaduan")
    assert GO_ON not in forms_on(case_page(signed_in(Role.PENGELOLA), case))
    page = case_page(kasubsi, case)
    assert "berhenti karena kasus ditutup" in page
    assert send(kasubsi, forms_on(page)[GO_ON], reason="Keliru.").status_code == 303
    assert Complaint.get_by_id(case.id).stage == "penelitian"


@pytest.mark.parametrize(("role", "said"), [(Role.KASUBSI_INFOKIM, 1), (Role.PENGELOLA, 0)])
def test_several_are_closed_at_once_by_who_may_close_each(
    sqlite_account: Any, signed_in: Open, role: Role, said: int
) -> None:
    case = Walk(sqlite_account).at_fieldwork().case
    words = {"kasus": [case.public_id], "tindakan": "bukan", "reason": "Iklan.", "form_key": "k" * 32}
    page = text(signed_in(role).post("/sekaligus/lakukan", **words, **shown(case)))
    assert f"Tutup: bukan pengaduan: {said} dari 1 kasus" in page
    assert (Complaint.get_by_id(case.id).stage == "ditutup") is bool(said)


def test_a_step_that_was_broken_off_is_not_said_to_be_late(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account).at_section()
    StepRecord.update(late=False).where(StepRecord.complaint == walk.id).execute()
    walk.now += timedelta(days=3)
    move_complaint(walk.id, Move.TUTUP_DI_TENGAH, actor(Role.KASUBSI_INFOKIM), walk.tick(), reason="Iklan.")
    assert StepRecord.get(StepRecord.step == 5).late
    rail = case_page(signed_in(Role.KASUBSI_INFOKIM), walk.case).split("Sembilan langkah SOP")[1].split("</ol>")[0]
    assert "berhenti karena kasus ditutup" in rail
    assert "terlambat" not in rail
