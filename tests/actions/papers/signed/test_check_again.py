"""A kept copy is judged again by who may file one; the verdict is that of the copy that lies there now."""

from typing import Any

import pytest

from models.actions.papers.signed.attach_signed_copy import Returned, attach_signed_copy
from models.actions.papers.signed.check_again import check_again
from models.rules.core.errors import DocumentNotAllowed, NotVisible
from models.rules.papers.copy_states import CopyState
from models.rules.papers.judge_copy import Verdict
from models.rules.staff.roles import Role
from models.tables import Audit, Document
from tests.actions.walking import Walk
from tests.office import actor

SHA, OTHER = "c" * 64, "d" * 64


def filed(walk: Walk) -> Document:
    paper = Document.get(Document.type == "ND-TERUS")
    came = Returned(f"NOTA DINAS NOMOR {paper.number}", verdict=Verdict(CopyState.TANPA_AKAR, "Contoh"))
    return attach_signed_copy(paper.id, SHA, came, actor(Role.PENGELOLA), walk.tick())


def test_a_new_verdict_takes_the_place_of_the_old_and_is_traced(account: Any) -> None:
    walk = Walk(account).at_section()
    paper = filed(walk)
    assert paper.signed_copy_state == CopyState.TANPA_AKAR
    at = walk.tick()
    found = check_again(paper.id, SHA, Verdict(CopyState.PENERBIT_ASING, "Contoh"), actor(Role.PENGELOLA), at)
    assert (found.signed_copy_state, found.signed_copy_checked) == (CopyState.PENERBIT_ASING, at)
    row = Audit.get(Audit.event == "periksa_salinan_ttd")
    assert (row.before, row.after) == ("utuh, penanda tangan tidak dapat diperiksa", "utuh, penerbit belum dikenal")


def test_odd_signs_of_a_pdf_are_stored_as_other_text_is(account: Any) -> None:
    walk = Walk(account).at_section()
    paper = filed(walk)
    verdict = Verdict(CopyState.TEKS_BERBEDA, "Con\0toh\ud800", difference="pada PDF “\0\udfff”")
    found = check_again(paper.id, SHA, verdict, actor(Role.PENGELOLA), walk.tick())
    assert (found.signed_copy_signer, found.signed_copy_difference) == (
        "Con\ufffdtoh\ufffd",
        "pada PDF “\ufffd\ufffd”",
    )


def test_a_copy_that_was_replaced_meanwhile_gets_no_verdict_of_another(account: Any) -> None:
    walk = Walk(account).at_section()
    paper = filed(walk)
    with pytest.raises(DocumentNotAllowed, match="baru saja diganti"):
        check_again(paper.id, OTHER, Verdict(CopyState.DIPERCAYA), actor(Role.PENGELOLA), walk.tick())
    for role in (Role.KASI_LALINTALKIM, Role.KEPALA_KANTOR):
        with pytest.raises((DocumentNotAllowed, NotVisible)):
            check_again(paper.id, SHA, Verdict(CopyState.DIPERCAYA), actor(role), walk.tick())
