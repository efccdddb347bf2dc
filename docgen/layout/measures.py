"""How many lines a text takes in Arial: counted from the widths of its letters, without a font or a program.

The widths are those of Arial in 2,048ths of its size; Liberation Sans and Arimo, which stand in for it, have the same
(notadinas §7, pitfall 17). Letters of other scripts are taken as wide as those of a font that has them.
"""

import re
import unicodedata
from collections.abc import Iterable

EM = 2048
LINE = 2355 / EM  # the height of a line of Arial, for one point of its size
_CODES = (*range(0x20, 0x7F), *range(0xA0, 0x180))
_OTHERS = {
    "–": 1139,
    "—": 2048,
    "‘": 455,
    "’": 455,
    "“": 682,
    "”": 682,
    "„": 682,
    "•": 717,
    "…": 2048,
    "€": 1139,
    "\u2011": 682,
}
_USUAL, _WIDE = 1139, EM
_SPACE = 569
_TAB = 9216  # to the next stop, half an inch away at most, in letters of 8 points: no line of ours has smaller ones
# A word and the spaces behind it; no line ends at a space that holds its words together.
_PIECE = re.compile(r"([^ \t-]+-*|-+|(?=[ \t]))([ \t]*)")


def _table(widths: str) -> dict[str, int]:
    return dict(zip(map(chr, _CODES), map(int, widths.split()), strict=True)) | _OTHERS


_REGULAR = _table(
    "569 569 727 1139 1139 1821 1366 391 682 682 797 1196 569 682 569 569 1139 1139 1139 1139 1139 1139 1139 1139 "
    "1139 1139 569 569 1196 1196 1196 1139 2079 1366 1366 1479 1479 1366 1251 1593 1479 569 1024 1366 1139 1706 "
    "1479 1593 1366 1593 1479 1366 1251 1479 1366 1933 1366 1366 1251 569 569 569 961 1139 682 1139 1139 1024 "
    "1139 1139 569 1139 1139 455 455 1024 455 1706 1139 1139 1139 1139 682 1024 569 1139 1024 1479 1024 1024 1024 "
    "684 532 684 1196 569 682 1139 1139 1139 1139 532 1139 682 1509 758 1139 1196 682 1509 1131 819 1124 682 682 "
    "682 1180 1100 682 682 682 748 1139 1708 1708 1708 1251 1366 1366 1366 1366 1366 1366 2048 1479 1366 1366 "
    "1366 1366 569 569 569 569 1479 1479 1593 1593 1593 1593 1593 1196 1593 1479 1479 1479 1479 1366 1366 1251 "
    "1139 1139 1139 1139 1139 1139 1821 1024 1139 1139 1139 1139 569 569 569 569 1139 1139 1139 1139 1139 1139 "
    "1139 1124 1251 1139 1139 1139 1139 1024 1139 1024 1366 1139 1366 1139 1366 1139 1479 1024 1479 1024 1479 "
    "1024 1479 1024 1479 1259 1479 1139 1366 1139 1366 1139 1366 1139 1366 1139 1366 1139 1593 1139 1593 1139 "
    "1593 1139 1593 1139 1479 1139 1479 1139 569 569 569 569 569 569 569 455 569 569 1505 909 1024 455 1366 1024 "
    "1024 1139 455 1139 455 1139 597 1139 684 1139 455 1479 1139 1479 1139 1479 1139 1237 1481 1139 1593 1139 "
    "1593 1139 1593 1139 2048 1933 1479 682 1479 682 1479 682 1366 1024 1366 1024 1366 1024 1366 1024 1251 569 "
    "1251 768 1251 569 1479 1139 1479 1139 1479 1139 1479 1139 1479 1139 1479 1139 1933 1479 1366 1024 1366 1251 "
    "1024 1251 1024 1251 1024 455"
)
_BOLD = _table(
    "569 682 971 1139 1139 1821 1479 487 682 682 797 1196 569 682 569 569 1139 1139 1139 1139 1139 1139 1139 1139 "
    "1139 1139 682 682 1196 1196 1196 1251 1997 1479 1479 1479 1479 1366 1251 1593 1479 569 1139 1479 1251 1706 "
    "1479 1593 1366 1593 1479 1366 1251 1479 1366 1933 1366 1366 1251 682 569 682 1196 1139 682 1139 1251 1139 "
    "1251 1139 682 1251 1251 569 569 1139 569 1821 1251 1251 1251 1251 797 1139 682 1251 1139 1593 1139 1139 1024 "
    "797 573 797 1196 569 682 1139 1139 1139 1139 573 1139 682 1509 758 1139 1196 682 1509 1131 819 1124 682 682 "
    "682 1180 1139 682 682 682 748 1139 1708 1708 1708 1251 1479 1479 1479 1479 1479 1479 2048 1479 1366 1366 "
    "1366 1366 569 569 569 569 1479 1479 1593 1593 1593 1593 1593 1196 1593 1479 1479 1479 1479 1366 1366 1251 "
    "1139 1139 1139 1139 1139 1139 1821 1139 1139 1139 1139 1139 569 569 569 569 1251 1251 1251 1251 1251 1251 "
    "1251 1124 1251 1251 1251 1251 1251 1139 1251 1139 1479 1139 1479 1139 1479 1139 1479 1139 1479 1139 1479 "
    "1139 1479 1139 1479 1472 1479 1251 1366 1139 1366 1139 1366 1139 1366 1139 1366 1139 1593 1251 1593 1251 "
    "1593 1251 1593 1251 1479 1251 1479 1251 569 569 569 569 569 569 569 569 569 569 1607 1139 1139 569 1479 1139 "
    "1139 1251 569 1251 569 1251 789 1251 981 1251 569 1479 1251 1479 1251 1479 1251 1451 1481 1251 1593 1251 "
    "1593 1251 1593 1251 2048 1933 1479 797 1479 797 1479 797 1366 1139 1366 1139 1366 1139 1366 1139 1251 682 "
    "1251 981 1251 682 1479 1251 1479 1251 1479 1251 1479 1251 1479 1251 1479 1251 1933 1593 1366 1139 1366 1251 "
    "1024 1251 1024 1251 1024 569"
)


