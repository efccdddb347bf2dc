"""Which complaints are too long for the body of their memo and go with it as Lampiran I."""

import unicodedata

LONGEST, MOST_LINES = 1_200, 16  # letters and lines: of Latin ones a third of a page
_WIDE = ("W", "F")


def is_long(text: str) -> bool:
    """Whether a text takes more than a third of a page: a letter of CJK counts twice, an empty line as none."""
    if len(text) > LONGEST or sum(bool(line.strip()) for line in text.splitlines()) > MOST_LINES:
        return True
    wide = 0 if text.isascii() else sum(unicodedata.east_asian_width(letter) in _WIDE for letter in text)
    return len(text) + wide > LONGEST
