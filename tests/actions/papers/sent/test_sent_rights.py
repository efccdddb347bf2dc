"""A paper that is away stays its post's own, however far its case goes on meanwhile."""

from typing import Any

import pytest

from models.actions.papers.draft_document import draft_document
from models.actions.papers.sent.confirm import confirm_signed
from models.actions.papers.sent.hand_over import hand_over
from models.actions.papers.sent.receive import keep_returned
from models.actions.papers.sent.sent_rights import check_confirmer, check_handler, post_of
from models.actions.papers.sent.take_back import take_back
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.errors import DocumentNotAllowed
from models.rules.staff.roles import Role
from models.tables import Document, SentPaper
from tests.actions.drafting import set_office
from tests.actions.papers.sent.going import SHA, Going, came, made_of, said
from tests.actions.walking import Walk
from tests.office import actor


class Escalation:
    """A section's memo to Kepala Kantor, away in SRIKANDI while its case went to him already."""

    def __init__(self, account: Any) -> None:
        set_office("mode_ttd", "basah")
        self.walk = Walk(account).at_section()
        set_office("mode_ttd", "srikandi")
        self.head = self.walk.holder()
        draft = draft_document(self.walk.id, "ND-ESKAL", self.head, self.walk.tick())
        hand_over(draft.id, made_of(draft), self.head, self.walk.tick())
        self.walk.write(Output.IDENTIFIKASI_SEKSI)
        self.walk.move(Move.TIDAK_DAPAT_DITANGANI)
        self.paper = Document.get_by_id(draft.id)


@pytest.fixture
def gone_on(account: Any) -> Escalation:
    """The memo and its case."""
    return Escalation(account)


def test_the_post_is_the_one_it_was_handed_over_for(gone_on: Escalation) -> None:
    case, sent = gone_on.walk.case, SentPaper.get()
    assert gone_on.walk.stage is Stage.DISPOSISI
    assert post_of(gone_on.paper, case, sent) is Role.KASI_LALINTALKIM
    assert post_of(gone_on.paper, case, None) is Role.KEPALA_KANTOR


def test_its_signer_brings_it_back_and_confirms_it_after_its_case_went_on(gone_on: Escalation) -> None:
    walk, name = gone_on.walk, "Contoh Kasi Lalintalkim"
    content = came(signer=str(name))
    keep_returned(gone_on.paper.id, SHA, content, gone_on.head, walk.tick())
    with pytest.raises(DocumentNotAllowed, match="ditandatangani Kasi"):
        check_confirmer(gone_on.paper, walk.case, SentPaper.get(), actor(Role.KEPALA_KANTOR), walk.now)
    answers = said(content)
    signed = confirm_signed(gone_on.paper.id, content, answers, gone_on.head, walk.tick())
    assert signed.state == "ditandatangani"
    assert "Kasusnya kini pada tahap" in SentPaper.get().agreed


def test_who_handed_it_over_takes_it_back_wherever_its_case_is(gone_on: Escalation) -> None:
    take_back(gone_on.paper.id, "Salah", gone_on.head, gone_on.walk.tick(), on_paper=False)
    assert SentPaper.get().state == "ditarik"


def test_who_has_nothing_to_do_with_it_does_not(account: Any) -> None:
    going = Going(account)
    going.away()
    with pytest.raises(DocumentNotAllowed, match="Salinan bertanda tangan diunggah oleh"):
        check_handler(going.kept, going.walk.case, SentPaper.get(), actor(Role.KASI_LALINTALKIM), going.walk.now)