def width_of(text: str, *, bold: bool = False) -> int:
    """Return the width of a text in 2,048ths of its size."""
    known = _BOLD if bold else _REGULAR
    try:
        return sum(map(known.__getitem__, text))
    except KeyError:
        return sum(known[letter] if letter in known else _foreign(letter) for letter in text)


def _foreign(letter: str) -> int:
    """Return the width of what Arial lacks: none for what is drawn over another letter, a square for CJK, a tab."""
    if letter == "\t":
        return _TAB
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in ("W", "F") else _USUAL


def has_foreign(text: str) -> bool:
    """Whether a text has letters that Arial lacks: the font that stands in makes the line taller."""
    return not text.isascii() and any(letter not in _REGULAR and letter != "\t" for letter in text)


def pieces_of(text: str, *, bold: bool = False) -> list[tuple[int, int]]:
    """Return the words of a row and the spaces behind them by their widths; a line may end after each."""
    return [
        (width_of(word, bold=bold), _SPACE if behind == " " else width_of(behind))
        for word, behind in _PIECE.findall(text)
    ]


def lines_of(pieces: Iterable[tuple[int, int]], first: int, room: int) -> int:
    """Return how many lines a row of text takes whose first line is so wide, the others so (2,048ths of its size).

    Lines end at spaces and after hyphens, as LibreOffice ends them; a word longer than a line goes on below.
    """
    lines, left, full = 1, first, first
    for wide, behind in pieces:
        if wide > left:
            if left != full:
                lines, left, full = lines + 1, room, room
            while wide > left and room > 0:
                lines, wide, left, full = lines + 1, wide - left, room, room
        left -= wide + behind
    return lines
