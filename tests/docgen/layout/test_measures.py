"""The widths are the font's own, and lines end where LibreOffice ends them."""

import subprocess

import pytest
from PIL import ImageFont

from docgen.layout.measures import EM, LINE, has_foreign, lines_of, pieces_of, width_of
from docgen.pdf import has_arial_measures
from tests.tools import needs

LETTERS = "".join(chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180)))


def _font(name: str) -> ImageFont.FreeTypeFont:
    """Return the font that stands for Arial here; without one of its measures nothing can be compared."""
    program = needs("fc-match")
    said = subprocess.run([program, "-f", "%{family}|%{file}", name], capture_output=True, text=True, check=True)
    family, _, path = said.stdout.partition("|")
    if not has_arial_measures(family):
        pytest.skip(f"{family} has not Arial's widths")
    return ImageFont.truetype(path, EM, layout_engine=ImageFont.Layout.BASIC)


@pytest.mark.parametrize(("name", "bold"), [("Arial", False), ("Arial:bold", True)], ids=["regular", "bold"])
def test_every_width_is_the_fonts_own(name: str, *, bold: bool) -> None:
    font = _font(name)
    letters = LETTERS + "–—‘’“”„•…€"
    wrong = {letter for letter in letters if width_of(letter, bold=bold) != round(font.getlength(letter))}
    # Some marks are a little wider or narrower in bold; they are rare, and counted as in regular.
    assert wrong <= (set("‘’“”„•") if bold else set())


def test_a_line_is_as_tall_as_the_font_says() -> None:
    ascent, descent = _font("Arial").getmetrics()
    assert ascent + descent <= LINE * EM <= (ascent + descent) * 1.04  # and the gap to the next line


def test_what_arial_lacks_is_told_and_counted() -> None:
    assert (has_foreign("Mohon dibantu – “segera”…"), has_foreign("Mohon 🙏"), has_foreign("護照")) == (
        False,
        True,
        True,
    )
    assert width_of("護照") == 2 * EM
    assert width_of("e\u0301\u200b") == width_of("e")  # drawn over the letter, or not at all


@pytest.mark.parametrize(
    ("text", "widest", "lines"),
    [
        ("", "x", 1),
        ("satu dua", "satu dua", 1),
        ("satu dua  ", "satu dua", 1),  # spaces hang over the edge
        ("satu dua", "satu du", 2),
        ("ADU-2025-000123", "ADU-2025-00", 2),  # LibreOffice ends a line behind a hyphen
        ("satu dua tiga", "satu", 3),
        ("kata kata kata kata", "kata kata", 2),
        ("w" * 30, "w" * 10, 3),  # a word longer than a line goes on below
        ("ab " + "w" * 15, "w" * 10, 3),
    ],
)
def test_lines_are_counted(text: str, widest: str, lines: int) -> None:
    room = width_of(widest)
    assert lines_of(pieces_of(text), room, room) == lines


def test_a_space_that_holds_words_together_ends_no_line() -> None:
    assert len(pieces_of("satu\u00a0dua tiga\u202fempat")) == 2


def test_the_first_line_may_be_shorter() -> None:
    room = width_of("satu dua")
    assert lines_of(pieces_of("satu dua"), room - 1, room) == 2
