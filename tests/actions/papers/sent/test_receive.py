"""What came back is kept beside the draft, which it does not change; another takes its place, and both stay."""

from dataclasses import replace
from typing import Any

import pytest

from models.actions.papers.keep_pdf import remember_pdf
from models.actions.papers.sent.receive import check_came_back, keep_returned, look_anew
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NotVisible
from models.rules.papers.copy_states import CopyState
from models.rules.papers.same_words import Sameness
from models.rules.staff.roles import Role
from models.tables import Audit, SentPaper
from tests.actions.papers.sent.going import DAY, NUMBER, OTHER, SHA, Going, came
from tests.office import actor


@pytest.fixture
def going(account: Any) -> Going:
    """A draft on its signer's desk."""
    return Going(account)


def test_it_is_kept_with_what_was_read_and_the_paper_stays_a_draft(going: Going) -> None:
    going.away()
    before = going.kept.__data__
    sent = going.back()
    assert (sent.state, sent.sha256, sent.found_number, sent.found_day) == ("kembali", SHA, NUMBER, str(DAY))
    assert (sent.copy_state, sent.returned_by_id) == (CopyState.WAKTU_DINYATAKAN, going.pengelola.staff_id)
    assert going.kept.__data__ == before
    assert Audit.get(Audit.event == "naskah_kembali").after == SHA


def test_an_anchor_on_a_later_page_or_of_another_name_is_not_filled_and_a_citizens_is_none(going: Going) -> None:
    going.away()
    for left in ("${ttd_pengirim}", "${ttd_elektronik}"):
        with pytest.raises(DocumentNotAllowed, match="belum diisi SRIKANDI"):
            going.back(replace(came(), rest=f"halaman 7 {left}"))
    assert going.back(replace(came(), rest="kata warga \uff04{hal}")).state == "kembali"


def test_the_letter_of_another_case_is_kept_nowhere_in_this_one(going: Going) -> None:
    going.away()
    of_another = replace(
        came(CopyState.TEKS_BERBEDA), text="NOTA DINAS perihal ADU-2026-000999 Sehubungan dengan hal"
    )
    other_words = replace(of_another, verdict=replace(of_another.verdict, words=Sameness.DIFFERENT))
    with pytest.raises(DocumentNotAllowed, match="bukan salinan naskah ini"):
        going.back(other_words)
    assert SentPaper.get().sha256 is None
    number = going.walk.case.number
    assert going.back(replace(other_words, text=f"{other_words.text} {number} Sehubungan dengan")).state == "kembali"


def test_another_takes_its_place_and_the_first_stays(going: Going) -> None:
    going.away(NUMBER)
    first = going.back(came(CopyState.TEKS_BERBEDA))
    second = going.back(came(), OTHER)
    assert SentPaper.get_by_id(first.id).state == "diganti"
    assert (second.state, second.sha256, second.number, second.sent_at) == ("kembali", OTHER, NUMBER, first.sent_at)
    with pytest.raises(AlreadyDone):
        going.back(came(), OTHER)


def test_the_programs_own_pdf_an_unfilled_one_and_a_strangers_are_refused(going: Going) -> None:
    with pytest.raises(DocumentNotAllowed, match="tidak sedang diserahkan"):
        going.back()
    going.away()
    remember_pdf(OTHER, SHA, going.walk.now)
    with pytest.raises(DocumentNotAllowed, match="dibuat Aduan"):
        going.back()
    with pytest.raises(DocumentNotAllowed, match="Perbarui PDF"):
        check_came_back(going.paper.id, came(number="${nomor_naskah}"), going.pengelola, going.walk.tick())
    for role in (Role.KASI_TIKKIM, Role.KASI_INTELDAKIM):
        with pytest.raises((DocumentNotAllowed, NotVisible)):
            keep_returned(going.paper.id, OTHER, came(), actor(role), going.walk.tick())
    assert SentPaper.get().sha256 is None


def test_a_further_look_changes_the_verdict_of_that_pdf_alone(going: Going) -> None:
    going.away()
    going.back(came(CopyState.TANPA_AKAR))
    who = (going.kasubsi, going.walk.tick())
    assert look_anew(going.paper.id, SHA, came(), *who).copy_state == CopyState.WAKTU_DINYATAKAN
    with pytest.raises(DocumentNotAllowed, match="baru saja diganti"):
        look_anew(going.paper.id, OTHER, came(), *who)
