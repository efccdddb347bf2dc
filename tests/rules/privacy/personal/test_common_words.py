"""Common words: what citizens write every day, places and months, and no frequent name."""

import pytest

from models.rules.privacy.personal.common_words import is_common


@pytest.mark.parametrize(
    "word",
    ["salah", "paspor", "imigrasi", "batam", "november", "petugasnya", "membentak", "disuruh", "kepala"],
)
def test_everyday_words_and_their_forms_are_common(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize("word", ["siti", "budi", "santoso", "zulkarnaen", "nguyen", "connor"])
def test_names_are_not_common(word: str) -> None:
    assert not is_common(word)
