"""Texts a platform approved beforehand: what may leave when its time for answering is over, and how it is named."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.rules.replies.blanks import blanks_in, filled, places_in

# A name as WhatsApp Manager shows it, and the language of the approval where it is not the text's own: kabar/en_US.
NAME = re.compile(r"[a-z0-9_]{1,60}(/[a-zA-Z]{2,3}(_[a-zA-Z]{2,4})?)?")
# Meta takes no line break, tab or run of blanks inside what is filled in (error 132018).
_UNFIT = re.compile(r"[\n\t]| {4,}")


@dataclass(frozen=True)
class ApprovedText:
    """One approved text as the platform is told of it: its name there, its language, what stands in its places."""

    name: str
    language: str
    values: tuple[str, ...] = ()

    def write(self) -> str:
        """Write it down for the outbox."""
        return json.dumps({"name": self.name, "language": self.language, "values": self.values}, ensure_ascii=False)


def read_approved(written: str) -> ApprovedText | None:
    """Read what was written down; None for an ordinary reply."""
    if not written:
        return None
    known = json.loads(written)
    return ApprovedText(known["name"], known["language"], tuple(known["values"]))


def approved_text(approved_as: str, language: str, text: str, values: Mapping[str, str]) -> ApprovedText | None:
    """Return a prepared text as the platform approved it, its places filled by the case.

    None where it was not approved, or where a place is left to an officer or filled with what the platform refuses.
    """
    if not NAME.fullmatch(approved_as) or blanks_in(filled(text, values)):
        return None
    filling = tuple(values[place] for place in places_in(text))
    if any(not value.strip() or _UNFIT.search(value) for value in filling):
        return None
    name, _, stated = approved_as.partition("/")
    return ApprovedText(name, stated or language, filling)
