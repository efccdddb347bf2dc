"""The placeholders of a prepared text: those the case fills, and those an officer must fill before it can be sent."""

import re
from collections.abc import Mapping

from models.rules.privacy.masking import HIDDEN
from models.rules.replies.invitations import CODE_PLACE, WAY_PLACE

# What the case itself fills when a prepared text is inserted.
PLACEHOLDERS = ("{nomor}", "{nama}", "{kantor}", "{jawaban}")
# What an invitation fills when it is sent; anywhere else it is a place left blank.
AT_SENDING = (CODE_PLACE, WAY_PLACE)
# What an officer fills by hand: {isi tanggal kedatangan}. A citizen may write braces; ${…} and {{…}} are no places.
ASKED = re.compile(r"(?<![{$])\{isi [^{}\n]{1,60}\}(?!\})")
_PLACE = re.compile(
    "|".join([*(rf"(?<![{{$]){re.escape(name)}(?!\}})" for name in PLACEHOLDERS + AT_SENDING), ASKED.pattern, HIDDEN])
)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with the known placeholders filled once; the others stay, for an officer to fill."""
    return _PLACE.sub(lambda place: values.get(place[0]) or place[0], text)


def places_in(text: str) -> tuple[str, ...]:
    """Return every placeholder of a text in order, repeated ones included."""
    return tuple(place[0] for place in _PLACE.finditer(text))


def blanks_in(text: str) -> tuple[str, ...]:
    """Return the placeholders still to be filled, in order, each once."""
    return tuple(dict.fromkeys(place[0] for place in _PLACE.finditer(text)))
