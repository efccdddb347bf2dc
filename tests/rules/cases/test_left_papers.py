"""What is left of the papers is named with who issues it, before a case is put away and never elsewhere."""

import pytest

from models.rules.cases.left_papers import LeftPaper
from models.rules.cases.sop import MOVES, Move, Output, Stage
from models.rules.cases.workflow import CaseFacts, check_move, left
from models.rules.core.errors import OutputMissing, ReasonMissing
from models.rules.staff.roles import Role, Section

DONE = frozenset({Output.DOKUMENTASI, Output.JAWABAN_GABUNGAN})
LEFT = (LeftPaper("konsep Surat Jawaban", Role.KEPALA_KANTOR, 3),)


def archive(reason: str = "", **more: object) -> None:
    """Try to put a case away."""
    facts = CaseFacts(Stage.DOKUMENTASI, Section.LALINTALKIM, DONE, **more)  # type: ignore[arg-type]
    check_move(Role.PENGELOLA, facts, Move.ARSIPKAN, reason)


def test_only_archiving_asks_for_the_papers() -> None:
    assert [move for move, row in MOVES.items() if row.files] == [Move.ARSIPKAN]


def test_an_unfinished_paper_keeps_a_case_from_the_archive_whatever_is_written() -> None:
    with pytest.raises(OutputMissing, match=r"konsep Surat Jawaban \(Kepala Kantor\)"):
        archive("sudah", left=LEFT)


def test_a_missing_scan_asks_for_a_reason_which_may_stand_for_it() -> None:
    with pytest.raises(ReasonMissing, match="Lembar Pengaduan"):
        archive(unscanned=("Lembar Pengaduan",))
    archive("Mesin pindai rusak.", unscanned=("Lembar Pengaduan",))
    archive()


def test_a_draft_is_not_named_beside_the_output_it_brings() -> None:
    sheet = LeftPaper("konsep Lembar", Role.PENGELOLA, 4, Output.DOKUMENTASI)
    row, lacking = MOVES[Move.ARSIPKAN], CaseFacts(Stage.DOKUMENTASI, left=(sheet, *LEFT))
    assert left(row, lacking) == LEFT
    assert left(row, CaseFacts(Stage.DOKUMENTASI, outputs=DONE, left=(sheet,))) == (sheet,)
    assert left(MOVES[Move.TETAPKAN_JAWABAN], lacking) == ()
