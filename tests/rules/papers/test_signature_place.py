"""Where a signature is seen: at its mark, or something is asked."""

import pytest

from models.rules.papers.signature_place import NEAR, Placed, Point, Stamp, place_questions, placed

MARK = Point(0, 300, 200)


@pytest.mark.parametrize(
    ("stamp", "where"),
    [
        (Stamp(0, 258, 158, 343, 243), Placed.AT_MARK),
        (Stamp(0, 300, 200, 385, 285), Placed.AT_MARK),
        (Stamp(0, 300 + NEAR, 200, 485, 285), Placed.AT_MARK),
        (Stamp(0, 301 + NEAR, 200, 486, 285), Placed.ELSEWHERE),
        (Stamp(0, 258, 10, 343, 95), Placed.ELSEWHERE),
        (Stamp(1, 258, 158, 343, 243), Placed.ELSEWHERE),
    ],
)
def test_a_signature_near_the_mark_on_its_page_is_at_it(stamp: Stamp, where: Placed) -> None:
    assert placed([stamp], MARK) is where
    assert placed([Stamp(5, 0, 0, 9, 9), stamp], MARK) is where


def test_what_is_not_drawn_is_unseen_and_without_a_mark_nobody_knows() -> None:
    assert placed([], MARK) is placed([], None) is Placed.UNSEEN
    assert placed([Stamp(0, 0, 0, 9, 9)], None) is Placed.UNKNOWN


def test_whatever_is_not_at_the_mark_is_asked_in_its_own_words() -> None:
    asked = {where: place_questions(where) for where in Placed}
    assert asked.pop(Placed.AT_MARK) == ()
    assert len({one.words for (one,) in asked.values()}) == len(asked) == 3
