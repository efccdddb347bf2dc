"""The ways a fact is read and printed, for the fields of all papers: a line, a text, a day, a count, a list."""

import base64
import binascii
from collections.abc import Sequence

from docgen.cleaning import Breakable, paragraphs
from docgen.documents.declaring import Printed
from docgen.documents.reading import FactsReader
from docgen.errors import FieldWrong
from docgen.wording import (
    BLANK,
    NOT_TOLD,
    NOTHING,
    YES,
    attached,
    counted,
    listed,
    long_date,
    long_moment,
    short_moment,
)

line = FactsReader.line
filled_line = FactsReader.filled_line
yes = FactsReader.yes


def line_or(otherwise: str) -> Printed:
    """Print a line, or other words where it is empty."""
    return lambda facts, key: facts.line(key) or otherwise


line_or_dash, line_or_dots, line_or_untold = line_or(NOTHING), line_or(BLANK), line_or(NOT_TOLD)


def lines(facts: FactsReader, key: str) -> list[str]:
    """Print a list of lines."""
    return list(facts.lines(key))


def numbered_list(facts: FactsReader, key: str) -> list[str]:
    """Print a list of lines with numbers and semicolons."""
    return listed(list(facts.lines(key)))


def one_of(words: Sequence[str]) -> Printed:
    """Print one of these words."""
    return lambda facts, key: facts.one_of(key, words)


def filled_text(facts: FactsReader, key: str) -> list[str]:
    """Print a text that must say something, a paragraph a line."""
    return paragraphs(facts.filled_text(key))


def text_or(*otherwise: str) -> Printed:
    """Print a text, or other lines, or none, where it says nothing."""

    def printed(facts: FactsReader, key: str) -> list[str]:
        text = facts.text(key)
        return paragraphs(text) if text.strip() else list(otherwise)

    return printed


def verbatim_or(otherwise: str) -> Printed:
    """Print somebody's words as they stand, even if they are blanks; other words where there are none.

    Their numbers are not ours: they get no held hyphens, which would be copied along.
    """
    return lambda facts, key: [*map(Breakable, paragraphs(facts.text(key) or otherwise))]


def breakable(printed: Printed) -> Printed:
    """Print a line of a narrow column, which may end at the hyphens of what is no number of the office."""
    return lambda facts, key: Breakable(printed(facts, key))


def day(facts: FactsReader, key: str) -> str:
    """Print a day, or dots where there is none yet."""
    return long_date(facts.day_or_none(key))


def day_or(otherwise: str) -> Printed:
    """Print a day, or other words."""
    return lambda facts, key: long_date(found) if (found := facts.day_or_none(key)) else otherwise


def moment(facts: FactsReader, key: str) -> str:
    """Print a moment that must be there."""
    return long_moment(facts.moment(key))


def receipt(facts: FactsReader, key: str) -> str:
    """Print when it was received, and when it was recorded where that was much later."""
    return moment(facts, key) + and_recorded(facts)


def and_recorded(facts: FactsReader) -> str:
    """Return the words for when it was recorded; empty where that was at once."""
    recorded = facts.moment_if_told("recorded")
    return f", dicatat {long_moment(recorded)}" if recorded else ""


def moment_or(otherwise: str, before: str = "") -> Printed:
    """Print a moment after some words, or other words where there is none."""
    return lambda facts, key: before + long_moment(found) if (found := facts.moment_or_none(key)) else otherwise


def column_moment(facts: FactsReader, key: str) -> str:
    """Print a moment that must be there in a narrow column."""
    return short_moment(facts.moment(key))


def column_moment_or_dash(facts: FactsReader, key: str) -> str:
    """Print a moment in a narrow column, or a dash."""
    return short_moment(facts.moment_or_none(key))


def count(facts: FactsReader, key: str) -> str:
    """Print a whole number."""
    return str(facts.count(key))


def count_or(otherwise: str, after: str = "") -> Printed:
    """Print a whole number with some words after it, or other words where it is not known."""
    return lambda facts, key: otherwise if (found := facts.count_or_none(key)) is None else f"{found}{after}"


def count_in_words(unit: str) -> Printed:
    """Print a whole number with its words and its unit."""
    return lambda facts, key: counted(facts.count(key), unit)


def files_attached(facts: FactsReader, key: str) -> str:
    """Print how many files go with a letter."""
    return attached(facts.count(key))


def yes_or_dash(facts: FactsReader, key: str) -> str:
    """Print yes, no, or a dash where it is not known."""
    return YES[facts.yes_or_none(key)]


def either(if_yes: str, if_no: str) -> Printed:
    """Print one word for yes, another for no."""
    return lambda facts, key: if_yes if facts.yes(key) else if_no


def reference(facts: FactsReader, key: str) -> dict[str, object]:
    """Print another paper by {number, date}, null where there is none; dots for what it does not have yet."""
    named = facts.inner_or_none(key)
    return {
        "ada": named is not None,
        "nomor": (named.line("number") if named else "") or BLANK,
        "tanggal": long_date(named.day_or_none("date") if named else None),
    }


def read_picture(facts: FactsReader, key: str, limit: int) -> bytes | None:
    """Read a picture of at most so many octets, written as base64; null or nothing is no picture."""
    text = facts.encoded(key)
    if not text:
        return None
    try:
        picture = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as err:
        raise FieldWrong(facts.name(key), "berkas gambar dalam base64") from err
    if len(picture) > limit:
        raise FieldWrong(facts.name(key), f"gambar paling besar {limit // 1_000_000} MB")
    return picture


def in_pairs(pictures: Sequence[object]) -> list[dict[str, object]]:
    """Put pictures two by two, the second empty where there is none."""
    return [
        {"kiri": pictures[place], "kanan": pictures[place + 1] if place + 1 < len(pictures) else ""}
        for place in range(0, len(pictures), 2)
    ]


def as_of(facts: FactsReader, key: str) -> str:
    """Print as of when figures and judgements hold; nothing on papers drafted before that was told."""
    moment = facts.moment_if_told(key)
    return "" if moment is None else f"Keadaan per {long_moment(moment)}."
