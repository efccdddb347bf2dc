"""Papers made from words that were put right since: marked, made anew before signing, never carrying them on."""

import json
from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.identities import mask_of
from models.actions.papers.draft_document import draft_document
from models.actions.papers.outdated_words import corrections_of, fallen_papers, outdated_papers
from models.actions.papers.sign_document import sign_document
from models.rules.cases.sop import Output
from models.rules.channels.messages import Ack
from models.rules.core.errors import DocumentNotAllowed
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.cases.test_correct_output import ID, put_right
from tests.actions.delivering import give, tell
from tests.actions.walking import Walk

AHEAD = timedelta(days=500)


def marked(walk: Walk) -> dict[str, str]:
    papers = list(Document.select())
    found = outdated_papers(papers, corrections_of(walk.id), mask_of(walk.case))
    return {paper.type: found[paper.id] for paper in papers if paper.id in found}


def test_a_paper_made_from_the_old_words_is_marked_and_its_draft_is_made_anew_before_signing(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    draft = draft_document(walk.id, "ND-TERUS", walk.holder(), walk.tick())
    put_right(walk, ID, {"subject": "Paspor hilang"})
    assert marked(walk)["ND-TERUS"].startswith("dibuat dari uraian sebelum pembetulan 25-11-2026")
    with pytest.raises(DocumentNotAllowed, match="dibetulkan setelah konsep"):
        sign_document(draft.id, walk.holder(), walk.tick())
    draft_document(walk.id, "ND-TERUS", walk.holder(), walk.tick())
    assert marked(walk) == {}
    sign_document(draft.id, walk.holder(), walk.tick())
    put_right(walk, ID, {"subject": "Paspor dicuri"})
    assert list(marked(walk)) == ["ND-TERUS"]


def test_a_correction_a_paper_never_printed_does_not_mark_it(account: Any) -> None:
    walk = Walk(account).at_section()
    put_right(walk, ID, {"incident_place": "Dermaga"})
    assert marked(walk) == {}


def test_a_draft_sent_back_as_it_was_shown_does_not_carry_the_old_answer_on(account: Any) -> None:
    walk = Walk(account).with_answer()
    draft = draft_document(walk.id, "ND-JAWAB", walk.holder(), walk.tick())
    shown = json.loads(draft.facts)
    put_right(walk, Output.LAPORAN, {"text": "Berkas ada di loket 3."}, Role.KASI_LALINTALKIM)
    changes = {"findings": shown["findings"], "legal_basis": "UU 6/2011"}
    again = draft_document(walk.id, "ND-JAWAB", walk.holder(), walk.tick(), changes=changes)
    facts = json.loads(again.facts)
    assert (facts["findings"], facts["legal_basis"]) == ("Berkas ada di loket 3.", "UU 6/2011")


def test_a_sheet_that_tells_of_an_answer_which_fell_is_marked(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN)
    sheet, before = walk.paper("LEMBAR"), walk.case
    assert fallen_papers([Document.get_by_id(sheet.id)], before) == {}
    sha256 = Document.get_by_id(sheet.id).sha256
    tell(walk, given, Ack.FAILED)
    papers = list(Document.select().where(Document.complaint == walk.id))
    marked = fallen_papers(papers, walk.case)
    assert list(marked) == [sheet.id] and "ternyata tidak sampai" in marked[sheet.id]
    assert Document.get_by_id(sheet.id).sha256 == sha256  # marked, never altered
    give(walk, Purpose.JAWABAN, key="jawab-2")
    again = walk.paper("LEMBAR")
    assert again.id not in fallen_papers([Document.get_by_id(again.id)], walk.case)


def test_a_draft_made_by_a_clock_that_was_ahead_does_not_know_what_was_put_right_since(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    draft_document(walk.id, "ND-TERUS", walk.holder(), walk.tick() + AHEAD)
    put_right(walk, ID, {"subject": "Paspor hilang"})
    assert list(marked(walk)) == ["ND-TERUS"]


def test_an_answer_that_fell_by_a_clock_that_was_ahead_keeps_back_no_sheet_made_since(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN)
    old = draft_document(walk.id, "LEMBAR", walk.holder(), walk.tick())
    right, walk.now = walk.now, walk.now + AHEAD
    tell(walk, given, Ack.FAILED)
    assert list(fallen_papers([Document.get_by_id(old.id)], walk.case)) == [old.id]
    walk.now = right
    give(walk, Purpose.JAWABAN, key="jawab-2")
    again = walk.paper("LEMBAR")
    assert fallen_papers([again], walk.case) == {}
