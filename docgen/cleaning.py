r"""The cleaning of every text before it is put into Word (notadinas §7, pitfalls 5 to 7).

Line ends become \n; control characters, bidi overrides and U+FFFE/U+FFFF go; a surrogate pair becomes its character,
a lone one U+FFFD; then NFC; then a marked cut at the longest length. Markup, braces, emoji and joiners stay.
"""

import re
import unicodedata

LIMIT = 100_000  # characters of one text; WhatsApp allows 65,536
CUT_MARK = " … [teks dipotong; isi lengkap ada di dalam sistem]"

_LINE_ENDS = re.compile("\r\n?")
# C0 but tab and line feed, DEL and C1, the two noncharacters XML forbids, overrides and isolates of direction.
_REMOVED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Breakable(str):
    """Somebody else's words, or a text of a narrow column: a line may end at its hyphens, but for dates."""

    __slots__ = ()


def clean(text: str, limit: int = LIMIT) -> str:
    """Return the text as Word may contain it; cleaning it again changes nothing."""
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text  # most texts: nothing of what follows could change it
    whole = _PAIRS.sub(_joined, _LINE_ENDS.sub("\n", text))
    normal = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", _REMOVED.sub("", whole)))
    if len(normal) <= limit:
        return normal
    return normal[: limit - len(CUT_MARK)] + CUT_MARK


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


def paragraphs(text: str) -> list[str]:
    """Return a cleaned text as one paragraph per line; never an empty list, since a table cell needs one."""
    return clean(text).split("\n")


def one_line(text: str) -> str:
    """Return a cleaned text as one line with single spaces."""
    return " ".join(clean(text).split())
