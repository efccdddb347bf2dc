"""A case is put away on paper too, where the office keeps paper, and it is said what lacks."""

import pytest

from models.rules.cases.put_away import folder_lacking
from models.rules.cases.sop import Move, Stage
from models.rules.cases.workflow import CaseFacts, check_move
from models.rules.core.errors import OutputMissing
from models.rules.staff.roles import Role, Section
from tests.rules.cases.test_left_papers import DONE, archive


@pytest.mark.parametrize(
    ("asked", "placed", "newer", "said"),
    [
        (False, False, 3, ""),
        (True, False, 0, "berkas kertasnya belum ditata di rak"),
        (True, True, 2, "2 naskah belum dimasukkan ke berkas kertasnya"),
        (True, True, 0, ""),
    ],
)
def test_what_the_folder_lacks_is_said(asked: bool, placed: bool, newer: int, said: str) -> None:
    assert folder_lacking(asked, placed, newer) == said


def test_a_folder_that_lacks_something_keeps_a_case_from_the_archive_whatever_is_written() -> None:
    with pytest.raises(OutputMissing, match=r"belum ditata di rak\. Catat tempatnya"):
        archive("Rak penuh.", unplaced="berkas kertasnya belum ditata di rak")
    facts = CaseFacts(Stage.DOKUMENTASI, Section.LALINTALKIM, DONE, unplaced="x", referred=False)
    check_move(Role.PENGELOLA, facts, Move.SAMPAIKAN_LAGI, "belum sampai")  # another move does not ask
