"""A text of hundreds of thousands of signs, made to be read again and again, is read in a moment."""

import pytest

from models.rules.privacy.personal.finding import personal_in

FILLERS = ("0 ", "1.", "a@", "@.", "@a.b", "Pak ", "B 1 ", "+62-", "nik ", "A B C ", "i.n.i ", "A", "\u0301", "(((")


@pytest.mark.parametrize("filler", FILLERS)
def test_what_is_sought_in_a_text_costs_no_more_than_its_length(filler: str) -> None:
    # What grew with the square of the length would take hours for this.
    text = filler * (300_000 // len(filler))
    assert len(personal_in(text)) <= len(text)
