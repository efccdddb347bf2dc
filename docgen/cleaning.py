r"""The documented cleaning of every text before it meets Word, and nothing else (notadinas §7, pitfalls 5 to 7).

Line ends become \n; control characters, bidi overrides and U+FFFE/U+FFFF go; lone surrogates become U+FFFD; then NFC;
then a cap on the length, which leaves a mark. Markup, braces, emoji and joiners stay as the citizen wrote them.
"""

import re
import unicodedata

LIMIT = 100_000  # characters of one text; WhatsApp allows 65,536
CUT_MARK = " … [teks dipotong; isi lengkap ada di dalam sistem]"

_LINE_ENDS = re.compile("\r\n?")
# C0 but tab and line feed, DEL and C1, the two noncharacters XML forbids, overrides and isolates of direction.
_REMOVED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str, limit: int = LIMIT) -> str:
    """Give the text as Word may hold it; cleaning twice changes nothing more."""
    whole = _SURROGATES.sub("\ufffd", _REMOVED.sub("", _LINE_ENDS.sub("\n", text)))
    normal = unicodedata.normalize("NFC", whole)
    if len(normal) <= limit:
        return normal
    return normal[: limit - len(CUT_MARK)] + CUT_MARK


def paragraphs(text: str) -> list[str]:
    """Cut a cleaned text at its line ends, one paragraph each; never an empty list, as a table cell needs one."""
    return clean(text).split("\n")


def one_line(text: str) -> str:
    """Give a cleaned text on one line, runs of white space made one space."""
    return " ".join(clean(text).split())
