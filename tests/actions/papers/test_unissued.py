"""Signed papers without a file, as the back office and verify find them."""

from datetime import timedelta
from typing import Any

from models.actions.papers.unissued import unissued_papers
from models.tables import Complaint, Document
from tests.actions.walking import Walk


def test_only_what_was_signed_before_the_moment_and_has_no_file_is_found(account: Any) -> None:
    walk = Walk(account).at_section()
    (paper,) = unissued_papers(walk.now + timedelta(hours=1))
    assert paper.type == "ND-TERUS"
    assert unissued_papers(paper.signed_at) == []
    Document.update(sha256="0" * 64).where(Document.id == paper.id).execute()
    assert unissued_papers(walk.now + timedelta(hours=1)) == []


def test_papers_of_a_destroyed_case_are_no_longer_missed(account: Any) -> None:
    walk = Walk(account).at_section()
    Complaint.update(destroyed_at=walk.now).where(Complaint.id == walk.id).execute()
    assert unissued_papers(walk.now + timedelta(hours=1)) == []
