"""Answers of an own type that hold words of the case put right since: they hinder signing until changed."""

from dataclasses import replace
from typing import Any

import pytest

from models.actions.core.identities import mask_of
from models.actions.papers.outdated_words import corrections_of, outdated_papers
from models.actions.papers.own.keep_type import change_type
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import DocumentNotAllowed
from models.tables import Document
from tests.actions.cases.test_correct_output import ID, put_right
from tests.actions.papers.own.test_own_facts import KASI, ORDERED, RECORDED, drafted, facts
from tests.actions.walking import Walk
from tests.office import NOW, actor
from tests.own_types import RECORD, admin, keep


@pytest.fixture
def walk(account: Any) -> Walk:
    """A case with its section, in an office with own types."""
    walk = Walk(account).at_section()
    keep()
    return walk


def marked(walk: Walk) -> list[str]:
    papers = list(Document.select())
    found = outdated_papers(papers, corrections_of(walk.id), mask_of(walk.case))
    return [paper.type for paper in papers if paper.id in found and paper.own_version_id]


def test_old_words_in_an_answer_hinder_signing_until_it_is_written_anew(walk: Walk) -> None:
    said = RECORDED | {"isian_simpulan": f"Benar: {walk.case.subject}, dan lain-lain.", "isian_nama": "Budi"}
    paper = drafted(walk, "BAP", said)
    put_right(walk, ID, {"subject": "Kartu tanda masuk tidak terbaca"})
    for _again in range(2):
        with pytest.raises(DocumentNotAllowed, match="dibetulkan"):
            sign_document(paper.id, actor(KASI), walk.tick())
        drafted(walk, "BAP", said)
    with pytest.raises(DocumentNotAllowed, match="“Simpulan” masih memakai yang lama"):
        sign_document(paper.id, actor(KASI), walk.tick())
    drafted(walk, "BAP", said | {"isian_simpulan": "Benar: kartu tidak terbaca."})
    assert sign_document(paper.id, actor(KASI), walk.tick()).number


def test_a_subject_line_with_old_words_is_read_again(walk: Walk) -> None:
    paper = drafted(walk, "UNDANGAN", {"hal": f"Undangan tentang {walk.case.subject}", "sifat": "Rahasia"})
    was = facts(paper)
    put_right(walk, ID, {"subject": "Kartu tanda masuk tidak terbaca"})
    again = facts(drafted(walk, "UNDANGAN", {"hal": was["hal"], "sifat": "Rahasia", "yth": was["yth"]}))
    assert (again["hal"], again["sifat"]) == ("Surat Undangan Klarifikasi", "Rahasia")


def test_what_a_type_calls_its_questions_says_nothing_of_the_case(walk: Walk) -> None:
    put_right(walk, ID, {"incident_place": "Dermaga"})
    asked = (replace(RECORD.questions[0], label="Yang terjadi di Dermaga"),)
    change_type(replace(RECORD, questions=asked), 1, admin(), NOW)
    drafted(walk, "BAP", {"isian_nama": "Budi"})
    drafted(walk, "SURAT-TUGAS", ORDERED | {"isian_untuk": "Meneliti di Dermaga."})
    put_right(walk, ID, {"incident_place": "Pelabuhan"})
    assert marked(walk) == ["SURAT-TUGAS"]
