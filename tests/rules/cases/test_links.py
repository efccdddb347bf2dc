"""What may be linked, as a table, and when comments are close enough in time."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.cases.links import (
    LINK_LABELS,
    LinkMove,
    LinkNotAllowed,
    Side,
    check_may_leave,
    check_merge,
    check_ticked,
    in_a_row,
)
from models.rules.cases.sop import Move
from models.rules.core.errors import ReasonMissing

ONE, OTHER = Side("ADU-2026-000001", open=True), Side("ADU-2026-000002", open=True)
NOON = datetime(2026, 11, 25, 5)


def test_two_open_complaints_with_a_reason_may_be_merged() -> None:
    check_merge(ONE, OTHER, "satu perkara")
    with pytest.raises(ReasonMissing):
        check_merge(ONE, OTHER, "  ")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (ONE, ONE),
        (Side("ADU-2026-000003", open=False), ONE),
        (ONE, Side("ADU-2026-000003", open=False)),
        (Side("ADU-2026-000003", open=True, misconduct=True), ONE),
        (ONE, Side("ADU-2026-000003", open=True, misconduct=True)),
        (Side("ADU-2026-000003", open=True, replies_under_way=True), ONE),
    ],
)
def test_these_may_not(source: Side, target: Side) -> None:
    with pytest.raises(LinkNotAllowed):
        check_merge(source, target, "satu perkara")


def test_the_target_may_have_answers_under_way_and_two_misconduct_cases_may_be_one() -> None:
    check_merge(ONE, Side("ADU-2026-000003", open=True, replies_under_way=True), "sama")
    check_merge(Side("A", open=True, misconduct=True), Side("B", open=True, misconduct=True), "sama")


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
def test_messages_leave_only_where_nothing_is_lost_by_it(left: int, homeless: int, carried: int) -> None:
    if left and not homeless and not carried:
        check_may_leave("ADU-2026-000001", left, homeless, carried)
    else:
        with pytest.raises(LinkNotAllowed):
            check_may_leave("ADU-2026-000001", left, homeless, carried)


def test_something_a_citizen_wrote_must_be_ticked() -> None:
    check_ticked(3, 1)
    for ticked, inbound in ((0, 0), (2, 0)):
        with pytest.raises(LinkNotAllowed):
            check_ticked(ticked, inbound)


@given(st.integers(-200, 200), st.integers(0, 120))
def test_posts_are_in_a_row_within_the_minutes_either_way(apart: int, minutes: int) -> None:
    assert in_a_row(NOON, NOON + timedelta(minutes=apart), minutes) is (abs(apart) <= minutes)


def test_what_merging_does_is_no_move_of_the_sop_and_has_words() -> None:
    assert not set(LinkMove) & set(Move)
    assert set(LINK_LABELS) == set(LinkMove)
