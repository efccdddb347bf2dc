"""AGENDA, the book of numbers given in a month: every number of every series, cancelled ones with their reason.

Facts beside those of listing.py:

series  list of {name: str, e.g. "Surat dan nota dinas"; numbers: list of {number: str; date: ISO date or null; given:
        ISO moment; kind, subject, recipient, signer: str, may be ""; source: str, who gave it; cancelled: bool;
        reason: str, why it was cancelled}}
"""

from dataclasses import dataclass
from datetime import date, datetime

from docgen.documents.letter import Paper
from docgen.documents.listing import NOTHING, Listing, listing_context, read_listing
from docgen.documents.reading import FactsReader
from docgen.wording import short_moment


@dataclass(frozen=True)
class Number:
    """One number of the book."""

    number: str
    date: date | None
    given: datetime
    texts: dict[str, str]
    cancelled: bool
    reason: str


@dataclass(frozen=True)
class Series:
    """One series of numbers."""

    name: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Facts:
    """Everything AGENDA prints; see the module's docstring."""

    listing: Listing
    series: tuple[Series, ...]

    @property
    def paper(self) -> Paper:
        """What every paper has."""
        return self.listing.paper


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    return Facts(read_listing(facts), facts.rows("series", _read_series))


def _read_series(facts: FactsReader) -> Series:
    return Series(facts.filled_line("name"), facts.rows("numbers", _read_number))


def _read_number(facts: FactsReader) -> Number:
    return Number(
        number=facts.filled_line("number"),
        date=facts.day_or_none("date"),
        given=facts.moment("given"),
        texts={key: facts.line(key) for key in ("kind", "subject", "recipient", "signer", "source")},
        cancelled=facts.yes("cancelled"),
        reason=facts.line("reason"),
    )


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    every = [row for series in facts.series for row in series.numbers]
    return {
        **listing_context(facts.listing),
        "seri": [
            {"nama": series.name, "nomor": [_line(place, row) for place, row in enumerate(series.numbers, 1)]}
            for series in facts.series
        ],
        "banyaknya": str(len(every)),
        "batal": str(sum(row.cancelled for row in every)),
    }


def _line(place: int, row: Number) -> dict[str, object]:
    words = {"jenis": "kind", "hal": "subject", "yth": "recipient", "penanda_tangan": "signer", "sumber": "source"}
    return {
        "no": str(place),
        "nomor": row.number,
        "tanggal": f"{row.date:%d-%m-%Y}" if row.date else NOTHING,
        "diberikan": short_moment(row.given),
        "keterangan": f"NOMOR DIBATALKAN: {row.reason or 'tanpa alasan tercatat'}" if row.cancelled else "Terbit",
        **{name: row.texts[key] or NOTHING for name, key in words.items()},
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return facts.listing.hal
