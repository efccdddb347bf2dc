"""Finds in a plain text the lines of a passport, visa or card that machines read: names between signs like <<."""

import re
from collections.abc import Iterator

# A first line tells what paper it is and of which country; a second one begins with the number.
_SIGN = r"[A-Za-z\d<]"
_ZONE = re.compile(
    rf"""(?<![\w<])(?:
      [PVIAC][A-Z]?\s?<[ \t]?[A-Z]{{3}}[ \t]?{_SIGN}(?:[<\w]|[ \t](?=<)|(?<=<)[ \t](?=[A-Z]+[ \t]?<))*
    | P[A-Z][A-Z]{{3}}(?=[A-Z]+<)(?:[ \t]?<|\w)*
    | (?=[A-Z]*\d)[A-Z\d]{{7,}}(?:<+\s?\d?\s?[A-Z]{{3}}\w*|\w*<{{2,}}\w*)[<\w]*
    | [A-Z]{{2,}}(?:<+[A-Z]+)*<<[A-Z]+(?:<+[A-Z]*)*
    | [A-Z\d]{{9}}\d[A-Z]{{3}}\d{{7}}[MFX<]\d{{7}}\w*
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BARE = re.compile(r"[A-Za-z]{3}\d{7}[MFXmfx]\d{7}")


def zones_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text has a line that machines read, or a part of one."""
    if "<" in text or _BARE.search(text) is not None:
        yield from (found.span() for found in _ZONE.finditer(text) if any(map(str.isalpha, found.group())))
