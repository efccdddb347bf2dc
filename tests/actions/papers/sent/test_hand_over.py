"""A draft goes out as it is ready to be signed, once, from who drafts or signs it; then its words stand still."""

import json
from typing import Any

import pytest

from models.actions.core.sent_papers import open_of, words_of
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.discard_draft import discard_draft
from models.actions.papers.draft_document import draft_document
from models.actions.papers.initial_document import initial_document, return_document
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.papers.sent.hand_over import check_can_go, hand_over
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NotVisible
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Audit, Document, SentPaper
from tests.actions.drafting import set_office
from tests.actions.papers.sent.going import NUMBER, TEMPLATE, WORD, Going, made_of
from tests.office import actor


@pytest.fixture
def going(account: Any) -> Going:
    """A draft on its signer's desk."""
    return Going(account)


def test_it_is_noted_with_who_when_and_the_booked_number(going: Going) -> None:
    sent = going.away(f" {NUMBER} ")
    assert (sent.way, sent.state, sent.number, sent.sent_at) == ("srikandi", "di_luar", NUMBER, going.walk.now)
    assert open_of([going.paper.id])[going.paper.id].sent_by_id == going.kasubsi.staff_id
    assert Audit.get(Audit.event == "serahkan_naskah").after == f"SRIKANDI {NUMBER}"


def test_the_file_that_went_its_template_and_the_post_that_signs_it_are_kept(going: Going) -> None:
    sent = going.away()
    assert (sent.word, sent.template_sha256, sent.template_id, sent.post) == (WORD, TEMPLATE, None, "kasubsi_infokim")
    assert sent.words == words_of(going.kept)
    assert json.loads(going.kept.facts)["kop"] == letterhead_facts(to_wib(going.walk.now).date())


def test_a_file_of_other_words_does_not_go(going: Going) -> None:
    made = made_of(going.kept)
    Document.update(facts=going.kept.facts.replace("Segera", "Sangat Segera")).execute()
    with pytest.raises(DocumentNotAllowed, match="baru saja diubah"):
        hand_over(going.paper.id, made, going.kasubsi, going.walk.tick())
    assert not SentPaper.select().exists()


def test_it_goes_once_and_cannot_be_signed_here(going: Going) -> None:
    with pytest.raises(DocumentNotAllowed, match="ditandatangani di SRIKANDI"):
        sign_document(going.paper.id, going.kasubsi, going.walk.tick())
    going.away()
    with pytest.raises(DocumentNotAllowed, match="ada di SRIKANDI sejak"):
        going.away()
    assert SentPaper.select().count() == 1


def test_while_it_is_away_nothing_of_it_changes(going: Going) -> None:
    going.away()
    paper, who, now = going.paper.id, going.kasubsi, going.walk.tick()
    for act in (
        lambda: draft_document(going.walk.id, "ND-TERUS", who, now),
        lambda: initial_document(paper, going.pengelola, now),
        lambda: return_document(paper, "Perbaiki", who, now),
        lambda: discard_draft(paper, "Salah", who, now),
        lambda: cancel_document(paper, "Salah", who, now),
    ):
        with pytest.raises(DocumentNotAllowed, match="Ambil kembali dari sana"):
            act()


def test_who_neither_drafts_nor_signs_it_does_not_hand_it_over(going: Going) -> None:
    for role in (Role.KASI_TIKKIM, Role.KEPALA_KANTOR):
        with pytest.raises((DocumentNotAllowed, NotVisible)):
            hand_over(going.paper.id, made_of(going.kept), actor(role), going.walk.tick())


def test_what_could_not_be_signed_here_is_not_handed_over(going: Going) -> None:
    set_office("paraf_wajib", "ya")
    with pytest.raises(DocumentNotAllowed, match="belum diparaf"):
        check_can_go(going.paper.id, going.kasubsi, going.walk.tick())
    set_office("paraf_wajib", "tidak")
    return_document(going.paper.id, "Perbaiki", going.kasubsi, going.walk.tick())
    with pytest.raises(DocumentNotAllowed, match="dikembalikan"):
        going.away()


def test_a_paper_signed_by_hand_is_not_handed_over(account: Any) -> None:
    going = Going(account)
    set_office("mode_ttd", "basah")
    draft_document(going.walk.id, "ND-TERUS", going.kasubsi, going.walk.tick())
    with pytest.raises(DocumentNotAllowed, match="di atas kertas"):
        going.away()
    sign_document(going.paper.id, going.kasubsi, going.walk.tick())
    with pytest.raises(AlreadyDone):
        going.away()
