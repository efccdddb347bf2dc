"""What came back counts with the number and date it was sent with; what is asked about waits for its signer's yes."""

from datetime import date
from typing import Any

import pytest

from models.actions.core.sent_papers import mark_of
from models.actions.papers.own_service.finish import asked_of_service, day_of, finish_signed
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.copy_states import CopyState
from models.rules.papers.signature_place import Placed
from models.tables import SentPaper, StepOutput
from tests.actions.drafting import nothing_wrong
from tests.actions.papers.own_service.going import Trying


@pytest.fixture
def trying(account: Any) -> Trying:
    """A draft on its signer's desk."""
    return Trying(account)


def test_it_is_signed_with_what_was_sent(trying: Trying) -> None:
    sent = trying.back()
    signed = trying.finished()
    assert (signed.state, signed.number, signed.date) == ("ditandatangani", sent.number, date(2026, 11, 25))
    assert (signed.signed_by_id, signed.signed_copy, day_of(sent)) == (trying.kasubsi.staff_id, "b" * 64, signed.date)
    assert StepOutput.select().where(StepOutput.reference == f"document:{signed.id}").count() == 1
    assert trying.states == ["selesai"]
    assert nothing_wrong()


@pytest.mark.parametrize("state", [CopyState.BERUBAH, CopyState.TEKS_BERBEDA, CopyState.PINDAIAN])
def test_what_is_known_to_be_false_becomes_no_paper(trying: Trying, state: CopyState) -> None:
    trying.back()
    with pytest.raises(DocumentNotAllowed):
        trying.finished(trying.came(state))
    assert (trying.kept.state, trying.states) == ("konsep", ["kembali"])


def test_another_name_and_an_unknown_root_wait_for_a_yes(trying: Trying) -> None:
    trying.back()
    came = trying.came(CopyState.TANPA_AKAR, "Orang Lain")
    with pytest.raises(DocumentNotAllowed, match="Jawab dahulu"):
        trying.finished(came)
    asked = asked_of_service(SentPaper.get(), came.verdict, Placed.AT_MARK)
    assert [each.key for each in asked] == ["penanda_tangan", "keadaan"]
    assert trying.finished(came, frozenset(each.answer for each in asked)).state == "ditandatangani"
    assert "Orang Lain" in SentPaper.get().agreed
    assert trying.kept.signed_by_id is None  # not who pressed: the certificate names another


def test_only_its_signer_counts_it_and_only_the_pdf_he_saw(trying: Trying) -> None:
    sent = trying.back()
    came, nothing = trying.came(), frozenset[str]()
    with pytest.raises(DocumentNotAllowed):
        finish_signed(trying.paper.id, came, mark_of(sent), nothing, trying.pengelola, trying.walk.tick())
    with pytest.raises(DocumentNotAllowed, match="diganti"):
        finish_signed(trying.paper.id, came, "1-lain", nothing, trying.kasubsi, trying.walk.tick())
    assert trying.kept.state == "konsep"
