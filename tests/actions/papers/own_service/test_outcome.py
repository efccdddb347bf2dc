"""What became of an attempt: each change once, an unsure one never alone, and what came late is kept all the same."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.close_off import close_off
from models.actions.core.sent_papers import words_of
from models.actions.papers.ask_signatures import ask_signatures
from models.actions.papers.draft_document import draft_document
from models.actions.papers.own_service import outcome
from models.actions.papers.own_service.attempt import mark_sent
from models.actions.papers.own_service.outcome import (
    STALE_AFTER,
    declare_unsigned,
    receive_signed,
    refuse_attempt,
    settle_stale,
    unsure_attempt,
)
from models.rules.core.errors import DocumentNotAllowed, ReasonMissing
from models.rules.papers.copy_states import CopyState
from models.rules.papers.same_words import Sameness
from models.rules.papers.signed_elsewhere import SentState
from models.tables import Notice, SentPaper
from tests.actions.papers.own_service.going import PDF, SIGNED, Trying


@pytest.fixture
def trying(account: Any) -> Trying:
    """A draft on its signer's desk."""
    return Trying(account)


def test_a_program_that_is_gone_leaves_nothing_or_something_unsure(trying: Trying) -> None:
    begun = trying.begun()
    assert settle_stale(begun.sent_at + STALE_AFTER / 2) == 0
    assert settle_stale(begun.sent_at + STALE_AFTER + timedelta(seconds=1)) == 1
    assert (trying.states, SentPaper.get().why) == (["ditolak"], "tidak_dikirim")
    away = trying.away()
    assert settle_stale(away.sent_at + STALE_AFTER * 2) == 1
    assert settle_stale(away.sent_at + STALE_AFTER * 3) == 0
    assert trying.states == ["ditolak", "tidak_pasti"]
    with pytest.raises(DocumentNotAllowed):
        trying.begun()


