"""An earlier date on a paper, by the form: refused with the date kept, taken with a reason, offered to who may."""

from datetime import date
from typing import Any

from models.actions.papers.draft_document import draft_document
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.drafting import draft
from tests.actions.walking import Walk
from tests.admin_app.browsing import Clock, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send

OFFER = "Bertanggal lebih awal dari hari ini"


def test_kasubsi_signs_with_an_earlier_date_and_its_reason(sqlite_account: Any, signed_in: Any, clock: Clock) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    paper = draft(walk)
    clock.now = walk.now
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    page = case_page(kasubsi, walk.case)
    assert OFFER in page
    form = forms_on(page)["ttd-nd-terus"]
    for typed, says in (("2026-11-24", "alasan"), ("2026-11-26", "sesudah hari ini"), ("kemarin", "tidak terbaca")):
        refused = send(kasubsi, form, dated=typed)
        assert (refused.status_code, says in text(refused)) == (409, True)
        assert f'value="{typed}"' in text(refused)
        form = forms_on(text(refused)).get("ttd-nd-terus") or forms_on(case_page(kasubsi, walk.case))["ttd-nd-terus"]
    assert send(kasubsi, form, dated="2026-11-24", dated_reason="Terlewat kemarin").status_code == 303
    assert Document.get_by_id(paper.id).date == date(2026, 11, 24)


def test_a_section_head_is_offered_no_earlier_date_for_a_number_of_ours(
    sqlite_account: Any, signed_in: Any, clock: Clock
) -> None:
    walk = Walk(sqlite_account).with_answer()
    draft_document(walk.id, "ND-JAWAB", walk.holder(), walk.tick())
    clock.now = walk.now
    page = case_page(signed_in(Role.KASI_LALINTALKIM), walk.case)
    assert "ttd-nd-jawab" in forms_on(page)
    assert OFFER not in page
