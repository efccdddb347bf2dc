"""A paper comes back with a reason: to be corrected and handed over again, or to be signed on paper and stay so."""

from typing import Any

import pytest

from models.actions.papers.draft_document import draft_document
from models.actions.papers.sent.take_back import take_back
from models.actions.papers.sign_document import sign_document, way_of_draft
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NotVisible, ReasonMissing
from models.rules.staff.roles import Role
from models.tables import Audit, SentPaper
from tests.actions.papers.sent.going import NUMBER, Going
from tests.office import actor


@pytest.fixture
def going(account: Any) -> Going:
    """A draft on its signer's desk."""
    return Going(account)


def back(going: Going, reason: str = "Salah tujuan", *, on_paper: bool = False, who: Any = None) -> Any:
    return take_back(going.paper.id, reason, who or going.pengelola, going.walk.tick(), on_paper=on_paper)


def test_it_is_corrected_and_goes_again(going: Going) -> None:
    going.away()
    back(going)
    first = SentPaper.get()
    assert (first.state, first.reason, first.ended_by_id) == ("ditarik", "Salah tujuan", going.pengelola.staff_id)
    draft_document(going.walk.id, "ND-TERUS", going.kasubsi, going.walk.tick(), changes={"hal": "Lain"})
    going.away(NUMBER)
    assert [row.state for row in SentPaper.select().order_by(SentPaper.id)] == ["ditarik", "di_luar"]


@pytest.mark.parametrize("away", [True, False])
def test_it_is_signed_on_paper_also_where_it_never_left(going: Going, away: bool) -> None:
    if away:
        going.away()
    back(going, "SRIKANDI tidak dapat dibuka", on_paper=True)
    row = SentPaper.get()
    assert (row.state, row.sent_at is not None) == ("kertas", away)
    assert Audit.select().where(Audit.event == "naskah_ke_kertas").count() == 1
    again = draft_document(going.walk.id, "ND-TERUS", going.kasubsi, going.walk.tick(), changes={"hal": "Lain"})
    assert way_of_draft(again) == "basah"
    assert sign_document(going.paper.id, going.kasubsi, going.walk.tick()).state == "ditandatangani"


def test_without_reason_without_hand_over_or_by_a_stranger_nothing_happens(going: Going) -> None:
    with pytest.raises(DocumentNotAllowed, match="tidak sedang diserahkan"):
        back(going)
    going.away()
    with pytest.raises(ReasonMissing):
        back(going, " ")
    for role in (Role.KASI_TIKKIM, Role.KASI_INTELDAKIM):
        with pytest.raises((DocumentNotAllowed, NotVisible)):
            back(going, who=actor(role))
    assert SentPaper.get().state == "di_luar"


def test_a_signed_paper_is_not_taken_back(going: Going) -> None:
    back(going, on_paper=True)
    sign_document(going.paper.id, going.kasubsi, going.walk.tick())
    with pytest.raises(AlreadyDone):
        back(going, on_paper=True)
