"""What a draft lacks is said with what to do about it, and once it is away without that: nothing can be done then."""

from typing import Any

import pytest

from models.actions.core.office_facts import office_settings
from models.actions.papers.drafts.shortfalls import check_ready, shortfalls, shortfalls_since
from models.actions.papers.initial_document import return_document
from models.actions.papers.paper_rights import document_row
from models.rules.core.errors import DocumentNotAllowed
from models.rules.staff.roles import Role
from tests.actions.drafting import draft, set_office
from tests.actions.walking import Walk


def test_a_draft_that_is_ready_lacks_nothing_and_another_all_that_it_lacks(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    paper, signer = draft(walk), Role.KASUBSI_INFOKIM
    asked = (walk.case, document_row("ND-TERUS"), signer)
    assert list(shortfalls(paper, *asked, office_settings())) == []
    check_ready(paper, *asked, office_settings())
    set_office("paraf_wajib", "ya")
    return_document(paper.id, "Perbaiki", walk.holder(), walk.tick())
    found = list(shortfalls(paper, *asked, office_settings()))
    assert [each.what.split()[-1] for each in found] == ["diperbaiki.", "Pengaduan."]
    with pytest.raises(DocumentNotAllowed, match=r"dikembalikan untuk diperbaiki\. Simpan konsepnya lagi"):
        check_ready(paper, *asked, office_settings())
    since = shortfalls_since(paper, walk.case, signer, office_settings())
    assert since == tuple(each.what for each in found)
    assert not any("Simpan" in each for each in since)
