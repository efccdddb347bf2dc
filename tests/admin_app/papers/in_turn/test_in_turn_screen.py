"""One press signs what was looked at, each alone; nothing that was not shown in the form it is signed in."""

from typing import Any

import pytest

from admin_app.papers.in_turn import form, reading
from models.actions.papers.draft_document import draft_document, draft_office_paper
from models.rules.cases.sop import Move, Stage
from models.rules.staff.roles import Role
from models.tables import Document, IssuedNumber, PendingSignature, Staff
from tests.actions.drafting import set_office, use_mode
from tests.actions.papers.sent.going import Going
from tests.actions.walking import Walk
from tests.admin_app.browsing import Clock, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send
from tests.admin_app.papers.esign.at_service import without_office_program
from tests.admin_app.papers.in_turn.walking_along import HERE, Along, drafted, states, told
from tests.office import actor

NUMBER = "WIM.32.IMI.5-UM.01.01-"


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show every paper at once; its pages are not what is tried here."""
    without_office_program(monkeypatch)


@pytest.fixture
def kasubsi(signed_in: Any) -> Any:
    """The browser of who signs."""
    return signed_in(Role.KASUBSI_INFOKIM)


def reworded(walk: Walk, paper: Document) -> None:
    """Let somebody else change a draft's words."""
    changes = {"hal": "Hal yang lain"}
    draft_document(walk.id, paper.type, actor(Role.PENGELOLA), walk.tick(), changes=changes)


def test_what_is_ticked_is_signed_numbered_dated_and_filed_and_nothing_else(
    app: Any, sqlite_account: Any, kasubsi: Any
) -> None:
    papers = [drafted(sqlite_account, place)[1] for place in (1, 2, 3)]
    answer = Along(kasubsi).look().submit(papers[0], papers[2], teruskan="")
    assert [mark for mark, _ in told(answer)] == ["ditandatangani", "ditandatangani"]
    assert states(*papers) == ["ditandatangani", "konsep", "ditandatangani"]
    kept = [Document.get_by_id(papers[at].id) for at in (0, 2)]
    assert [paper.number for paper in kept] == [f"{NUMBER}1", f"{NUMBER}2"]
    assert all(app.config["ADUAN"].files.read(paper.sha256) and paper.date for paper in kept)
    assert [paper.signed_by.username for paper in kept] == ["kasubsi_infokim"] * 2
    assert Along(kasubsi).page.count("data-turn>") == 1


def test_one_that_changed_since_it_was_shown_fails_alone(sqlite_account: Any, kasubsi: Any) -> None:
    (walk, first), (_, second) = drafted(sqlite_account), drafted(sqlite_account, 2)
    along = Along(kasubsi).look()
    reworded(walk, first)
    answer = along.submit(first, second)
    assert [mark for mark, _ in told(answer)] == ["tidak ditandatangani", "ditandatangani"]
    assert "berubah sejak tampil" in told(answer)[0][1]
    assert Document.get_by_id(first.id).state != "ditandatangani"


def test_one_nobody_looked_at_is_not_signed_and_a_frame_of_the_old_words_shows_nothing(
    sqlite_account: Any, kasubsi: Any
) -> None:
    walk, paper = drafted(sqlite_account)
    along = Along(kasubsi)
    assert "belum tampil" in told(along.submit(paper))[0][1]
    along = Along(kasubsi)
    reworded(walk, paper)
    assert "berubah sejak tampil" in text(kasubsi.get(along.frames[0]))
    assert "berubah sejak tampil" in told(along.submit(paper))[0][1]
    assert states(paper) == ["konsep"]


