"""Another paper that a letter names: its number and date.

{number: str or null, date: ISO date or null}, or null as a whole where there is no such paper
"""

from dataclasses import dataclass
from datetime import date

from docgen.documents.reading import FactsReader
from docgen.wording import BLANK, long_date


@dataclass(frozen=True)
class Reference:
    """The paper that is named."""

    number: str
    date: date | None


def read_reference(facts: FactsReader, key: str) -> Reference | None:
    """Read the paper a letter names under this key."""
    named = facts.inner_or_none(key)
    return Reference(named.line("number"), named.day_or_none("date")) if named else None


def reference_context(reference: Reference | None) -> dict[str, object]:
    """Return the template's words for it; dots where it has no number or date yet."""
    return {
        "ada": reference is not None,
        "nomor": (reference.number if reference else "") or BLANK,
        "tanggal": long_date(reference.date if reference else None),
    }
