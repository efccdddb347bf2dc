"""The word past the front desk: which may be one, and which texts say it."""

import pytest

from models.rules.core.errors import RuleBroken
from models.rules.privacy.way_in import checked_word, says


@pytest.mark.parametrize(
    ("typed", "kept"), [("", ""), ("  ", ""), (" GardaWBK ", "gardawbk"), ("aduan2026", "aduan2026")]
)
def test_a_word_is_compared_in_small_letters(typed: str, kept: str) -> None:
    assert checked_word(typed) == kept


@pytest.mark.parametrize("typed", ["abcd", "dua kata", "kata-kata", "a" * 31, "_____"])
def test_a_phrase_or_what_stands_in_every_text_is_no_word(typed: str) -> None:
    with pytest.raises(RuleBroken):
        checked_word(typed)


def test_a_text_says_it_at_its_beginning_or_anywhere_but_not_within_another_word() -> None:
    words = {"gardawbk"}
    assert says("GARDAWBK petugas depan kasar", words)
    assert says("saya mau lapor (GardaWBK).", words)
    assert not says("gardawbkx", words)
    assert not says("garda wbk", words)
    assert not says("gardawbk", ())