def test_another_template_is_another_form(
    app: Any, sqlite_account: Any, kasubsi: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, paper = drafted(sqlite_account)
    along = Along(kasubsi).look()
    in_use = form.template_in_use(paper.type, app.config["ADUAN"])
    monkeypatch.setattr(form, "template_in_use", lambda *_given: type(in_use)(in_use.content + b"\0"))
    assert "berubah sejak tampil" in told(along.submit(paper))[0][1]
    assert states(paper) == ["konsep"]


def test_one_that_left_the_desk_since_is_not_signed(sqlite_account: Any, kasubsi: Any) -> None:
    (gone, first), (_, second) = drafted(sqlite_account), drafted(sqlite_account, 2)
    along = Along(kasubsi).look()
    gone.move(Move.KEMBALIKAN_PENERUSAN)
    answer = along.submit(first, second)
    assert [mark for mark, _ in told(answer)] == ["tidak ditandatangani", "ditandatangani"]
    assert "tidak menunggu tanda tangan Anda lagi" in told(answer)[0][1]
    assert states(first, second) == ["konsep", "ditandatangani"]


def test_a_number_from_outside_is_typed_with_each_and_the_same_twice_is_refused(
    sqlite_account: Any, kasubsi: Any
) -> None:
    papers = [drafted(sqlite_account, place)[1] for place in (1, 2, 3)]
    use_mode("eksternal")
    along = Along(kasubsi).look()
    answer = along.submit(*papers, nomor_0=f"{NUMBER}11", nomor_1=f"{NUMBER}11")
    assert [mark for mark, _ in told(answer)] == ["ditandatangani", *["tidak ditandatangani"] * 2]
    assert ["sudah diketik" in why for _, why in told(answer)] == [False, True, False]
    assert "Ketik nomor" in told(answer)[2][1]
    assert states(*papers) == ["ditandatangani", "konsep", "konsep"]


def test_what_is_signed_elsewhere_takes_no_place_of_what_is_signed_here(
    sqlite_account: Any, kasubsi: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST", 1)
    Going(sqlite_account)
    set_office("mode_ttd", "basah")
    papers = [drafted(sqlite_account, place)[1] for place in (2, 3)]
    along = Along(kasubsi)
    assert [papers[0].public_id in frame for frame in along.frames] == [True]
    assert "2 naskah menunggu tanda tangan Anda; 1 lagi sesudah ini" in along.page


def test_a_paper_for_srikandi_is_shown_as_not_signed_here(sqlite_account: Any, kasubsi: Any) -> None:
    going = Going(sqlite_account)
    along = Along(kasubsi)
    assert ("ditandatangani di SRIKANDI" in along.page, along.frames) == (True, [])
    assert "SRIKANDI" in told(along.submit(going.paper))[0][1]
    assert states(going.paper) == ["konsep"]


@pytest.mark.usefixtures("second_thoughts")
def test_until_its_time_is_over_each_can_be_taken_back(sqlite_account: Any, kasubsi: Any, clock: Clock) -> None:
    papers = [drafted(sqlite_account, place)[1] for place in (1, 2)]
    answer = Along(kasubsi).look().submit(*papers)
    assert [mark for mark, _ in told(answer)] == ["dapat diurungkan"] * 2
    assert "2 naskah sedang ditandatangani" in Along(kasubsi).page
    assert IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).count() == 0
    back = kasubsi.post(f"{HERE}urungkan", naskah=[papers[0].public_id])
    assert back.status_code == 303
    clock.move(seconds=11)
    assert "1 tanda tangan diurungkan" in text(kasubsi.get(HERE))
    assert states(*papers) == ["konsep", "ditandatangani"]
    assert [row.state for row in PendingSignature.select().order_by(PendingSignature.id)] == ["diurungkan", "berlaku"]


def test_the_case_goes_on_with_its_paper_where_that_was_left_ticked(sqlite_account: Any, kasubsi: Any) -> None:
    (on, first), (here, second) = drafted(sqlite_account), drafted(sqlite_account, 2)
    assert "Sesudah itu: teruskan ke seksi" in Along(kasubsi).page
    told_of = told(Along(kasubsi).look().submit(first, teruskan="ya"))
    assert "kini di meja" in told_of[0][1]
    Along(kasubsi).look().submit(second)
    assert (on.stage, here.stage) == (Stage.ANALISA_SEKSI, Stage.PENERUSAN_KASUBSI)


def test_no_other_move_is_made_by_a_forged_field(sqlite_account: Any, kasubsi: Any) -> None:
    walk, paper = drafted(sqlite_account)
    along = Along(kasubsi).look()
    along.fields[f"lanjut:{paper.public_id}"] = str(Move.TUTUP_DI_TENGAH)
    along.submit(paper, teruskan="ya")
    assert (states(paper), walk.stage) == (["ditandatangani"], Stage.PENERUSAN_KASUBSI)


def test_submitted_twice_or_in_two_browsers_it_is_signed_once(
    sqlite_account: Any, kasubsi: Any, signed_in: Any
) -> None:
    _, paper = drafted(sqlite_account)
    along, other = Along(kasubsi).look(), Along(signed_in(Role.KASUBSI_INFOKIM)).look()
    assert told(along.submit(paper))[0][0] == "ditandatangani"
    assert along.submit(paper).status_code == 303  # its key is spent
    assert "sudah ditandatangani" in told(other.submit(paper))[0][1]
    assert IssuedNumber.select().where(IssuedNumber.holder == f"document:{paper.id}").count() == 1


def test_nobody_signs_what_is_not_his_or_not_there(sqlite_account: Any, kasubsi: Any, signed_in: Any) -> None:
    _, paper = drafted(sqlite_account)
    along = Along(kasubsi).look()
    head = Along(signed_in(Role.KASI_LALINTALKIM))
    assert "Tidak ada naskah yang menunggu" in head.page
    head.fields = along.fields | {"csrf_token": head.browser.any_token()}
    answer = head.submit(paper)  # the case was not forwarded to his section: it is not there for him
    assert (told(answer), paper.subject in text(answer)) == ([], False)
    assert "bukan untuk Anda" in text(answer)
    kepala = Along(signed_in(Role.KEPALA_KANTOR))
    kepala.fields = along.fields | {"csrf_token": kepala.browser.any_token(), "form_key": "k" * 32}
    assert told(kepala.submit(paper))[0][0] == "tidak ditandatangani"
    assert states(paper) == ["konsep"]


def test_without_a_tick_nothing_happens_and_what_was_typed_stays(sqlite_account: Any, kasubsi: Any) -> None:
    _, paper = drafted(sqlite_account)
    use_mode("eksternal")
    along = Along(kasubsi).look()
    answer = along.browser.client.post(HERE, data={**along.fields, f"nomor:{paper.public_id}": "12-typed"})
    assert (answer.status_code, "Centang dahulu" in text(answer), "12-typed" in text(answer)) == (409, True, True)


def test_the_list_of_a_month_is_signed_here_too(sqlite_account: Any, signed_in: Any, clock: Clock) -> None:
    del sqlite_account
    clock.move(days=8)
    paper = draft_office_paper("REKAP", "2026-11", actor(Role.KASUBSI_INFOKIM), clock.now)
    answer = Along(signed_in(Role.KASUBSI_INFOKIM)).look().submit(paper)
    assert (told(answer), states(paper)) == ([("ditandatangani", "Terbit.")], ["ditandatangani"])


def test_who_left_the_post_signs_nothing(sqlite_account: Any, kasubsi: Any) -> None:
    _, paper = drafted(sqlite_account)
    along = Along(kasubsi).look()
    Staff.update(official=None).where(Staff.username == str(Role.KASUBSI_INFOKIM)).execute()
    assert told(along.submit(paper))[0][0] == "tidak ditandatangani"
    assert states(paper) == ["konsep"]


def test_the_single_page_says_the_same_words_are_signed_as_before(sqlite_account: Any, kasubsi: Any) -> None:
    """The walk leaves the single button as it was."""
    walk, paper = drafted(sqlite_account)
    set_office("mode_nomor", "mandiri")
    Along(kasubsi).look()
    assert send(kasubsi, forms_on(case_page(kasubsi, walk.case))["ttd-nd-terus"]).status_code == 303
    assert states(paper) == ["ditandatangani"]
