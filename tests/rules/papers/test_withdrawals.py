"""Every hand-over by memo has one way back, to the desk it left, and every way back takes back such a hand-over."""

import pytest

from models.rules.cases.sop import MOVES, Move, Output, Stage
from models.rules.cases.workflow import CaseFacts, check_withdrawal, desk_of, moves_open_to
from models.rules.core.errors import MoveNotAllowed, ReasonMissing
from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.withdrawals import HANDED_OVER_WITH, way_back
from models.rules.staff.roles import Section

WAYS = [row for row in MOVES.values() if row.withdraws is not None]


def test_every_hand_over_by_memo_can_be_taken_back_and_nothing_else() -> None:
    assert {row.withdraws for row in WAYS} == set(HANDED_OVER_WITH)
    assert len(WAYS) == len(HANDED_OVER_WITH)


@pytest.mark.parametrize("way", WAYS, ids=lambda row: row.move)
def test_a_way_back_leads_from_where_the_case_was_brought_to_where_its_memo_is_signed(way) -> None:
    over = MOVES[way.withdraws]
    memo = DOCUMENTS[HANDED_OVER_WITH[over.move]]
    assert (way.origin, way.target) == (over.target, over.origin)
    assert way.target in memo.stages
    assert way_back(str(over.move), over.target) is way
    assert way_back(str(over.move), over.origin) is None
    # The memo counts no more, so that the case cannot leave again without a new one.
    assert set(way.undoes) == {memo.output} & set(over.needs)


def test_other_moves_have_no_way_back() -> None:
    for move in {*Move} - set(HANDED_OVER_WITH):
        assert all(way_back(str(move), stage) is None for stage in Stage)
    assert way_back("terima", Stage.IDENTIFIKASI) is None


@pytest.mark.parametrize("way", WAYS, ids=lambda row: row.move)
def test_the_desk_that_has_the_case_is_not_offered_it_and_a_reason_is_asked(way) -> None:
    facts = CaseFacts(way.origin, Section.LALINTALKIM, frozenset(Output))
    assert way not in moves_open_to(desk_of(facts), facts)
    assert check_withdrawal(facts, way.move, "keliru") is way
    with pytest.raises(ReasonMissing):
        check_withdrawal(facts, way.move, "  ")
    with pytest.raises(MoveNotAllowed):
        check_withdrawal(CaseFacts(way.target), way.move, "keliru")
    with pytest.raises(MoveNotAllowed):
        check_withdrawal(CaseFacts(Stage.PENERUSAN_KASUBSI), Move.TERUSKAN_KE_SEKSI, "keliru")
