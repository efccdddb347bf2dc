"""Finds English on a page: the sentences of the two libraries, and words no Indonesian sentence has."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import flask_admin
import wtforms
from babel.messages.pofile import read_po
from lxml.html import document_fromstring

_CATALOGUES = (
    Path(flask_admin.__file__).parent / "translations" / "nl" / "LC_MESSAGES" / "admin.po",
    Path(wtforms.__file__).parent / "locale" / "nl" / "LC_MESSAGES" / "wtforms.po",
)
_SAID = ("title", "placeholder", "aria-label", "aria-description", "alt", "data-confirm", "summary")
_GAP = re.compile(r"%\(\w+\)\w|%s|\\'|\"|'")
_WORDS = re.compile(
    r"\b(the|and|is|are|was|with|for|please|this|that|these|must|your|you|from|search|save|delete|remove|previous|"
    r"loading|failed|invalid|required|choose|select|click|submit|cancel|yes|not|has|have|been|successfully|record|"
    r"items|less|more|than|page|next|back|login|logout|password|username|upload|download|settings|error)\b",
    re.IGNORECASE,
)
# What a platform calls a thing of its own.
_NAMES = re.compile(r"TikTok for Business")
_SILENT = ("script", "style", "code", "kbd", "svg")


def _ids() -> tuple[frozenset[str], tuple[str, ...]]:
    whole: set[str] = set()
    parts: set[str] = set()
    for path in _CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file):
                text = message.id if isinstance(message.id, str) else (message.id or ("",))[0]
                whole.add(text.strip())
                parts |= {part.strip(" .,?:") for part in _GAP.split(text) if len(part.split()) > 1}
    # Filter is a word of both languages, No the short form of nomor.
    return frozenset(whole - {"", "Filter", "No"}), tuple(sorted(parts))


WHOLE, PARTS = _ids()


def _said(part: Any, silent: bool = False) -> Iterator[str]:
    """Yield what a part of a page says, leaving out code and what is marked as another language."""
    named = part.attrib
    # Words meant for citizens say that they are: they may be English.
    theirs = named.get("translate") == "no" or named.get("lang", "id") != "id"
    silent = silent or part.tag in _SILENT or theirs
    if not silent:
        yield from (text for name in _SAID if (text := named.get(name)))
        if part.tag == "input" and named.get("type") in ("submit", "button", "reset"):
            yield named.get("value") or ""
        yield part.text or ""
    for inner in part:
        if isinstance(inner.tag, str):  # no comment
            yield from _said(inner, silent)
        if not silent:
            yield inner.tail or ""


def english_in(page: str) -> list[str]:
    """Return every text of a page that is English, wholly or in a word."""
    words = (" ".join(text.split()) for text in _said(document_fromstring(page))) if page.strip() else ()
    return [text for text in words if text and is_english(text)]


@cache  # most of what a page says stands on every page
def is_english(text: str) -> bool:
    """Whether a text is, or has in it, a sentence of the libraries or a word of English."""
    text = _NAMES.sub("", text)
    return text in WHOLE or any(part in text for part in PARTS) or bool(_WORDS.search(text))
