"""What a template of each document type may print: every tag with an invented example, for its editor in Word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from docgen.cleaning import one_line
from docgen.documents import content_of, kind_of
from docgen.documents.examples import examples
from docgen.letterhead.block import Letterhead

_SAMPLE_LENGTH = 80


@dataclass(frozen=True)
class Tag:
    """One tag: what is written in Word, what it may print, whether every template of the type must have it."""

    tag: str
    sample: str
    required: bool = False


def fields_of(code: str) -> list[Tag]:
    """Return the fields of a document type. Raises UnknownDocument."""
    required, found = kind_of(code).required, []
    for name, value in content_of(code, examples(code)[0]).words.items():
        first, *more = [Tag(tag, sample) for tag, sample in _tags(name, value)] or [Tag(f"{{{{ {name} }}}}", "")]
        found += [replace(first, required=name in required), *more]
    return found


def _tags(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Letterhead):
        yield f"{{{{p {name} }}}}", "kop surat: lambang, baris kantor, dan garisnya; sendirian pada satu paragraf"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _tags(f"{name}.{key}", inner)
    elif isinstance(value, list):
        example = value[0] if value else ""
        kind, each = ("tr", "baris") if isinstance(example, dict) else ("p", "isi")
        yield f"{{%{kind} for {each} in {name} %}} … {{%{kind} endfor %}}", "diulang, satu kali untuk setiap isinya"
        yield from _tags(each, example)
    else:
        yield f"{{{{ {name} }}}}", _sample(value)


def _sample(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "untuk {% if %}"
    if not isinstance(value, str | int):
        return "gambar"
    line = one_line(str(value))
    return line if len(line) <= _SAMPLE_LENGTH else line[: _SAMPLE_LENGTH - 1] + "…"
