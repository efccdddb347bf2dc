"""Boxes over a picture: read as a form sends them, kept within the picture, refused where they hide nothing."""

import pytest

from models.rules.core.errors import RuleBroken
from models.rules.privacy.blackening import MOST, Box, read_boxes


def test_boxes_are_read_in_order_and_end_with_the_picture() -> None:
    assert read_boxes(["0,0,1000,1000", "900,950,300,300"]) == (Box(0, 0, 1000, 1000), Box(900, 950, 100, 50))


@pytest.mark.parametrize(
    "typed",
    ["", "1,2,3", "1,2,3,4,5", "a,1,1,1", "-1,0,5,5", "1.5,0,5,5", "0,0,0,5", "0,0,5,0", "1000,0,5,5", "٣,0,5,5"],
)
def test_a_box_that_is_none_or_lies_outside_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken):
        read_boxes([typed])


def test_no_box_and_too_many_are_refused() -> None:
    for typed in ([], ["0,0,5,5"] * (MOST + 1)):
        with pytest.raises(RuleBroken):
            read_boxes(typed)
    assert len(read_boxes(["0,0,5,5"] * MOST)) == MOST
