"""What can be taken back: only a signature that spends a number, by a way without a confirmation of its own."""

import pytest

from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.signing_ways import WAYS, can_be_undone

SPENDING = {"ND-TERUS", "ND-JAWAB", "ND-ESKAL", "ND-TERUSJWB", "ND-REKAP", "SURAT", "DISPOSISI", "BA-GANGGUAN"}


@pytest.mark.parametrize("code", DOCUMENTS)
def test_on_paper_what_spends_a_number_can_be_taken_back(code: str) -> None:
    assert can_be_undone("basah", DOCUMENTS[code], 10) is (code in SPENDING)
    assert not can_be_undone("basah", DOCUMENTS[code], 0)
    assert not can_be_undone("srikandi", DOCUMENTS[code], 10)  # it was signed there


def test_every_way_the_office_may_choose_has_its_row() -> None:
    assert set(WAYS) == {"basah", "srikandi"}
