"""Finds English on a page: the sentences of the two libraries, and words no Indonesian sentence has."""

import re
from html.parser import HTMLParser
from pathlib import Path

import flask_admin
import wtforms
from babel.messages.pofile import read_po

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
_VOID = ("input", "meta", "link", "br", "img", "hr", "path", "circle", "rect", "use", "col", "wbr", "source")


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


class _Reader(HTMLParser):
    """Collects what a page says, leaving out code and what is marked as another language."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent: list[bool] = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the texts of attributes; go down."""
        named = dict(attrs)
        # Words meant for citizens say that they are: they may be English.
        theirs = named.get("translate") == "no" or named.get("lang", "id") not in ("id", None)
        silent = self._silent[-1] or tag in _SILENT or theirs
        if not silent:
            self.said += [text for name in _SAID if (text := named.get(name))]
            if tag == "input" and named.get("type") in ("submit", "button", "reset"):
                self.said.append(named.get("value") or "")
        if tag not in _VOID:
            self._silent.append(silent)

    def handle_endtag(self, tag: str) -> None:
        """Come up."""
        if tag not in _VOID and len(self._silent) > 1:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not self._silent[-1] and data.strip():
            self.said.append(" ".join(data.split()))


def english_in(page: str) -> list[str]:
    """Return every text of a page that is English, wholly or in a word."""
    reader = _Reader()
    reader.feed(page)
    return [text for text in reader.said if is_english(text)]


def is_english(text: str) -> bool:
    """Whether a text is, or has in it, a sentence of the libraries or a word of English."""
    text = _NAMES.sub("", text)
    return text in WHOLE or any(part in text for part in PARTS) or bool(_WORDS.search(text))
