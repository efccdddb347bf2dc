"""Texts that a platform approved beforehand and that may be sent after its answering window has closed."""

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
    """One approved text as sent to the platform: its name there, its language, and the values of its placeholders."""

    name: str
    language: str
    values: tuple[str, ...] = ()

    def write(self) -> str:
        """Return it as JSON, as the outbox stores it."""
        return json.dumps({"name": self.name, "language": self.language, "values": self.values}, ensure_ascii=False)


def read_approved(written: str) -> ApprovedText | None:
    """Return the approved text stored as JSON in the outbox; None for an ordinary reply."""
    if not written:
        return None
    known = json.loads(written)
    return ApprovedText(known["name"], known["language"], tuple(known["values"]))


def approved_text(approved_as: str, language: str, text: str, values: Mapping[str, str]) -> ApprovedText | None:
    """Return a prepared text as the platform approved it, with the values of its placeholders.

    None where it was not approved, or a placeholder is left to an officer or has a value the platform refuses.
    """
    if not NAME.fullmatch(approved_as) or blanks_in(filled(text, values)):
        return None
    filling = tuple(values[place] for place in places_in(text))
    if any(not value.strip() or _UNFIT.search(value) for value in filling):
        return None
    name, _, stated = approved_as.partition("/")
    return ApprovedText(name, stated or language, filling)
