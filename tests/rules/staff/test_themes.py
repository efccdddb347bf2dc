"""The three choices of colours, and what is none of them."""

import pytest

from models.rules.staff.themes import THEME_LABELS, Theme, ThemeUnknown, read_theme


def test_every_choice_has_its_words_and_is_read_back() -> None:
    assert {theme: read_theme(str(theme)) for theme in Theme} == {theme: theme for theme in THEME_LABELS}


@pytest.mark.parametrize("typed", ["", "dark", "GELAP", "gelap "])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(ThemeUnknown, match="Pilih salah satu"):
        read_theme(typed)
