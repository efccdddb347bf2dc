"""REGISTER, the book of registered complaints of a month: a line a number, corrections as lines of their own.

Facts beside those of listing.py:

lines  list of the same lines as in rekapitulasi.py
"""

from dataclasses import dataclass

from docgen.documents.letter import Paper
from docgen.documents.listing import Listing, listing_context, read_listing
from docgen.documents.reading import FactsReader
from docgen.documents.recap_rows import RegisterLine, read_register_line, register_context


@dataclass(frozen=True)
class Facts:
    """Everything REGISTER prints; see the module's docstring."""

    listing: Listing
    lines: tuple[RegisterLine, ...]

    @property
    def paper(self) -> Paper:
        """What every paper has."""
        return self.listing.paper


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    return Facts(read_listing(facts), facts.rows("lines", read_register_line))


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    return {
        **listing_context(facts.listing),
        "baris_register": [register_context(line) for line in facts.lines],
        "banyaknya": str(len({line.number for line in facts.lines})),
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return facts.listing.hal
