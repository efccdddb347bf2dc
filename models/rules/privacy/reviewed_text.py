"""How a text of a protected case is shown to whoever looks it through: what the mask hides of it, and why."""

from dataclasses import dataclass
from enum import StrEnum

from models.rules.privacy.masking import HIDDEN, Mask
from models.rules.privacy.personal.finding import Span, apart, personal_in_plain
from models.rules.privacy.personal.plain_text import plain


class Why(StrEnum):
    """Why a stretch of a text is hidden, or is not."""

    PLAIN = "biasa"
    KNOWN = "pelapor"  # it names the complainant himself: hidden from everybody
    FOUND = "ditemukan"  # it looks like a person's name, number, account or plate
    MARKED = "ditandai"  # an officer hides it
    SPARED = "dibiarkan"  # it looks like a person's, and an officer found that it is not


@dataclass(frozen=True)
class Stretch:
    """A part of a text; of what names the complainant no letter is given."""

    text: str
    why: Why


def stretches(text: str, mask: Mask) -> list[Stretch]:
    """Return a text in parts, in order, each with why the mask hides it."""
    read = plain(text)
    known, marked = mask.known(read), mask.marks(read)
    found = personal_in_plain(read)
    parts, place = [], 0
    for start, end in apart((*known, *marked, *found)):
        parts.append(Stretch(text[place:start], Why.PLAIN))
        parts.append(_hidden(text, (start, end), known, marked, mask))
        place = end
    return [part for part in (*parts, Stretch(text[place:], Why.PLAIN)) if part.text]


def _hidden(text: str, span: Span, known: list[Span], marked: list[Span], mask: Mask) -> Stretch:
    if _meets(span, known):
        return Stretch(HIDDEN, Why.KNOWN)
    words = text[slice(*span)]
    if _meets(span, marked):
        return Stretch(words, Why.MARKED)
    return Stretch(words, Why.SPARED if mask.leaves(words) else Why.FOUND)


def _meets(span: Span, others: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
