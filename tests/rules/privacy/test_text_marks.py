"""Marks of officers: what may be marked, and which words are the same mark."""

import pytest

from models.rules.core.errors import RuleBroken
from models.rules.privacy.text_marks import LONGEST, check_mark, folded


@pytest.mark.parametrize("other", ["pak hendra", "PAK  HENDRA", "Pak-Hendra", "Ｐａｋ Неndra", "P a k Hendra"])
def test_the_same_words_in_another_spelling_are_the_same_mark(other: str) -> None:
    assert folded(other) == folded("Pak Hendra")
    assert folded("Pak Hendri") != folded("Pak Hendra")


@pytest.mark.parametrize("typed", ["", "  ", "ab", "🙂🙂🙂", "a-b", "x" * (LONGEST + 1)])
def test_what_would_hide_everything_or_nothing_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken):
        check_mark(typed)


def test_a_mark_is_kept_on_one_line() -> None:
    assert check_mark("  Pak \n Hendra\t") == "Pak Hendra"
