"""Every document type has a maker of its facts, and what it makes fills the paper."""

from typing import Any

import pytest

from docgen.render import render
from models.actions.papers.paper_facts import MAKERS, Subject, gather_facts
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.documents import DOCUMENTS
from tests.actions.walking import Walk


def test_every_document_type_has_a_maker() -> None:
    assert set(MAKERS) == set(DOCUMENTS)


@pytest.mark.parametrize("code", ["ND-TERUS", "ND-JAWAB", "ND-TERUSJWB", "SURAT", "LEMBAR"])
def test_what_is_gathered_fills_the_paper(sqlite_account: Any, code: str) -> None:
    walk = Walk(sqlite_account).with_answer()
    assert render(code, gather_facts(Subject(code, walk.case), walk.now)).startswith(b"PK")


@pytest.mark.parametrize("code", sorted(code for code, row in DOCUMENTS.items() if row.of_case))
def test_a_paper_of_a_case_needs_one(sqlite_account: Any, code: str) -> None:
    walk = Walk(sqlite_account)
    with pytest.raises(DocumentNotAllowed, match="kasus"):
        gather_facts(Subject(code), walk.now)
