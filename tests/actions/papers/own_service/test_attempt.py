"""An attempt is written down before anything is sent: number, date and block given, the words still."""

import json
from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.sent_papers import words_of
from models.actions.papers.discard_draft import discard_draft
from models.actions.papers.draft_document import draft_document
from models.actions.papers.own_service.attempt import allow_code, begin_attempt, facts_sent, mark_sent
from models.actions.papers.own_service.outcome import refuse_attempt
from models.actions.papers.sent.take_back import take_back
from models.actions.papers.sign_document import sign_document
from models.actions.staff.own_choices import keep_nik
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed
from models.rules.papers.esign import Refused
from models.tables import Audit, IssuedNumber, SentPaper, SigningService
from tests.actions.cases.test_links_race import at_once
from tests.actions.drafting import nothing_wrong
from tests.actions.papers.own_service.going import PDF, Trying


@pytest.fixture
def trying(account: Any) -> Trying:
    """A draft on its signer's desk."""
    return Trying(account)


def refused(trying: Trying, sent: SentPaper) -> None:
    refuse_attempt(sent.id, Refused.SECRET, "Sandi tidak cocok.", "salah", trying.kasubsi, trying.walk.tick())


def test_number_date_and_block_are_given_before_and_the_draft_itself_stays(trying: Trying) -> None:
    before = trying.kept.facts
    sent = trying.begun()
    facts = json.loads(facts_sent(trying.kept, sent))
    assert (sent.state, sent.pdf, facts["number"], facts["date"]) == ("mulai", None, sent.number, "2026-11-25")
    assert (facts["signer"]["name"], facts["anchor"], trying.kept.facts) == (
        "Contoh Kasubsi Infokim",
        "${ttd_pengirim}",
        before,
    )
    assert (trying.kept.state, trying.kept.number) == ("konsep", sent.number)
    assert [row.event for row in Audit.select().where(Audit.event.startswith("ttd_layanan"))] == ["ttd_layanan_mulai"]
    assert nothing_wrong()


def test_what_is_being_signed_stands_still(trying: Trying) -> None:
    trying.away()
    for change in (
        lambda: draft_document(trying.walk.id, "ND-TERUS", trying.kasubsi, trying.walk.tick()),
        lambda: discard_draft(trying.paper.id, "Salah", trying.kasubsi, trying.walk.tick()),
        lambda: take_back(trying.paper.id, "Salah", trying.kasubsi, trying.walk.tick(), on_paper=True),
        lambda: sign_document(trying.paper.id, trying.kasubsi, trying.walk.tick()),
        trying.begun,
    ):
        with pytest.raises(DocumentNotAllowed):
            change()
    assert trying.states == ["di_luar"]


def test_of_two_who_submit_at_once_one_wins_and_the_other_is_told(trying: Trying) -> None:
    seen, now = words_of(trying.kept), trying.walk.tick()
    given = at_once(*[lambda: begin_attempt(trying.paper.id, seen, trying.kasubsi, now)] * 3)
    won = [one for one in given if isinstance(one, SentPaper)]
    assert (len(won), trying.states) == (1, ["mulai"])
    assert {type(one) for one in given} == {SentPaper, DocumentNotAllowed}
    sent = at_once(*[lambda: mark_sent(won[0].id, PDF, trying.kasubsi, now)] * 3)
    assert sorted(type(one).__name__ for one in sent) == ["AlreadyDone", "AlreadyDone", "NoneType"]


def test_a_refused_paper_keeps_its_number_in_every_way_of_going_on(trying: Trying) -> None:
    first = trying.begun()
    refused(trying, first)
    again = trying.begun()
    assert (again.number, trying.states) == (first.number, ["ditolak", "mulai"])
    refused(trying, again)
    draft_document(trying.walk.id, "ND-TERUS", trying.kasubsi, trying.walk.tick())
    take_back(trying.paper.id, "Layanan mati", trying.kasubsi, trying.walk.tick(), on_paper=True)
    signed = sign_document(trying.paper.id, trying.kasubsi, trying.walk.tick())
    assert (signed.number, IssuedNumber.select().where(IssuedNumber.text == first.number).count()) == (
        first.number,
        1,
    )
    assert nothing_wrong()


def test_a_discarded_draft_takes_its_number_with_it(trying: Trying) -> None:
    sent = trying.begun()
    refused(trying, sent)
    discard_draft(trying.paper.id, "Tidak jadi", trying.kasubsi, trying.walk.tick())
    row = IssuedNumber.get(IssuedNumber.text == sent.number)
    assert (row.cancelled, row.cancel_reason) == (True, "Tidak jadi")
    assert nothing_wrong()


def test_a_number_of_last_year_is_let_go_with_its_reason(trying: Trying) -> None:
    sent = trying.begun()
    refused(trying, sent)
    later = trying.begun(trying.walk.now + timedelta(days=60))
    old = IssuedNumber.get(IssuedNumber.cancelled)
    assert (old.text, old.series.year) == (sent.number, 2026)
    assert IssuedNumber.get(IssuedNumber.holder == f"document:{trying.paper.id}").series.year == 2027
    assert later.number == trying.kept.number
    assert "tahunnya berganti" in old.cancel_reason
    assert nothing_wrong()


def test_only_its_signer_with_a_nik_and_a_service_and_the_words_he_saw_begins_one(trying: Trying) -> None:
    with pytest.raises(DocumentNotAllowed, match="berubah"):
        begin_attempt(trying.paper.id, "x" * 64, trying.kasubsi, trying.walk.tick())
    with pytest.raises(DocumentNotAllowed):
        begin_attempt(trying.paper.id, words_of(trying.kept), trying.pengelola, trying.walk.tick())
    keep_nik("", trying.kasubsi, trying.walk.tick())
    with pytest.raises(DocumentNotAllowed, match="NIK"):
        trying.begun()
    SigningService.delete().execute()
    with pytest.raises(DocumentNotAllowed, match="belum diatur"):
        trying.begun()
    assert (trying.states, trying.kept.number) == ([], None)


def test_what_ended_meanwhile_is_not_sent(trying: Trying) -> None:
    sent = trying.begun()
    refused(trying, sent)
    with pytest.raises(AlreadyDone):
        mark_sent(sent.id, PDF, trying.kasubsi, trying.walk.tick())
    assert SentPaper.get().pdf is None


def test_a_code_is_for_who_can_sign_once_a_form_and_only_where_codes_are_used(trying: Trying) -> None:
    with pytest.raises(DocumentNotAllowed, match="tidak memakai kode"):
        allow_code(trying.paper.id, trying.kasubsi, trying.walk.tick())
    SigningService.update(asks="kode").execute()
    with pytest.raises(DocumentNotAllowed):
        allow_code(trying.paper.id, trying.pengelola, trying.walk.tick())
    assert allow_code(trying.paper.id, trying.kasubsi, trying.walk.tick(), form_key="k" * 32).asks == "kode"
    with pytest.raises(AlreadyDone):
        allow_code(trying.paper.id, trying.kasubsi, trying.walk.tick(), form_key="k" * 32)
    trying.begun()
    with pytest.raises(DocumentNotAllowed):
        allow_code(trying.paper.id, trying.kasubsi, trying.walk.tick())


def test_what_is_at_the_service_is_settled_there_not_taken_back(trying: Trying) -> None:
    trying.away()
    with pytest.raises(DocumentNotAllowed, match="pastikan dahulu") as told:
        trying.begun()
    assert "Ambil kembali" not in told.value.sentence
