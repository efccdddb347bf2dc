"""Who signs is told of each paper that waits for him, once, again after a return, and no longer when it is signed."""

from datetime import timedelta
from typing import Any

from models.actions.core.see_notices import waiting_notices
from models.actions.figures.close_month import close_month
from models.actions.office.hand_over import HandOver, hand_over
from models.actions.papers.ask_signatures import ask_signatures
from models.actions.papers.draft_document import draft_document, draft_office_paper
from models.actions.papers.initial_document import initial_document, return_document
from models.actions.papers.sign_document import sign_document
from models.rules.cases.sop import Move
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, Document, Notice, OfficeSetting, Staff
from tests.actions.papers.sent.going import OWN, Going
from tests.actions.walking import Walk
from tests.admin_app.queue.test_queue import counted
from tests.office import NOW, actor
from tests.own_types import keep

PENGELOLA, KASUBSI, KEPALA = Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR


def asked(who: Role) -> list[str]:
    mine = waiting_notices(actor(who)).where(Notice.kind == "tanda_tangan")
    return [row.text for row in mine.order_by(Notice.id)]


def a_draft(account: Any) -> tuple[Walk, Document]:
    """Return a case at the first desk of step 4 with the memo that Pengelola drafted."""
    walk = Walk(account).at_kasubsi()
    walk.move(Move.KEMBALIKAN_PENERUSAN)
    return walk, draft_document(walk.id, "ND-TERUS", actor(PENGELOLA), walk.tick())


def test_the_signer_is_told_when_the_memo_lies_on_his_desk_and_not_before(account: Any) -> None:
    walk, draft = a_draft(account)
    ask_signatures(walk.tick())
    assert asked(KASUBSI) == []
    walk.move(Move.AJUKAN_PENERUSAN)
    assert ask_signatures(walk.tick()) == 1
    assert ask_signatures(walk.tick()) == 0
    assert asked(KASUBSI) == [f"{walk.case.number}: Nota Dinas Pengoordinasian menunggu tanda tangan Anda."]
    sign_document(draft.id, actor(KASUBSI), walk.tick())
    assert ask_signatures(walk.tick()) == 1
    assert asked(KASUBSI) == []


def test_what_he_returned_waits_for_the_drafter_and_then_for_him_again(account: Any) -> None:
    walk, draft = a_draft(account)
    walk.move(Move.AJUKAN_PENERUSAN)
    ask_signatures(walk.tick())
    return_document(draft.id, "Perbaiki alamatnya", actor(KASUBSI), walk.tick())
    ask_signatures(walk.tick())
    assert asked(KASUBSI) == []
    Document.update(version=Document.version + 1).where(Document.id == draft.id).execute()  # corrected
    ask_signatures(walk.tick())
    assert len(asked(KASUBSI)) == 1
    assert Notice.select().where(Notice.kind == "tanda_tangan").count() == 2


def test_a_case_that_goes_back_or_is_merged_asks_no_more_and_asks_again_when_it_returns(account: Any) -> None:
    walk, _ = a_draft(account)
    walk.move(Move.AJUKAN_PENERUSAN)
    ask_signatures(walk.tick())
    walk.move(Move.KEMBALIKAN_PENERUSAN)
    ask_signatures(walk.tick())
    assert asked(KASUBSI) == []
    walk.move(Move.AJUKAN_PENERUSAN)
    ask_signatures(walk.tick())
    assert len(asked(KASUBSI)) == 1
    Complaint.update(open=False).where(Complaint.id == walk.id).execute()
    ask_signatures(walk.tick())
    assert asked(KASUBSI) == []


def test_who_stands_in_is_told_and_whom_the_case_names_is_not(account: Any) -> None:
    walk, _ = a_draft(account)
    walk.move(Move.AJUKAN_PENERUSAN)
    kasubsi, deputy = (Staff.get(Staff.username == str(role)) for role in (KASUBSI, Role.KASI_TIKKIM))
    today = to_wib(NOW).date()
    hand_over(HandOver(KASUBSI, deputy.id, today, today, "SP-1"), actor(KEPALA), NOW)
    ConflictParty.create(complaint=walk.id, staff=kasubsi, why="keluarga", named_at=NOW)
    ask_signatures(walk.tick())
    assert {row.staff_id for row in Notice.select().where(Notice.kind == "tanda_tangan")} == {deputy.id}


def test_the_letter_waits_for_kepala_kantor_wherever_the_case_is(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    draft = draft_document(walk.id, "SURAT", actor(PENGELOLA), walk.tick())
    OfficeSetting.update(value="ya").where(OfficeSetting.key == "paraf_wajib").execute()
    ask_signatures(walk.tick())
    assert asked(KEPALA) == []
    for role in (PENGELOLA, KASUBSI, Role.KASI_TIKKIM):
        initial_document(draft.id, actor(role), walk.tick())
    ask_signatures(walk.tick())
    assert asked(KEPALA) == [f"{walk.case.number}: Surat Jawaban menunggu tanda tangan Anda."]


def test_a_paper_of_the_office_waits_after_its_initials_and_belongs_to_no_case(account: Any) -> None:
    Walk(account)
    later = NOW + timedelta(days=10)
    close_month("2026-11", actor(KASUBSI), later)
    draft = draft_office_paper("ND-REKAP", "2026-11", actor(PENGELOLA), later)
    ask_signatures(later)
    assert asked(KASUBSI) == []
    initial_document(draft.id, actor(PENGELOLA), later)
    ask_signatures(later)
    assert asked(KASUBSI) == ["Nota Dinas Rekapitulasi Bulanan menunggu tanda tangan Anda."]
    assert Notice.get(Notice.kind == "tanda_tangan").complaint is None


def test_who_drafted_it_himself_needs_no_telling(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    draft_document(walk.id, "ND-TERUS", actor(KASUBSI), walk.tick())
    ask_signatures(walk.now + timedelta(minutes=1))
    assert asked(KASUBSI) == []


def test_a_paper_signed_elsewhere_is_told_by_where_it_is(account: Any) -> None:
    going = Going(account)
    Document.update(drafted_by=actor(PENGELOLA).staff_id).execute()  # who drafted it himself is not told
    what = f"{going.walk.case.number}: Nota Dinas Pengoordinasian menunggu"
    told = []
    for step in (lambda: None, going.away, going.back):
        step()
        ask_signatures(going.walk.tick())
        told += asked(KASUBSI)
    assert told == [
        f"{what} diserahkan ke SRIKANDI.",
        f"{what} tanda tangan Anda di SRIKANDI.",
        f"{what} penegasan Anda: PDF-nya sudah kembali dari SRIKANDI.",
    ]


def test_a_minute_with_many_drafts_asks_the_database_no_more_often_than_one_with_few(account: Any) -> None:
    keep(OWN)
    found = []
    for at in range(4):
        walk = Walk(account, who=f"62811000000{at}").at_kasubsi()
        for code in ("ND-TERUS", OWN.code):
            paper = draft_document(walk.id, code, actor(KASUBSI), walk.tick())
            Document.update(drafted_by=actor(PENGELOLA).staff_id).where(Document.id == paper.id).execute()
        ask_signatures(walk.tick())
        with counted() as seen:
            assert ask_signatures(walk.tick()) == 0
        found.append(len(seen))
    assert len(asked(KASUBSI)) == 8
    assert len(set(found)) == 1
    assert found[0] <= 30
