"""A list of words is one pattern."""

import re

from models.rules.privacy.personal.cue_words import one_of


def test_each_word_of_a_list_fits_and_nothing_else() -> None:
    pattern = re.compile(one_of("hp nota_dinas\n tel(?:p|epon)?"))
    assert all(pattern.fullmatch(word) for word in ("hp", "nota dinas", "tel", "telp", "telepon"))
    assert not any(pattern.fullmatch(word) for word in ("hpp", "nota", "", "nota_dinas"))
