"""A memo signed and forwarded at once, taken back on the screen by its signer, and replaced."""

from typing import Any

from models.rules.cases.sop import Stage
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.case_page.submitting import case_page, forms_on, submit


def _form(page: str) -> str:
    return next((form for form in forms_on(page) if form.startswith("tarik-")), "")


def test_what_was_signed_and_forwarded_at_once_is_taken_back_and_both_papers_say_so(
    sqlite_account: Any, signed_in: Any
) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    kasubsi, section = signed_in(Role.KASUBSI_INFOKIM), signed_in(Role.KASI_LALINTALKIM)
    assert submit(kasubsi, walk.case, "konsep-nd-terus").status_code == 303
    assert _form(case_page(kasubsi, walk.case)) == ""
    assert submit(kasubsi, walk.case, "ttd-nd-terus", lanjut="teruskan_ke_seksi").status_code == 303
    assert walk.stage is Stage.ANALISA_SEKSI
    form = _form(case_page(kasubsi, walk.case))
    assert form, "the signer is offered no way back"
    assert _form(case_page(section, walk.case)) == ""
    refused = submit(kasubsi, walk.case, form, reason="  ")
    assert (refused.status_code, "Tuliskan alasan penarikan" in text(refused)) == (409, True)
    assert submit(kasubsi, walk.case, form, reason="Seksi tujuannya keliru").status_code == 303
    assert section.get(f"/meja/kasus/{walk.case.public_id}").status_code == 404
    page = case_page(kasubsi, walk.case)
    assert (walk.stage, _form(page)) == (Stage.PENERUSAN_KASUBSI, "")
    memo = Document.get(Document.type == "ND-TERUS")
    assert f"{memo.number}" in page
    assert "ditarik: Seksi tujuannya keliru" in page
    assert "Ditarik kembali" in page
    assert "batal-naskah-nd-terus" not in forms_on(page)  # what was taken back is not cancelled as well
    submit(kasubsi, walk.case, "konsep-nd-terus")
    assert submit(kasubsi, walk.case, "ttd-nd-terus").status_code == 303
    assert "ditarik: Seksi tujuannya keliru" in text(kasubsi.get("/penomoran/?bulan=2026-11"))


def test_a_submission_that_comes_after_the_section_took_the_case_says_so(sqlite_account: Any, signed_in: Any) -> None:
    walk = Walk(sqlite_account).at_section()
    kasubsi, section = signed_in(Role.KASUBSI_INFOKIM), signed_in(Role.KASI_LALINTALKIM)
    page = case_page(kasubsi, walk.case)
    submit(section, walk.case, "pegang")
    form = forms_on(page)[_form(page)]
    fields = {name: value for name, value in form.items() if name != "action"} | {"reason": "keliru"}
    refused = kasubsi.client.post(form["action"], data=fields)
    assert refused.status_code == 409
    assert "tidak dapat ditarik lagi: kasusnya sudah dipegang Contoh" in text(refused)
    assert "keliru" in text(refused)  # what was typed is not lost
