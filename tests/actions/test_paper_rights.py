"""Who drafts and signs which paper: the table, the office's setting, the desk; papers of the office have no desk."""

from typing import Any

import pytest

from models.actions.draft_document import draft_document, draft_office_paper
from models.actions.paper_rights import check_drafter, check_signer, document_row, signing_role
from models.rules.documents import DOCUMENTS
from models.rules.errors import DocumentNotAllowed
from models.rules.roles import Role
from tests.actions.walking import Walk
from tests.office import NOW, actor


def test_an_unknown_paper_is_refused_by_name() -> None:
    with pytest.raises(DocumentNotAllowed, match="ND-LAIN"):
        document_row("ND-LAIN")


def test_the_offices_setting_chooses_the_signer(account: Any) -> None:
    case = Walk(account).at_kasubsi().case
    assert signing_role(case, "ND-TERUS", {}) is Role.KASUBSI_INFOKIM
    assert signing_role(case, "ND-TERUS", {"penandatangan_ND-TERUS": "kasi_tikkim"}) is Role.KASI_TIKKIM


@pytest.mark.parametrize("code", sorted(code for code, row in DOCUMENTS.items() if row.of_case))
def test_a_paper_of_a_case_is_drafted_and_signed_only_where_it_belongs(account: Any, code: str) -> None:
    case, row = Walk(account).case, DOCUMENTS[code]
    for role in Role:
        with pytest.raises(DocumentNotAllowed, match="tahap"):
            check_drafter(row, case, actor(role), {})
        with pytest.raises(DocumentNotAllowed, match="ditandatangani"):
            check_signer(row, case, actor(role), {})
        with pytest.raises(DocumentNotAllowed):
            check_drafter(row, None, actor(role), {})


def test_a_paper_of_a_case_cannot_be_drafted_without_one(account: Any) -> None:
    with pytest.raises(DocumentNotAllowed, match="kasus"):
        draft_office_paper("ND-TERUS", "2026-11", actor(Role.KASUBSI_INFOKIM), NOW)


def test_the_refusal_names_the_stage(account: Any) -> None:
    with pytest.raises(DocumentNotAllowed, match="Identifikasi"):
        draft_document(Walk(account).id, "ND-TERUS", actor(Role.PENGELOLA), NOW)
