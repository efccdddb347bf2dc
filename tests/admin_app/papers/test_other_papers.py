"""Papers no step waits for, by their forms: escalation, answer handed on, disposition, letter and its English."""

import json
from typing import Any

from models.actions.papers.draft_document import draft_document
from models.rules.cases.sop import Move, Output
from models.rules.staff.roles import Role, Section
from models.tables import Document
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send
from tests.office import actor


def submit(browser: Browser, walk: Walk, form: str, **fields: Any) -> str:
    """Send a form of the case's page and return the page after it."""
    forms = forms_on(case_page(browser, walk.case))
    assert form in forms, sorted(forms)
    answer = send(browser, forms[form], **fields)
    assert answer.status_code == 303, text(answer)[:3000]
    return case_page(browser, walk.case)


def facts_of(code: str) -> dict[str, Any]:
    return dict(json.loads(Document.get(Document.type == code).facts))


def test_a_section_escalates_with_reason_opinion_and_proposal(sqlite_account: Any, signed_in: Any) -> None:
    walk = Walk(sqlite_account).at_section()
    walk.write(Output.IDENTIFIKASI_SEKSI, "Menyangkut seluruh loket.")
    kasi = signed_in(Role.KASI_LALINTALKIM)
    drafted = send(kasi, forms_on(case_page(kasi, walk.case))["konsep-nd-eskal"])
    assert drafted.location.endswith("#f-nd-eskal")  # one goes on there, without opening it again
    page = case_page(kasi, walk.case)
    assert "Naskah lain" in page and 'id="f-nd-eskal"' in page
    early = send(kasi, forms_on(page)["ttd-nd-eskal"])
    assert early.status_code == 409
    assert "alasan (reason)" in text(early)
    submit(
        kasi, walk, "konsep-nd-eskal", reason="Bukan wewenang.", proposal="Mohon disposisi.", opinion="Perlu loket."
    )
    submit(kasi, walk, "ttd-nd-eskal")
    signed = Document.get(Document.type == "ND-ESKAL")
    assert (signed.state, signed.sha256 is not None) == ("ditandatangani", True)
    assert (facts_of("ND-ESKAL")["yth"], facts_of("ND-ESKAL")["opinion"]) == ("Kepala Kantor", "Perlu loket.")


def test_a_disposition_sheet_is_ticked_and_unticked_on_the_page(sqlite_account: Any, signed_in: Any) -> None:
    walk = Walk(sqlite_account).at_section()
    head = signed_in(Role.KEPALA_KANTOR)
    assert "konsep-disposisi" not in forms_on(case_page(head, walk.case))
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.TIDAK_DAPAT_DITANGANI)
    walk.move(Move.DISPOSISI_PENELITIAN, "Periksa loket.", Section.LALINTALKIM)
    page = submit(head, walk, "konsep-disposisi")
    assert 'value="selesaikan" checked' in page
    ticks = {"forward_to": ["", "tikkim", "lalintalkim"], "instructions": ["", "pantau", "koordinasikan"]}
    page = submit(head, walk, "konsep-disposisi", lead="tikkim", **ticks)
    assert 'value="selesaikan" checked' not in page
    assert 'value="pantau" checked' in page
    facts = facts_of("DISPOSISI")
    assert (facts["forward_to"], facts["instructions"]) == ("tikkim,lalintalkim", "pantau,koordinasikan")
    submit(head, walk, "konsep-disposisi", instructions=[""])
    assert facts_of("DISPOSISI")["instructions"] == ""
    submit(head, walk, "ttd-disposisi")
    assert Document.get(Document.type == "DISPOSISI").number == "1/2026"


def test_kasi_tikkim_hands_the_answer_on_by_memo(sqlite_account: Any, signed_in: Any, clock: Clock) -> None:
    walk = Walk(sqlite_account).with_answer()
    clock.move(hours=1)
    answer = walk.paper("ND-JAWAB")
    walk.move(Move.SERAHKAN_KE_KASI_TIKKIM)
    kasi = signed_in(Role.KASI_TIKKIM)
    submit(kasi, walk, "konsep-nd-terusjwb", instruction="Sampaikan hari ini.")
    submit(kasi, walk, "ttd-nd-terusjwb")
    facts = facts_of("ND-TERUSJWB")
    assert facts["answer_paper"]["number"] == answer.number
    assert facts["instruction"] == "Sampaikan hari ini."
    assert facts["answer"] == "Paspor dapat diambil besok."


def test_a_letter_for_a_foreigner_carries_the_officers_own_english(
    sqlite_account: Any, signed_in: Any, clock: Clock
) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    clock.move(hours=1)
    pengelola, head = signed_in(Role.PENGELOLA), signed_in(Role.KEPALA_KANTOR)
    page = submit(pengelola, walk, "konsep-surat", english="Your passport is ready.\nPlease come tomorrow.")
    assert "ttd-surat" not in forms_on(page)
    submit(head, walk, "ttd-surat")
    assert facts_of("SURAT")["english"] == "Your passport is ready.\nPlease come tomorrow."
    assert facts_of("SURAT")["signer"]["title_lines"] == ["Kepala Kantor"]


def test_a_paper_that_is_initialled_is_still_the_draft_that_is_signed(sqlite_account: Any, signed_in: Any) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    draft = draft_document(walk.id, "SURAT", actor(Role.PENGELOLA), walk.tick())
    Document.update(state="diparaf").where(Document.id == draft.id).execute()
    assert "ttd-surat" in forms_on(case_page(signed_in(Role.KEPALA_KANTOR), walk.case))
