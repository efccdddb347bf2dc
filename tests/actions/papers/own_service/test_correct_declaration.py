"""A declaration that nothing was signed is taken back with a reason, both kept, until another attempt signed."""

from typing import Any

import pytest

from models.actions.core.close_off import close_off
from models.actions.papers.discard_draft import discard_draft
from models.actions.papers.own_service.correct_declaration import correct_declaration, declared_of
from models.actions.papers.own_service.outcome import declare_unsigned, receive_signed, refuse_attempt, unsure_attempt
from models.actions.papers.sent.take_back import take_back
from models.rules.core.errors import DocumentNotAllowed, ReasonMissing
from models.rules.papers.documents import DocumentState
from models.tables import Audit, Document, SentPaper
from tests.actions.cases.test_links_race import at_once
from tests.actions.papers.own_service.going import SIGNED, Trying


@pytest.fixture
def trying(account: Any) -> Trying:
    """A draft on its signer's desk."""
    return Trying(account)


def declared(trying: Trying) -> SentPaper:
    sent = trying.away()
    unsure_attempt(sent.id, "", trying.kasubsi, trying.walk.tick())
    declare_unsigned(trying.paper.id, "Riwayat kosong", trying.kasubsi, trying.walk.tick())
    return SentPaper.get_by_id(sent.id)


def corrected(trying: Trying, reason: str = "Ternyata ada di riwayat hari ini") -> SentPaper:
    return correct_declaration(trying.paper.id, reason, trying.pengelola, trying.walk.tick())


def test_it_is_unsure_again_with_all_of_its_attempt_and_both_reasons_stay(trying: Trying) -> None:
    before = declared(trying)
    with pytest.raises(ReasonMissing):
        corrected(trying, "  ")
    anew = corrected(trying)
    assert trying.states == ["tidak_jadi", "tidak_pasti"]
    same = ("number", "block", "pdf", "sent_at", "sent_by_id", "post", "words")
    assert [getattr(anew, name) for name in same] == [getattr(before, name) for name in same]
    reasons = [row.reason for row in SentPaper.select().order_by(SentPaper.id)]
    assert reasons == [
        "Riwayat kosong",
        "Pernyataan dicabut oleh Contoh Pengelola Pengaduan: Ternyata ada di riwayat hari ini",
    ]
    assert Audit.select().where(Audit.event == "ttd_layanan_cabut").count() == 1
    with pytest.raises(DocumentNotAllowed, match="pastikan dahulu"):
        trying.begun()
    with pytest.raises(DocumentNotAllowed, match="dicabut"):
        corrected(trying)


def test_what_came_late_is_back_and_until_then_nothing_is_signed_changed_or_thrown_away(trying: Trying) -> None:
    sent, tick = declared(trying), trying.walk.tick
    assert not receive_signed(sent.id, SIGNED, trying.kasubsi, tick())
    for act in (
        trying.begun,
        lambda: discard_draft(trying.paper.id, "Salah", trying.kasubsi, tick()),
        lambda: take_back(trying.paper.id, "Salah", trying.kasubsi, tick(), on_paper=True),
        lambda: close_off(trying.walk.case, "bukan pengaduan", trying.kasubsi, tick()),
    ):
        with pytest.raises(DocumentNotAllowed, match="Cabut pernyataan"):
            act()
    anew = corrected(trying)
    assert (anew.state, anew.sha256, trying.states) == ("kembali", SIGNED, ["tidak_jadi", "kembali"])
    assert trying.finished().state == DocumentState.DITANDATANGANI
    assert trying.states == ["tidak_jadi", "selesai"]


def test_what_comes_late_once_it_was_taken_back_is_back_with_the_further_row(trying: Trying) -> None:
    first = declared(trying)
    corrected(trying)
    assert not receive_signed(first.id, SIGNED, trying.kasubsi, trying.walk.tick())
    assert trying.states == ["tidak_jadi", "kembali"]
    with pytest.raises(DocumentNotAllowed, match="ada di sini"):
        declare_unsigned(trying.paper.id, "Riwayat kosong", trying.kasubsi, trying.walk.tick())
    assert trying.finished().state == DocumentState.DITANDATANGANI


def test_what_comes_late_once_it_was_declared_again_holds_the_draft_and_is_what_is_taken_back(
    trying: Trying,
) -> None:
    first = declared(trying)
    corrected(trying)
    declare_unsigned(trying.paper.id, "Tetap kosong", trying.kasubsi, trying.walk.tick())
    assert not receive_signed(first.id, SIGNED, trying.kasubsi, trying.walk.tick())
    with pytest.raises(DocumentNotAllowed, match="Cabut pernyataan"):
        trying.begun()
    anew = corrected(trying)
    assert (anew.sha256, trying.states) == (SIGNED, ["tidak_jadi", "tidak_jadi", "kembali"])
    assert trying.finished().state == DocumentState.DITANDATANGANI


def test_after_a_further_attempt_was_refused_it_may_still_be_taken_back_but_not_once_one_signed(
    trying: Trying,
) -> None:
    declared(trying)
    again = trying.begun()
    assert declared_of(trying.kept) is None  # one is running
    refuse_attempt(again.id, "sandi", "Sandi.", "", trying.kasubsi, trying.walk.tick())
    assert declared_of(trying.kept) is not None
    trying.back()
    trying.finished()
    with pytest.raises(DocumentNotAllowed, match="Tidak ada pernyataan"):
        corrected(trying)


def test_a_draft_worded_anew_since_is_not_what_was_signed(trying: Trying) -> None:
    declared(trying)
    Document.update(facts=trying.kept.facts.replace("{", '{"request": "Segera", ', 1)).execute()
    with pytest.raises(DocumentNotAllowed, match="Kembalikan isinya"):
        corrected(trying)


def test_of_two_who_take_it_back_at_once_one_does_and_the_other_is_told(trying: Trying) -> None:
    declared(trying)
    now = trying.walk.tick()
    given = at_once(*[lambda: correct_declaration(trying.paper.id, "Ada di riwayat", trying.kasubsi, now)] * 3)
    assert sorted(type(one).__name__ for one in given) == ["DocumentNotAllowed", "DocumentNotAllowed", "SentPaper"]
    assert trying.states == ["tidak_jadi", "tidak_pasti"]
