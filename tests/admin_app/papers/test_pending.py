"""Sign and forward with one button, take it back within the time, and see it in effect at anybody's next page."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from admin_app.papers import pending as pending_hook
from models.actions.figures.close_month import close_month
from models.actions.papers.draft_document import draft_office_paper
from models.actions.papers.initial_document import initial_document
from models.actions.papers.pending_signatures import carry_out_due, unfiled_signatures
from models.rules.cases.sop import Stage
from models.rules.staff.roles import Role
from models.tables import Document, IssuedNumber, PendingSignature
from tests.actions.walking import Walk, own_numbers
from tests.admin_app.browsing import Clock, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send, submit
from tests.office import NOW, actor

pytestmark = pytest.mark.usefixtures("second_thoughts")


def _numbers() -> int:
    return IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).count()


def _signed_and_forwarded(account: Any, signed_in: Any) -> tuple[Walk, Any]:
    walk, kasubsi = Walk(account).at_kasubsi(), signed_in(Role.KASUBSI_INFOKIM)
    submit(kasubsi, walk.case, "konsep-nd-terus")
    done = submit(kasubsi, walk.case, "ttd-nd-terus", lanjut="teruskan_ke_seksi")
    assert done.status_code == 303
    return walk, kasubsi


def test_one_button_signs_and_forwards_after_the_time_in_which_it_can_be_taken_back(
    sqlite_account: Any, signed_in: Any, clock: Clock
) -> None:
    walk, kasubsi = _signed_and_forwarded(sqlite_account, signed_in)
    page = case_page(kasubsi, walk.case)
    paper = Document.get()
    assert (walk.stage, _numbers()) == (Stage.PENERUSAN_KASUBSI, 0)
    assert 'data-leaves="10.0"' in page
    assert "akan ditandatangani pukul" in page and "lalu teruskan ke seksi" in page
    assert "Belum ditandatangani: Nota Dinas Pengoordinasian" in page  # nothing says it is signed before it is
    assert "ttd-nd-terus" not in forms_on(page)
    assert f"urungkan-{paper.id}" in forms_on(page)
    other = case_page(signed_in(Role.KASI_TIKKIM), walk.case)
    assert "Nomornya belum terpakai" not in other or "data-undo" not in other  # the way back is the signer's
    clock.move(seconds=9)
    signed_in(Role.PENGELOLA)
    assert walk.stage is Stage.PENERUSAN_KASUBSI
    clock.move(seconds=1)
    assert "meja" in text(signed_in(Role.PENGELOLA).get("/meja/")).lower()  # anybody's page carries it out
    paper = Document.get_by_id(paper.id)
    assert (walk.stage, paper.state, _numbers()) == (Stage.ANALISA_SEKSI, "ditandatangani", 1)
    assert paper.sha256  # and its file was made
    assert unfiled_signatures() == []


def test_taken_back_no_number_is_spent_and_the_button_is_there_again(
    sqlite_account: Any, signed_in: Any, clock: Clock
) -> None:
    walk, kasubsi = _signed_and_forwarded(sqlite_account, signed_in)
    form = forms_on(case_page(kasubsi, walk.case))[f"urungkan-{Document.get().id}"]
    assert send(kasubsi, form).status_code == 303
    clock.move(seconds=60)
    page = case_page(kasubsi, walk.case)
    assert "diurungkan. Tidak ada nomor yang terpakai" in page
    assert (walk.stage, _numbers(), "ttd-nd-terus" in forms_on(page)) == (Stage.PENERUSAN_KASUBSI, 0, True)
    late = submit(kasubsi, walk.case, "ttd-nd-terus")
    assert late.status_code == 303
    form = forms_on(case_page(kasubsi, walk.case))[f"urungkan-{Document.get().id}"]
    clock.move(seconds=10)
    again = send(kasubsi, form)
    assert again.status_code == 303
    assert "sudah berlaku" in case_page(kasubsi, walk.case)
    assert _numbers() == 1


def test_words_changed_meanwhile_end_it_with_a_notice_that_says_why(
    sqlite_account: Any, signed_in: Any, clock: Clock
) -> None:
    walk, kasubsi = _signed_and_forwarded(sqlite_account, signed_in)
    submit(kasubsi, walk.case, "langkah-kembalikan_penerusan", reason="Salah")
    clock.move(seconds=10)
    page = text(kasubsi.get("/pemberitahuan/"))
    assert "tidak jadi ditandatangani: Kasusnya sudah berpindah" in page
    assert (_numbers(), walk.stage) == (0, Stage.PENERUSAN_PENGELOLA)


def test_what_the_agent_carried_out_is_filed_by_the_back_office(
    sqlite_account: Any, signed_in: Any, clock: Clock
) -> None:
    walk, kasubsi = _signed_and_forwarded(sqlite_account, signed_in)
    assert carry_out_due(NOW + timedelta(seconds=10)) == 1
    assert Document.get().sha256 is None
    kasubsi.get("/meja/")
    assert Document.get().sha256
    assert PendingSignature.get().over
    assert walk.stage is Stage.ANALISA_SEKSI


def test_a_fault_in_it_is_no_fault_of_the_page_somebody_asked_for(
    sqlite_account: Any, signed_in: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk, kasubsi = _signed_and_forwarded(sqlite_account, signed_in)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pending_hook, "attempt", broken)
    clock.move(seconds=10)
    assert kasubsi.get("/meja/").status_code == 200
    monkeypatch.undo()
    monkeypatch.setattr(pending_hook, "issued", broken)
    assert kasubsi.get("/meja/").status_code == 200
    assert (walk.stage, PendingSignature.get().over) == (
        Stage.ANALISA_SEKSI,
        True,
    )  # opening the paper makes its file


def test_a_paper_without_number_is_signed_at_once(sqlite_account: Any, signed_in: Any) -> None:
    walk = Walk(sqlite_account).with_answer()
    kasi = signed_in(Role.KASI_LALINTALKIM)
    submit(kasi, walk.case, "konsep-laporan")
    assert submit(kasi, walk.case, "ttd-laporan").status_code == 303
    assert Document.get(Document.type == "LAPORAN").state == "ditandatangani"


def test_a_memo_of_the_office_is_taken_back_and_signed_on_its_own_page(
    sqlite_account: Any, signed_in: Any, clock: Clock
) -> None:
    own_numbers()
    Walk(sqlite_account)
    clock.now = datetime(2026, 12, 1, 2, 0)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), clock.now)
    paper = draft_office_paper("ND-REKAP", "2026-11", actor(Role.KASUBSI_INFOKIM), clock.now)
    initial_document(paper.id, actor(Role.PENGELOLA), clock.now)
    address = f"/naskah-kantor/{paper.public_id}"

    def sign(key: str) -> Any:
        return kasubsi.post(f"{address}/tanda-tangani", form_key=key, versi=paper.version)

    assert sign("kunci-rekap-000001").status_code == 303
    page = kasubsi.get(address)
    assert "Nomornya belum terpakai" in text(page)
    assert page.headers["Refresh"] == "11"
    assert kasubsi.post(f"{address}/urungkan-ttd", form_key="kunci-rekap-000002").status_code == 303
    assert "diurungkan" in text(kasubsi.get(address))
    sign("kunci-rekap-000003")
    clock.move(seconds=10)
    assert "Nomornya belum terpakai" not in text(kasubsi.get(address))
    assert (Document.get_by_id(paper.id).state, _numbers()) == ("ditandatangani", 1)
