"""What a template of each document type may print: every tag with an invented example, for its editor in Word.

All of it follows from the declared fields and the examples; no list of its own is kept.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from docgen.cleaning import one_line
from docgen.documents import DOCUMENTS, content_of, kind_for, kind_of
from docgen.documents.examples import examples
from docgen.documents.own_type import own_examples
from docgen.letterhead.block import Letterhead

_SAMPLE_LENGTH = 80
_PRINTED = re.compile(r"\{(?:\{p?|%\w+ for \w+ in) ([\w.]+)")


@dataclass(frozen=True)
class Tag:
    """One tag: what is written in Word, what it may print, whether every template of the type must have it."""

    tag: str
    sample: str
    required: bool = False
    within: str = ""  # the list whose repeated part it stands in


@dataclass(frozen=True)
class CatalogueRow:
    """One tag of the catalogue: what it prints, in which types, and in which of them every template must have it."""

    tag: Tag
    codes: tuple[str, ...]
    must: tuple[str, ...]

    def tells(self, words: str) -> bool:
        """Whether all of these words stand in the tag, its example, its list or the codes of its types."""
        said = " ".join((self.tag.tag, self.tag.sample, self.tag.within, *self.codes)).casefold()
        return all(word in said for word in words.casefold().split())


@cache
def catalogue() -> tuple[CatalogueRow, ...]:
    """Return every field of every type, by name; one that several types have is a row, with its first example."""
    found: dict[tuple[str, str], dict[str, Tag]] = {}
    for code in DOCUMENTS:
        for field in fields_of(code):
            found.setdefault((field.within, field.tag), {}).setdefault(code, field)
    rows = (_row(fields) for _, fields in sorted(found.items(), key=lambda one: _name(one[0][1], one[0][0])))
    return tuple(rows)


def _name(tag: str, within: str) -> tuple[str, bool, str]:
    """Return by what a field is listed: one within a list stands below it."""
    printed = _PRINTED.search(tag)
    return within or (printed[1] if printed else tag), bool(within), tag


def _row(fields: dict[str, Tag]) -> CatalogueRow:
    first = next((field for field in fields.values() if field.sample), next(iter(fields.values())))
    must = tuple(code for code, field in fields.items() if field.required)
    return CatalogueRow(first, tuple(fields), must)


def fields_of(code: str, own: Mapping[str, object] | None = None) -> list[Tag]:
    """Return the fields of a document type, or of what an `own` one declares. Raises UnknownDocument."""
    facts = own_examples(own)[0] if own is not None else _example(code)
    required, found = kind_for(code, facts).required, []
    for name, value in content_of(code, facts).words.items():
        tags = [Tag(tag, sample, within=within) for tag, sample, within in _tags(name, value)]
        first, *more = tags or [Tag(f"{{{{ {name} }}}}", "")]
        found += [replace(first, required=name in required), *more]
    return found


def _example(code: str) -> dict[str, object]:
    kind_of(code)  # an unknown one has no example to look for
    return examples(code)[0]


def _tags(name: str, value: object, within: str = "") -> Iterator[tuple[str, str, str]]:
    if isinstance(value, Letterhead):
        words = "kop surat: lambang, baris kantor, dan garisnya; sendirian pada satu paragraf"
        yield f"{{{{p {name} }}}}", words, within
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _tags(f"{name}.{key}", inner, within)
    elif isinstance(value, list):
        example = value[0] if value else ""
        kind, each = ("tr", "baris") if isinstance(example, dict) else ("p", "isi")
        loop = f"{{%{kind} for {each} in {name} %}} … {{%{kind} endfor %}}"
        yield loop, "diulang, satu kali untuk setiap isinya", within
        yield from _tags(each, example, name)
    else:
        yield f"{{{{ {name} }}}}", _sample(value), within


def _sample(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "untuk {% if %}"
    if not isinstance(value, str | int):
        return "gambar"
    line = one_line(str(value))
    return line if len(line) <= _SAMPLE_LENGTH else line[: _SAMPLE_LENGTH - 1] + "…"