def test_what_is_sent_while_it_is_judged_stale_is_running(trying: Trying, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, honest = trying.begun(), outcome._change
    late = begun.sent_at + STALE_AFTER * 2

    def sent_first(*given: Any) -> bool:
        monkeypatch.setattr(outcome, "_change", honest)
        mark_sent(begun.id, PDF, trying.kasubsi, late)
        return honest(*given)

    monkeypatch.setattr(outcome, "_change", sent_first)
    assert (settle_stale(late), trying.states) == (0, ["di_luar"])
    refuse_attempt(begun.id, "sandi", "Sandi.", "", trying.kasubsi, late)  # who submitted it still may
    assert trying.states == ["ditolak"]


def test_what_came_back_while_somebody_declares_is_not_thrown_away(
    trying: Trying, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, honest = trying.away(), outcome.check_handler
    unsure_attempt(sent.id, "", trying.kasubsi, trying.walk.tick())

    def answered_first(*given: Any) -> None:
        honest(*given)
        receive_signed(sent.id, SIGNED, trying.kasubsi, trying.walk.tick())

    monkeypatch.setattr(outcome, "check_handler", answered_first)
    with pytest.raises(DocumentNotAllowed, match="baru saja berubah"):
        declare_unsigned(trying.paper.id, "Riwayat kosong", trying.kasubsi, trying.walk.tick())


def test_an_answer_after_all_ends_what_was_unsure(trying: Trying) -> None:
    sent = trying.away()
    unsure_attempt(sent.id, "", trying.kasubsi, trying.walk.tick())
    assert receive_signed(sent.id, SIGNED, trying.kasubsi, trying.walk.tick())
    assert trying.states == ["kembali"]
    refuse_attempt(sent.id, "sandi", "Sandi.", "", trying.kasubsi, trying.walk.tick())  # it is too late for that
    assert trying.states == ["kembali"]


def test_only_the_answer_to_what_was_asked_then_refuses_what_is_unsure(trying: Trying) -> None:
    sent = trying.away()
    unsure_attempt(sent.id, "", trying.kasubsi, trying.walk.tick())
    for asked in (None, sent.sent_at - timedelta(seconds=1)):
        refuse_attempt(sent.id, "sandi", "Sandi.", "", trying.kasubsi, trying.walk.tick(), asked=asked)
        assert trying.states == ["tidak_pasti"]
    refuse_attempt(sent.id, "sandi", "Sandi.", "", trying.kasubsi, trying.walk.tick(), asked=sent.sent_at)
    assert trying.states == ["ditolak"]


def test_who_looked_says_so_with_a_reason_and_what_comes_later_is_kept(trying: Trying) -> None:
    sent = trying.away()
    with pytest.raises(DocumentNotAllowed, match="dipastikan"):
        declare_unsigned(trying.paper.id, "Kosong", trying.kasubsi, trying.walk.tick())
    unsure_attempt(sent.id, "", trying.kasubsi, trying.walk.tick())
    with pytest.raises(ReasonMissing):
        declare_unsigned(trying.paper.id, "  ", trying.kasubsi, trying.walk.tick())
    declare_unsigned(trying.paper.id, "Riwayat kosong", trying.kasubsi, trying.walk.tick())
    assert not receive_signed(sent.id, SIGNED, trying.kasubsi, trying.walk.tick())
    row = SentPaper.get()
    assert (row.state, row.reason, row.sha256) == ("tidak_jadi", "Riwayat kosong", SIGNED)


@pytest.mark.parametrize("state", [SentState.DITARIK, SentState.DITOLAK])
def test_what_comes_after_a_destruction_is_not_put_back_into_the_emptied_attempt(
    trying: Trying, state: SentState
) -> None:
    sent = trying.away()
    SentPaper.update(state=str(state), sha256=None, ended_at=sent.sent_at).execute()
    assert not receive_signed(sent.id, SIGNED, trying.kasubsi, trying.walk.tick())
    assert SentPaper.get_by_id(sent.id).sha256 is None


def test_its_signer_is_told_of_what_waits_for_him(trying: Trying) -> None:
    sent = trying.away()
    ask_signatures(trying.walk.tick())
    assert not Notice.select().where(Notice.kind == "tanda_tangan").exists()  # a press is at work
    ask_signatures(sent.sent_at + STALE_AFTER * 2)
    assert trying.states == ["tidak_pasti"]
    assert [row.text for row in Notice.select() if "mungkin sudah ditandatangani" in row.text]
    declare_unsigned(trying.paper.id, "Riwayat kosong", trying.kasubsi, trying.walk.tick())
    ask_signatures(sent.sent_at + STALE_AFTER * 3)
    assert not Notice.select().where((Notice.kind == "tanda_tangan") & Notice.lapsed_at.is_null()).exists()


def test_a_case_is_not_closed_over_what_may_be_signed(trying: Trying) -> None:
    trying.away()
    with pytest.raises(DocumentNotAllowed, match="Pastikan dahulu"):
        close_off(trying.walk.case, "bukan pengaduan", trying.kasubsi, trying.walk.tick())
    assert trying.kept.state == "konsep"


@pytest.mark.parametrize(
    ("state", "words", "told"),
    [
        (CopyState.DIPERCAYA, Sameness.SAME, True),
        (CopyState.TANPA_AKAR, Sameness.SAME, True),
        (CopyState.TEKS_TERTUTUP, Sameness.DIFFERENT, True),
        (CopyState.TEKS_BELUM, Sameness.UNKNOWN, True),
        (CopyState.TEKS_BELUM, Sameness.OLDER, True),
        (CopyState.TANPA_AKAR, Sameness.OLDER, True),
        (CopyState.PINDAIAN, Sameness.SAME, False),
        (CopyState.BERUBAH, Sameness.SAME, False),
        (CopyState.DIPERCAYA, Sameness.DIFFERENT, False),
    ],
)
def test_a_signed_pdf_in_hand_is_not_declared_unsigned_but_one_that_is_none_is(
    trying: Trying, state: CopyState, words: Sameness, told: bool
) -> None:
    def declare() -> None:
        declare_unsigned(trying.paper.id, "Salah", trying.kasubsi, trying.walk.tick())

    trying.back()
    with pytest.raises(DocumentNotAllowed, match="ada di sini"):  # nobody has looked yet
        declare()
    SentPaper.update(copy_state=str(state), compared=str(words)).execute()
    if told:
        with pytest.raises(DocumentNotAllowed, match="ada di sini"):
            declare()
    else:
        declare()
    assert trying.states == (["kembali"] if told else ["tidak_jadi"])


def test_its_signer_is_told_that_the_pdf_is_back_not_that_it_may_be_signed(trying: Trying) -> None:
    trying.back()
    ask_signatures(trying.walk.tick())
    told = [row.text for row in Notice.select().where(Notice.kind == "tanda_tangan")]
    assert told
    assert all("sudah kembali dari layanan" in text and "mungkin" not in text for text in told)


@pytest.mark.parametrize("words", Sameness)
def test_only_a_draft_that_is_older_than_what_was_signed_is_worded_anew(trying: Trying, words: Sameness) -> None:
    sent = trying.back()
    SentPaper.update(copy_state=str(CopyState.TEKS_BELUM), compared=str(words)).execute()

    def reword() -> None:
        draft_document(trying.walk.id, "ND-TERUS", trying.kasubsi, trying.walk.tick(), changes={"hal": "Lain"})

    if not words.put_back:
        with pytest.raises(DocumentNotAllowed, match="pastikan dahulu"):
            reword()
        return
    reword()
    anew = SentPaper.get_by_id(sent.id)
    assert (anew.state, anew.words, anew.words != sent.words) == ("kembali", words_of(trying.kept), True)
    with pytest.raises(DocumentNotAllowed, match="ada di sini"):
        declare_unsigned(trying.paper.id, "Salah", trying.kasubsi, trying.walk.tick())
