"""Where a text tells who a person is, in places of the text as it was written."""

from collections.abc import Iterable
from itertools import chain

from models.rules.privacy.personal.birth_dates import births_in
from models.rules.privacy.personal.hashtags import tagged_in
from models.rules.privacy.personal.mail import addresses_in
from models.rules.privacy.personal.names import names_in
from models.rules.privacy.personal.numbers import numbers_in
from models.rules.privacy.personal.plain_text import Plain, plain
from models.rules.privacy.personal.plates import plates_in
from models.rules.privacy.personal.travel_zones import zones_in

Span = tuple[int, int]
_LOOKS = (names_in, tagged_in, addresses_in, numbers_in, births_in, zones_in, plates_in)


def personal_in(text: str) -> tuple[Span, ...]:
    """Return where a text has names, numbers, mail addresses, accounts and plates of persons: in order, apart."""
    return personal_in_plain(plain(text)) if text else ()


def personal_in_plain(folded: Plain) -> tuple[Span, ...]:
    """Return the same for a text that was made plain already."""
    words = folded.text
    found = chain.from_iterable(look(words) for look in _LOOKS)
    return apart(folded.place(*span) for span in found)


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return stretches in order, those that overlap or touch as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def replaced(text: str, spans: Iterable[Span], by: str) -> str:
    """Return a text with these stretches, in order and apart, each replaced by one word."""
    parts, place = [], 0
    for start, end in spans:
        parts += [text[place:start], by]
        place = end
    return "".join([*parts, text[place:]])
