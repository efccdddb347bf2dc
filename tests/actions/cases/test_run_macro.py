"""Macros: every step as by hand, all or none, traced, for its roles only, and nothing is ever sent."""

from typing import Any

import pytest

from models.actions.cases.run_macro import macros_for, run_macro, words_of
from models.rules.cases.sop import Output
from models.rules.core.declarations import Holds
from models.rules.core.errors import AlreadyDone, MoveNotAllowed, NotPermitted, NotVisible, RuleBroken, StaleCase
from models.rules.staff.roles import Role
from models.tables import Audit, CaseNote, Complaint, Document, Macro, Outbox, StepOutput
from models.tables.core.declaring import held_by, must_declare
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint

ME = Role.PENGELOLA


def a_macro(**columns: Any) -> Macro:
    """Keep a macro."""
    return Macro.create(**{"name": "Uji", "roles": str(ME), **columns})


def run(macro: Macro, walk: Walk, role: Role = ME, **words: Any) -> Any:
    """Run a macro on a walk's case as its page would."""
    return run_macro(macro.id, walk.id, actor(role), NOW, version=walk.case.version, **words)


def test_all_steps_of_step_two_with_one_click(account: Any) -> None:
    walk = Walk(account)
    macro = a_macro(category="paspor", urgency="mendesak", note="Berkas di loket 2", text_code="data-kurang")
    ran = run(macro, walk, form_key="k" * 32)
    assert list(ran.done) == words_of(macro)
    assert ran.done == (
        "kategori: Paspor (DPRI) dan penggantiannya",
        "urgensi: mendesak",
        "catatan internal: “Berkas di loket 2”",
        "teks /data-kurang di kotak pesan",
    )
    case = walk.case
    assert (case.category, case.urgency, case.section, case.subject) == (
        "paspor",
        "mendesak",
        "lalintalkim",
        "Paspor saya belum jadi",
    )
    assert CaseNote.get().text == "Berkas di loket 2"
    assert StepOutput.select().where(StepOutput.kind == str(Output.IDENTIFIKASI)).count() == 1
    assert Outbox.select().count() == 0
    assert [row.after for row in Audit.select().where(Audit.event == "makro")] == ["Uji"]
    with pytest.raises(AlreadyDone):
        run(macro, walk, form_key="k" * 32)


def test_what_the_case_says_stays_as_it_is(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account)
    names = [column.name for column in Complaint._meta.sorted_fields if must_declare(column)]
    told = {name: "zamrud" for name in names if held_by(getattr(Complaint, name)).holds is not Holds.MACHINE}
    Complaint.update(**told, urgency="mendesak").execute()
    run(a_macro(category="paspor"), walk)
    assert {name: getattr(walk.case, name) for name in told} == told
    assert (walk.case.category, walk.case.urgency) == ("paspor", "mendesak")


def test_section_and_paper_of_step_four(account: Any) -> None:
    walk = Walk(account).identified()
    Complaint.update(stage="penerusan_pengelola", step=4).where(Complaint.id == walk.id).execute()
    run(a_macro(section="inteldakim", paper="ND-TERUS"), walk)
    assert walk.case.section == "inteldakim"
    assert Document.get().type == "ND-TERUS"


@pytest.mark.parametrize(
    ("columns", "error"),
    [
        ({"section": "tikkim"}, MoveNotAllowed),
        ({"paper": "ND-JAWAB"}, RuleBroken),
        ({"text_code": "tidak-ada"}, RuleBroken),
        ({"note": "x" * 5000}, RuleBroken),
    ],
)
def test_one_step_refused_undoes_all_and_is_named(account: Any, columns: dict[str, str], error: type) -> None:
    walk = Walk(account)
    before = (walk.case.version, walk.case.category, Audit.select().count())
    with pytest.raises(error, match="Makro “Uji” tidak dijalankan"):
        run(a_macro(category="paspor", urgency="mendesak", **columns), walk)
    assert (walk.case.version, walk.case.category, Audit.select().count()) == before
    assert CaseNote.select().count() == StepOutput.select().where(StepOutput.kind == "x").count() == 0


def test_a_macro_is_for_its_roles_and_only_while_it_is_used(account: Any) -> None:
    walk = Walk(account)
    macro = a_macro(note="x", position=-1)
    assert macros_for(actor(ME))[0].name == "Uji"
    assert "Uji" not in [row.name for row in macros_for(actor(Role.KASUBSI_INFOKIM))]
    with pytest.raises(NotVisible):
        run(macro, walk, Role.KASUBSI_INFOKIM)
    Macro.update(active=False).execute()
    with pytest.raises(NotVisible):
        run(macro, walk)


def test_a_macro_gives_nobody_more_than_his_own_hands(account: Any) -> None:
    walk = Walk(account).at_section()
    macro = a_macro(roles="", urgency="mendesak")
    with pytest.raises(NotPermitted):
        run(macro, walk, Role.KASI_LALINTALKIM)
    with pytest.raises(NotVisible):
        run(macro, walk, Role.KASI_INTELDAKIM)
    text = a_macro(name="Teks", roles="", text_code="data-kurang")
    with pytest.raises(NotPermitted):
        run(text, walk, Role.KASI_LALINTALKIM)


def test_what_changed_since_the_preview_is_refused(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(StaleCase):
        run_macro(a_macro(note="x").id, walk.id, actor(ME), NOW, version=walk.case.version - 1)


def test_the_office_begins_with_macros_that_run(account: Any) -> None:
    seeded = list(Macro.select().order_by(Macro.position))
    assert len(seeded) >= 5
    for place, macro in enumerate(seeded):
        assert words_of(macro)
        case = new_complaint(account, "Paspor saya", f"62811{place:07d}")
        if macro.section or macro.paper:
            changes = {"stage": "penerusan_pengelola", "step": 4, "category": "paspor"}
            Complaint.update(changes).where(Complaint.id == case.id).execute()
        ran = run_macro(macro.id, case.id, actor(ME), NOW, version=case.version)
        assert list(ran.done) == words_of(macro)
