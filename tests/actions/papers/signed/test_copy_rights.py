"""Who has to do with the signed copy of a paper, and the marks by which the copy is known."""

from typing import Any

import pytest

from models.actions.papers.signed.copy_rights import check_filer, marks_of, signed_by_hand
from models.rules.core.errors import DocumentNotAllowed
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.walking import Walk
from tests.office import actor


def test_drafter_and_signer_may_and_others_may_not(account: Any) -> None:
    walk = Walk(account).at_section()
    paper = Document.get(Document.type == "ND-TERUS")
    for role in (Role.PENGELOLA, Role.KASUBSI_INFOKIM):
        check_filer(paper, walk.case, actor(role), walk.now)
    for role in (Role.KASI_LALINTALKIM, Role.ADMINISTRATOR):
        with pytest.raises(DocumentNotAllowed, match="diunggah oleh"):
            check_filer(paper, walk.case, actor(role), walk.now)
    assert signed_by_hand(paper, actor(Role.KASUBSI_INFOKIM))
    assert not signed_by_hand(paper, actor(Role.PENGELOLA))


def test_a_numbered_paper_is_known_by_its_number_and_a_sheet_by_its_case(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    memo, sheet = (Document.get(Document.type == code) for code in ("ND-TERUS", "LEMBAR"))
    assert marks_of(memo, walk.case) == (memo.number,)
    assert marks_of(sheet, walk.case) == (walk.case.number,)
