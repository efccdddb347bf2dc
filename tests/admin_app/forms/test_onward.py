"""A paper drafted or signed and passed on with one click: no signature skipped, what was done stays when refused."""

from collections.abc import Callable
from typing import Any

import pytest

from models.actions.cases.look_at_case import look_at_case
from models.actions.core.write_output import choose_section
from models.actions.papers.draft_document import draft_document
from models.rules.cases.sop import Move, Stage
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, Document
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, submit
from tests.office import actor, new_complaint

SignedIn = Callable[[Role | str], Browser]
MEMO = "Nota Dinas Pengoordinasian"


def at_pengelola(account: Any) -> Walk:
    """Bring a case to step 4 on Pengelola's desk, its section chosen."""
    walk = Walk(account).identified()
    walk.answer(Purpose.TANGGAPAN_AWAL)
    return walk


def test_the_memo_is_drafted_and_handed_on_with_one_click(sqlite_account: Any, signed_in: SignedIn) -> None:
    walk, browser = at_pengelola(sqlite_account), signed_in(Role.PENGELOLA)
    assert "Siapkan konsep &amp; ajukan ke Kasubsi Infokim" in case_page(browser, walk.case)
    submit(browser, walk.case, "konsep-nd-terus", lanjut=str(Move.AJUKAN_PENERUSAN))
    assert (walk.stage, Document.get().state) == (Stage.PENERUSAN_KASUBSI, "konsep")
    assert "tersimpan. Ajukan ke Kasubsi Infokim" in text(browser.get("/akun"))


def test_the_memo_is_signed_numbered_and_forwarded_with_one_click(sqlite_account: Any, signed_in: SignedIn) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    draft_document(walk.id, "ND-TERUS", walk.holder(), walk.tick())
    browser = signed_in(Role.KASUBSI_INFOKIM)
    assert "Tanda tangani &amp; teruskan ke seksi" in case_page(browser, walk.case)
    submit(browser, walk.case, "ttd-nd-terus", lanjut=str(Move.TERUSKAN_KE_SEKSI))
    paper = Document.get()
    assert (walk.stage, paper.state, bool(paper.number)) == (Stage.ANALISA_SEKSI, "ditandatangani", True)


def test_what_still_lacks_another_thing_is_not_offered_with_one_click(
    sqlite_account: Any, signed_in: SignedIn
) -> None:
    walk, browser = at_pengelola(sqlite_account), signed_in(Role.PENGELOLA)
    Complaint.update(section=None).where(Complaint.id == walk.id).execute()
    page = case_page(browser, walk.case)
    assert "Siapkan konsep &amp; ajukan" not in page
    choose_section(walk.id, Section.INTELDAKIM, actor(Role.PENGELOLA), walk.tick())
    assert "Siapkan konsep &amp; ajukan" in case_page(browser, walk.case)


@pytest.mark.parametrize("move", [Move.TERUSKAN_KE_KEPALA, Move.ARSIPKAN])
def test_a_move_that_is_refused_leaves_the_signed_paper_and_says_both(
    sqlite_account: Any, signed_in: SignedIn, move: Move
) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    draft_document(walk.id, "ND-TERUS", walk.holder(), walk.tick())
    look_at_case(walk.id, walk.case.news, actor(Role.PENGELOLA), walk.tick())
    answer = submit(signed_in(Role.KASUBSI_INFOKIM), walk.case, "ttd-nd-terus", lanjut=str(move))
    assert answer.status_code == 409
    page = text(answer)
    assert "ditandatangani dengan nomor" in page
    assert (walk.stage, Document.get().state) == (Stage.PENERUSAN_KASUBSI, "ditandatangani")


def test_after_an_action_the_next_case_opens_where_that_is_wished(sqlite_account: Any, signed_in: SignedIn) -> None:
    one, two = new_complaint(sqlite_account), new_complaint(sqlite_account, "Lain", "628119990001")
    browser = signed_in(Role.PENGELOLA)
    answer = submit(browser, one, "catatan", text="x", lalu="berikutnya")
    assert answer.headers["Location"] == f"/meja/kasus/{two.public_id}?tab=saya"
    answer = submit(browser, two, "catatan", text="x", lalu="berikutnya")
    assert answer.headers["Location"] == f"/meja/kasus/{one.public_id}?tab=saya"
    Complaint.update(open=False).where(Complaint.id == one.id).execute()
    answer = submit(browser, two, "langkah-tutup_apresiasi", lalu="berikutnya")
    assert answer.headers["Location"] == "/meja/?tab=saya"


def test_a_case_is_held_and_let_go_on_its_page(sqlite_account: Any, signed_in: SignedIn) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    submit(browser, case, "pegang")
    assert "Dipegang Anda" in case_page(browser, case)
    assert "Kasus dipegang" in case_page(browser, case)
    page = case_page(signed_in(Role.KASI_TIKKIM), case)
    assert "Lepaskan" in page
    submit(browser, case, "lepas-kasus")
    assert Complaint.get_by_id(case.id).assignee_id is None
