"""X's texts: the long form if there is one, its three escaped signs, and what X itself adds to a text."""

import re
import unicodedata
from typing import Any

TEXT_LIMIT = 100_000
_LONG = ("note_tweet", "note_post")
_HANDLES = re.compile(r"^(?:@\w{1,50}\s+)+")
_LAST_LINK = re.compile(r"\s*https://t\.co/\w+\s*$")
_LINK = re.compile(r"https?://\S+|\b(?:[\w-]+\.)+[a-z]{2,}\b(?:/\S*)?", re.IGNORECASE)


def whole_text(item: Any) -> str | None:
    """Return an item's whole text; None where it has none."""
    if not isinstance(item, dict):
        return None
    long: dict[str, Any] = next((item[name] for name in _LONG if isinstance(item.get(name), dict)), {})
    found = next((one for one in (long.get("text"), item.get("text")) if isinstance(one, str)), None)
    # X escapes these three and nothing else; & last, so that what a citizen wrote escaped stays as he wrote it.
    return None if found is None else found.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def same_words(one: str, other: str) -> bool:
    """Whether two texts are one answer: X adds handles in front, shortens links and composes letters."""
    return _bare(one) == _bare(other)


def without_last_link(text: str) -> str:
    """Return a text without the address X appends for a file."""
    return _LAST_LINK.sub("", text)


def _bare(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return " ".join(_LINK.sub("⛓", _HANDLES.sub("", composed)).split())
