"""The end of practice is agreed to in words, typed as they stand; spaces and case do not matter."""

import pytest

from models.rules.upkeep.sample_data import AGREED, SampleNotRemovable, check_agreed


@pytest.mark.parametrize("typed", [AGREED, AGREED.lower(), f"  {AGREED.replace(' ', '  ')} "])
def test_the_words_agree(typed: str) -> None:
    check_agreed(typed)


@pytest.mark.parametrize("typed", ["", "ya", "HAPUS", AGREED + "!", AGREED[:-1]])
def test_anything_else_does_not(typed: str) -> None:
    with pytest.raises(SampleNotRemovable, match=AGREED):
        check_agreed(typed)
