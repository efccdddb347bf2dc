"""What a text must be to be stored: valid Unicode without NUL. The raw item keeps the original."""

import hashlib
import re

# PostgreSQL stores no NUL, no encoding a lone surrogate; both become U+FFFD, so their place stays visible.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return the text with NUL and lone surrogates replaced by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def storable_id(text: str) -> str:
    """Return a platform's id as it is stored and compared: storable, at most 250 characters."""
    return storable(text)[:250]


def excerpt(text: str, length: int) -> str:
    """Return the first line of a text, cut to at most that many characters, at a word where possible."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut) + "…"


def text_hash(text: str) -> str:
    """Return the sha256 by which an approved text is compared with a sent one; lone surrogates count as "?"."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
