"""What can be taken back: only a signature that spends a number, by a way without a confirmation of its own."""

import pytest

from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.signing_ways import OFFICE_WAY, WAYS, can_be_undone, row_of, way_for, way_key
from models.rules.papers.unfinished import WAYS_OF_SIGNING

SPENDING = {"ND-TERUS", "ND-JAWAB", "ND-ESKAL", "ND-TERUSJWB", "ND-REKAP", "SURAT", "DISPOSISI", "BA-GANGGUAN"}


@pytest.mark.parametrize("code", DOCUMENTS)
def test_on_paper_what_spends_a_number_can_be_taken_back(code: str) -> None:
    assert can_be_undone("basah", DOCUMENTS[code], 10) is (code in SPENDING)
    assert not can_be_undone("basah", DOCUMENTS[code], 0)
    assert not can_be_undone("srikandi", DOCUMENTS[code], 10)  # it was signed there


def test_every_way_the_office_may_choose_has_its_row() -> None:
    assert set(WAYS) == {"basah", "srikandi", "layanan"}


@pytest.mark.parametrize("code", DOCUMENTS)
def test_a_type_goes_its_own_way_else_the_offices_and_sheets_stay_on_paper(code: str) -> None:
    row, office = DOCUMENTS[code], {OFFICE_WAY: "srikandi"}
    assert way_for({}, row) == way_for({OFFICE_WAY: ""}, row) == "basah"
    assert way_for(office, row) == ("srikandi" if row.numbered else "basah")
    assert way_for(office | {way_key(code): "basah"}, row) == "basah"
    assert way_for({way_key(code): "srikandi"}, row) == ("srikandi" if row.numbered else "basah")


def test_each_way_says_what_issues_its_papers_and_one_that_is_unknown_is_on_paper() -> None:
    assert set(WAYS) == set(WAYS_OF_SIGNING)
    assert row_of("apa saja") == row_of("basah")
