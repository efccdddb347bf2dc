"""Reads the words of templates, scripts and Word files: text between tags, attributes that are read, strings."""

import re
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from lxml import etree

from tests.assertions.words import Words, is_code, one_line, without_tags

_SAID = {"title", "placeholder", "aria-label", "alt", "data-label", "value"}
_VOID = {"input", "img", "br", "meta", "link", "hr", "use", "path", "circle", "source"}
_ROLES = dict.fromkeys(("button", "option"), "button") | dict.fromkeys(
    ("h1", "h2", "h3", "h4", "th", "legend", "label", "dt", "caption", "title"), "label"
)
_INLINE = {"b", "i", "em", "strong", "span", "a", "code", "small", "br", "kbd", "abbr", "time", "q", "sup"}
_MARK = re.compile(r"-good\b|\bis-done\b|\b(?:pill|notice|dot)-\{\}")  # also where the page chooses the colour
_PUT_IN = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}|\{#.*?#\}", re.S)
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")
_SCRIPT = re.compile(r"//[^\n]*|/\*.*?\*/|\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`", re.S)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class _Page(HTMLParser):
    """Gathers the texts of a template; a mark such as a green badge is said with the words it stands at."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []  # words, and what they are by their place: a button's, a label's, or ""
        self._text = ""
        self._inside: list[str] = []
        self._marks: list[tuple[str, int, str]] = []  # tag, how deep, mark

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what attributes say; a block, or a mark, ends the text before it."""
        given = {name: value or "" for name, value in attrs}
        mark = _MARK.search(given.get("class", ""))
        if tag not in _INLINE or mark:
            self.flush()
        role = {"data-label": "label", "placeholder": "label"}
        self.said += [(given[name], role.get(name, "")) for name in sorted(_SAID & given.keys())]
        if tag in _VOID:
            return
        if mark:
            self._marks.append((tag, len(self._inside), next(w for w in given["class"].split() if _MARK.search(w))))
        self._inside.append("button" if re.search(r"\bbutton\b", given.get("class", "")) else tag)

    def handle_endtag(self, tag: str) -> None:
        """End a text with its block."""
        marked = self._marks and len(self._inside) - 1 <= self._marks[-1][1]
        if marked:
            self._text = f"‹{self._marks.pop()[2]}› {self._text}"
        if marked or tag not in _INLINE:
            self.flush()
        if tag not in _VOID and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        """Add to the text."""
        self._text += data

    def flush(self) -> None:
        """End the text here."""
        role = next((_ROLES[tag] for tag in reversed(self._inside) if tag in _ROLES), "")
        self.said.append((self._text, "" if self._text.startswith("‹") else role))
        self._text = ""


def template_words(source: str) -> Iterator[Words]:
    """Yield every text of a Jinja template, {} for what is put in, and the strings in its expressions."""
    found = []

    def put_in(match: re.Match[str]) -> str:
        strings = [one or other for one, other in _STRING.findall(match[1] or match[2] or "")]
        found.extend(strings)
        if match[1] is None:
            return " "
        marks = [word for word in strings if _MARK.search(word)]
        return f" {' '.join(marks)} " if marks else "{}"

    page = _Page()
    page.feed(re.sub(r"<(script|style)\b.*?</\1>", " ", _PUT_IN.sub(put_in, source), flags=re.S))
    page.flush()
    yield from _shown(page.said)
    yield from _shown((word, "") for word in found if not _MARK.search(word))


def script_words(source: str) -> Iterator[Words]:
    """Yield every string of a script, ${…} as {}."""
    for parts in _SCRIPT.findall(source):
        text = next((part for part in parts if part), "")
        yield from _shown([(re.sub(r"\$\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", "{}", text.replace('\\"', '"')), "")])


def word_file_words(path: Path) -> Iterator[Words]:
    """Yield every paragraph of a Word file, {} for its tags."""
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if re.match(r"word/(document|header|footer)\d*\.xml", name)]
        for part in sorted(parts):
            for paragraph in etree.fromstring(archive.read(part)).iter(f"{_W}p"):
                text = "".join(run.text or "" for run in paragraph.iter(f"{_W}t"))
                yield from _shown([(re.sub(r"\{[{%].*?[%}]\}", "{}", text), "")])


def data_words(text: str, suffix: str) -> Iterator[Words]:
    """Yield the texts of starting data: values of a TOML file, cells of a table."""
    if suffix == ".toml":
        yield from _shown((value, "") for value in _values(tomllib.loads(text)))
    else:
        yield from _shown((cell, "") for line in text.splitlines() for cell in re.split(r"[;,]", line))


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield re.sub(r"\{\w+\}", "{}", value)
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _values(one)


def _shown(texts: Iterable[Words]) -> Iterator[Words]:
    for text, role in texts:
        said = one_line(without_tags(text))
        if said and not is_code(said):
            yield said, role
