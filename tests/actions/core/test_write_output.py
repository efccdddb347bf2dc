"""Outputs written by hand: identification sets the usual section and secrecy; later texts win, earlier ones stay."""

from typing import Any

import pytest

from models.actions.core.write_output import choose_section, identify, latest_text
from models.actions.papers.cancel_document import cancel_document
from models.rules.cases.sop import Output
from models.rules.core.errors import DocumentNotAllowed, MoveNotAllowed, RuleBroken, TextEmpty
from models.rules.privacy.masking import HIDDEN
from models.rules.staff.roles import Role, Section
from models.tables import StepOutput
from tests.actions.walking import Walk
from tests.office import NOW, actor


def test_identification_takes_the_categorys_section_and_cuts_the_subject(account: Any) -> None:
    walk = Walk(account)
    identify(
        walk.id, actor(Role.PENGELOLA), NOW, category="tpi", subject="antre\n" + "kata " * 60, urgency="mendesak"
    )
    case = walk.case
    assert (case.kind, case.section, case.urgency, case.security_class) == (
        "pengaduan",
        "lalintalkim",
        "mendesak",
        "B",
    )
    assert len(case.subject) <= 120
    assert "\n" not in case.subject


def test_a_complaint_about_an_employee_is_secret_and_for_kepala_kantor(account: Any) -> None:
    walk = Walk(account)
    identify(walk.id, actor(Role.PENGELOLA), NOW, category="perilaku_petugas", subject="Diminta uang")
    assert (walk.case.section, walk.case.security_class, walk.case.confidential) == (Section.KEPALA_KANTOR, "R", True)
    identify(walk.id, actor(Role.PENGELOLA), NOW, category="paspor", subject="Ternyata soal paspor")
    assert (walk.case.security_class, walk.case.confidential) == ("B", False)


def test_identification_writes_what_it_was_given_and_leaves_the_rest(account: Any) -> None:
    walk, pengelola = Walk(account), actor(Role.PENGELOLA)
    first = {"subject": "Antre", "incident_place": "Loket 2", "reported_party": "Budi", "urgency": "mendesak"}
    identify(walk.id, pengelola, NOW, category="tpi", **first)
    identify(walk.id, pengelola, NOW, category="paspor", incident_place=" ", incident_time="pagi")
    case = walk.case
    assert (case.category, case.subject, case.reported_party, case.urgency) == ("paspor", "Antre", "Budi", "mendesak")
    assert (case.incident_place, case.incident_time) == ("", "pagi")


def test_identification_writes_only_what_the_complainant_told_and_never_a_mask(sqlite_account: Any) -> None:
    walk, pengelola = Walk(sqlite_account), actor(Role.PENGELOLA)
    with pytest.raises(TypeError, match="hold_reason"):
        identify(walk.id, pengelola, NOW, category="paspor", subject="x", hold_reason="y")
    with pytest.raises(RuleBroken, match=HIDDEN):
        identify(walk.id, pengelola, NOW, category="paspor", subject=f"Paspor {HIDDEN}")


@pytest.mark.parametrize(("category", "subject"), [("tidak_ada", "x"), ("paspor", "   ")])
def test_an_incomplete_identification_is_refused(account: Any, category: str, subject: str) -> None:
    with pytest.raises(TextEmpty):
        identify(Walk(account).id, actor(Role.PENGELOLA), NOW, category=category, subject=subject)


def test_a_later_text_wins_and_the_earlier_one_stays(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    walk.write(Output.LAPORAN, "pertama")
    walk.write(Output.LAPORAN, "kedua")
    assert latest_text(walk.id, Output.LAPORAN) == "kedua"
    assert StepOutput.select().where(StepOutput.kind == str(Output.LAPORAN)).count() == 2
    assert latest_text(walk.id, Output.NASKAH_JAWABAN) == ""


def test_an_empty_text_is_refused(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    with pytest.raises(TextEmpty):
        walk.write(Output.LAPORAN, " \n ")


def test_a_signed_nota_dinas_holds_its_section_until_it_is_cancelled(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    signed = walk.paper("ND-TERUS")
    choose_section(walk.id, Section.LALINTALKIM, kasubsi, walk.tick())  # the same one: nothing to refuse
    with pytest.raises(DocumentNotAllowed, match="kepada Seksi Lalintalkim sudah ditandatangani"):
        choose_section(walk.id, Section.INTELDAKIM, kasubsi, walk.tick())
    assert walk.case.section == Section.LALINTALKIM
    cancel_document(signed.id, "salah seksi", kasubsi, walk.tick())
    choose_section(walk.id, Section.INTELDAKIM, kasubsi, walk.tick())
    assert walk.case.section == Section.INTELDAKIM


def test_the_section_is_chosen_on_the_desks_of_step_4_only(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    choose_section(walk.id, Section.INTELDAKIM, actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert walk.case.section == Section.INTELDAKIM
    with pytest.raises(MoveNotAllowed):
        choose_section(walk.id, Section.TIKKIM, actor(Role.PENGELOLA), walk.tick())
