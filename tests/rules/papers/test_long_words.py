"""What takes more than a third of a page is long, in whatever letters; empty lines are none."""

import pytest

from models.rules.papers.long_words import LONGEST, MOST_LINES, is_long


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("", False),
        ("a" * LONGEST, False),
        ("a" * (LONGEST + 1), True),
        ("照" * (LONGEST // 2), False),
        ("照" * (LONGEST // 2 + 1), True),
        ("a\n" * MOST_LINES, False),
        ("a\n" * (MOST_LINES + 1), True),
        ("a\n\n" * MOST_LINES, False),
    ],
    ids=["none", "letters", "more", "wide", "wider", "lines", "many", "spaced"],
)
def test_the_set_length_decides(text: str, *, long: bool) -> None:
    assert is_long(text) is long
