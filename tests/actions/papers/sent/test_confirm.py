"""Its signer says that the PDF is the paper: number, date, copy and output at once, or nothing of it."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models.actions.core.case_papers import case_paper
from models.actions.core.identities import identity_of
from models.actions.papers.draft_document import draft_document
from models.actions.papers.own.keep_type import change_type
from models.actions.papers.sent.confirm import Answers, asked_of, confirm_signed
from models.actions.papers.sent.hand_over import hand_over
from models.actions.papers.sent.receive import keep_returned
from models.actions.privacy.protect_identity import masked_facts, protect_identity
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import DocumentNotAllowed, NumberNotAllowed
from models.rules.papers.copy_states import COPY_STATES, CopyState
from models.rules.papers.same_words import Sameness
from models.rules.papers.unfinished import is_issued
from models.rules.staff.roles import Role
from models.tables import Audit, Document, ExternalNumber, IssuedNumber, SentPaper, StepOutput
from tests.actions.drafting import nothing_wrong, set_office, use_mode
from tests.actions.papers.sent.going import DAY, NUMBER, OTHER, OWN, SHA, Going, GoingOwn, came, made_of, said
from tests.actions.walking import Walk
from tests.office import NOW, actor
from tests.own_types import admin


@pytest.fixture
def going(account: Any) -> Going:
    """A memo whose PDF came back."""
    going = Going(account)
    going.away()
    going.back()
    return going


def confirm(going: Going, content: Any = None, answers: Answers | None = None, who: Any = None) -> Document:
    content = content or came()
    answers = answers or said(content, agree=False)
    return confirm_signed(going.paper.id, content, answers, who or going.kasubsi, going.walk.tick())


@pytest.mark.parametrize("mode", ["eksternal", "mandiri"])
def test_it_is_signed_numbered_issued_and_moves_on(going: Going, mode: str) -> None:
    use_mode(mode)
    paper = confirm(going)
    assert (paper.state, paper.number, paper.date, paper.signed_copy) == ("ditandatangani", NUMBER, DAY, SHA)
    assert is_issued(case_paper(paper))
    assert (ExternalNumber.get().number, SentPaper.get().state) == (NUMBER, "selesai")
    # A series of the office's own is not touched by a number from there.
    assert not IssuedNumber.select().where(IssuedNumber.holder == f"document:{paper.id}").exists()
    assert nothing_wrong()
    going.walk.move(Move.TERUSKAN_KE_SEKSI)
    assert going.walk.stage is Stage.ANALISA_SEKSI


@pytest.mark.parametrize("state", [state for state, row in COPY_STATES.items() if not row.counts])
def test_what_is_known_to_be_false_becomes_no_paper(going: Going, state: CopyState) -> None:
    with pytest.raises(DocumentNotAllowed):
        confirm(going, came(state), said(came(state)))
    assert (going.kept.state, going.kept.number, going.kept.signed_copy) == ("konsep", None, None)
    assert not StepOutput.select().where(StepOutput.reference == f"document:{going.paper.id}").exists()


def test_a_difference_is_asked_about_and_what_was_agreed_to_is_kept(going: Going) -> None:
    SentPaper.update(number="WIM.32.IMI.5-UM.01.01-601").execute()
    with pytest.raises(DocumentNotAllowed, match="Jawab dahulu: Nomor pada PDF"):
        confirm(going)
    confirm(going, answers=said())
    assert "601" in SentPaper.get().agreed
    row = Audit.get(Audit.event == "tegaskan_naskah")
    assert (row.before, row.after) == (f"WIM.32.IMI.5-UM.01.01-601 / {NUMBER}", NUMBER)


@pytest.mark.parametrize(
    ("number", "day", "words"),
    [
        ("", DAY, "Ketik nomor"),
        (NUMBER, None, "Isi tanggal"),
        (NUMBER, DAY + timedelta(days=1), "sesudah hari ini"),
        (NUMBER.replace("612", "613"), DAY, "tidak memuat"),
    ],
)
def test_a_missing_or_impossible_answer_is_refused_and_spends_nothing(
    going: Going, number: str, day: date | None, words: str
) -> None:
    typed = replace(said(), number=number, day=day)
    found = asked_of(going.kept, SentPaper.get(), came(), typed)
    with pytest.raises((DocumentNotAllowed, NumberNotAllowed), match=words):
        confirm(going, answers=replace(typed, agreed=frozenset(each.answer for each in found)))
    assert not ExternalNumber.select().exists()
    assert SentPaper.get().state == "kembali"


def test_a_number_that_another_paper_has_is_refused(going: Going) -> None:
    set_office("mode_ttd", "basah")
    other = Walk(going.walk.account, who="628110000009").at_section()
    paper = Document.get(Document.complaint == other.id)
    with pytest.raises(NumberNotAllowed, match="sudah dipakai"):
        confirm(going, content := came(number=str(paper.number)), said(content))


def test_only_its_signer_confirms_and_never_twice(going: Going) -> None:
    with pytest.raises(DocumentNotAllowed, match="ditandatangani Kasubsi"):
        confirm(going, who=going.pengelola)
    answers = said()
    confirm(going, answers=answers)
    with pytest.raises(DocumentNotAllowed, match="belum diunggah"):
        confirm(going, answers=answers)


def test_what_a_draft_would_lack_by_now_is_asked_about_and_hinders_nothing(going: Going) -> None:
    set_office("paraf_wajib", "ya")
    with pytest.raises(DocumentNotAllowed, match=r"belum diparaf Pengelola Pengaduan\. Tetap terbitkan"):
        confirm(going)
    assert confirm(going, answers=said()).number == NUMBER
    assert "belum diparaf" in SentPaper.get().agreed


def test_a_complainant_protected_since_is_asked_about_and_the_paper_stays_as_it_was_signed(going: Going) -> None:
    before = going.kept.facts
    assert masked_facts(json.loads(before), identity_of(going.walk.id).mask) != json.loads(before)
    protect_identity(going.walk.id, "Takut dibalas", actor(Role.PENGELOLA), going.walk.tick())
    assert going.kept.facts == before
    with pytest.raises(DocumentNotAllowed, match="Identitas pelapor dirahasiakan, dan naskah ini menyebutnya"):
        confirm(going)
    assert confirm(going, answers=said()).state == "ditandatangani"


def test_a_paper_of_a_step_that_was_gone_back_from_counts_for_no_later_one(account: Any) -> None:
    set_office("mode_ttd", "basah")
    walk = Walk(account).with_answer()
    set_office("mode_ttd", "srikandi")
    who = walk.holder()
    memo = draft_document(walk.id, "ND-JAWAB", who, walk.tick())
    hand_over(memo.id, made_of(memo), who, walk.tick())
    keep_returned(memo.id, SHA, came(), who, walk.tick())
    walk.move(Move.TELITI_ULANG)
    confirm_signed(memo.id, came(), said(), who, walk.tick())
    row = StepOutput.get(StepOutput.reference == f"document:{memo.id}")
    assert (row.undone, Document.get_by_id(memo.id).state) == (True, "ditandatangani")


def test_a_paper_whose_case_went_on_counts_as_it_would_have_in_time(account: Any) -> None:
    set_office("mode_ttd", "basah")
    walk = Walk(account).at_kasubsi()
    walk.paper("ND-TERUS")
    set_office("mode_ttd", "srikandi")
    who = walk.holder()
    memo = draft_document(walk.id, "ND-TERUS", who, walk.tick())
    hand_over(memo.id, made_of(memo), who, walk.tick())
    keep_returned(memo.id, SHA, came(), who, walk.tick())
    walk.move(Move.TERUSKAN_KE_SEKSI)
    confirm_signed(memo.id, came(), said(), who, walk.tick())
    assert not StepOutput.get(StepOutput.reference == f"document:{memo.id}").undone


def test_a_paper_of_an_own_type_is_confirmed_wherever_the_type_is_offered_by_then(account: Any) -> None:
    going = GoingOwn(account)
    going.away()
    going.back()
    change_type(replace(OWN, stages=(Stage.PENELITIAN,)), 1, admin(), NOW)
    assert confirm(going).state == "ditandatangani"  # and nothing is asked: no step waits for it


def test_words_that_changed_meanwhile_are_not_what_was_signed(going: Going) -> None:
    Document.update(facts=going.kept.facts.replace("Segera", "Sangat Segera")).execute()
    with pytest.raises(DocumentNotAllowed, match="berubah sesudah diserahkan"):
        confirm(going)


def test_a_holiday_on_the_pdf_is_its_date_all_the_same(going: Going) -> None:
    sunday = date(2026, 11, 22)
    paper = confirm(going, content := came(day=sunday), said(content))
    assert (paper.date, "SRIKANDI" in paper.date_reason) == (sunday, True)


def test_a_yes_is_to_the_pdf_that_was_looked_at_and_to_no_other(going: Going) -> None:
    looked_at = said()
    going.back(sha256=OTHER)
    with pytest.raises(DocumentNotAllowed, match="baru saja diganti"):
        confirm(going, answers=looked_at)
    assert going.kept.signed_copy is None


def test_a_yes_to_one_difference_covers_no_other_of_its_kind(going: Going) -> None:
    SentPaper.update(number="WIM.32.IMI.5-UM.01.01-601").execute()
    seen = said()
    SentPaper.update(number="WIM.32.IMI.5-UM.01.01-602").execute()
    with pytest.raises(DocumentNotAllowed, match="Jawab dahulu: Nomor pada PDF"):
        confirm(going, answers=seen)


@pytest.mark.parametrize("words", [Sameness.DIFFERENT, Sameness.UNKNOWN])
@pytest.mark.parametrize("state", [CopyState.TANPA_AKAR, CopyState.PENERBIT_ASING, CopyState.KEDALUWARSA])
def test_a_pdf_of_other_words_is_refused_whatever_its_signature_is(
    going: Going, state: CopyState, words: Sameness
) -> None:
    content = came(state)
    content = replace(content, verdict=replace(content.verdict, words=words))
    with pytest.raises(DocumentNotAllowed, match="Teks pada PDF"):
        confirm(going, content, said(content))


def test_what_covers_the_words_is_read_by_a_person_and_still_names_the_case(going: Going) -> None:
    content = came(CopyState.TEKS_TERTUTUP)
    content = replace(content, verdict=replace(content.verdict, words=Sameness.DIFFERENT))
    with pytest.raises(DocumentNotAllowed, match=f"tidak memuat {going.walk.case.number}"):
        confirm(going, content, said(content))
    confirm(going, content := replace(content, text=f"{content.text} {going.walk.case.number}"), said(content))
