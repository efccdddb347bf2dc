"""The places of a prepared text: those the case fills, those an officer fills, and what may not leave unfilled."""

import re
from collections.abc import Mapping

from models.rules.privacy.masking import HIDDEN

# What the case itself fills when a prepared text is inserted.
PLACEHOLDERS = ("{nomor}", "{nama}", "{kantor}", "{jawaban}")
# What an officer fills by hand: {isi tanggal kedatangan}. A citizen may write braces; ${…} and {{…}} are no places.
ASKED = re.compile(r"(?<![{$])\{isi [^{}\n]{1,60}\}(?!\})")
_PLACE = re.compile(
    "|".join([*(rf"(?<![{{$]){re.escape(name)}(?!\}})" for name in PLACEHOLDERS), ASKED.pattern, HIDDEN])
)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fill the places that have a value; the others stay, to be filled by hand. A value is not filled again."""
    return _PLACE.sub(lambda place: values.get(place[0]) or place[0], text)


def places_in(text: str) -> tuple[str, ...]:
    """Name every place of a text as often and in the order in which it stands."""
    return tuple(place[0] for place in _PLACE.finditer(text))


def blanks_in(text: str) -> tuple[str, ...]:
    """Name the places still to be filled, each once, in the order in which they stand."""
    return tuple(dict.fromkeys(place[0] for place in _PLACE.finditer(text)))
