"""What the office's own lists share: the period, when it was drawn up, and two signers (notadinas §3.6).

Facts beside those of letter.py (paper):

hal        str, what the list is called on screens
kota, date str, ISO date or null: where and when it is signed
period     str, e.g. "November 2026"
as_of      ISO moment: how things stood then
closed     bool, whether the month was closed, so that its figures no longer change
witness    {title_lines, name, nip} as of signer: who stands under “Mengetahui,”
"""

from dataclasses import dataclass
from datetime import date, datetime

from docgen.documents.letter import Paper, Signer, paper_context, read_paper, read_signer, signature_context
from docgen.documents.reading import FactsReader
from docgen.wording import long_date, long_moment

NOTHING = "–"


@dataclass(frozen=True)
class Listing:
    """The frame around a list."""

    paper: Paper
    hal: str
    kota: str
    date: date | None
    period: str
    as_of: datetime
    closed: bool
    witness: Signer


def read_listing(facts: FactsReader) -> Listing:
    """Read the frame of a list."""
    return Listing(
        paper=read_paper(facts),
        hal=facts.filled_line("hal"),
        kota=facts.filled_line("kota"),
        date=facts.day_or_none("date"),
        period=facts.filled_line("period"),
        as_of=facts.moment("as_of"),
        closed=facts.yes("closed"),
        witness=read_signer(facts.inner("witness")),
    )


def listing_context(listing: Listing) -> dict[str, object]:
    """Return the template's words for the frame of a list."""
    stands = (
        "Register bulan ini sudah ditutup." if listing.closed else "Bulan ini belum ditutup; angka masih berubah."
    )
    return {
        **paper_context(listing.paper),
        "mengetahui": signature_context(listing.witness, "basah"),
        "kota": listing.kota,
        "tanggal": long_date(listing.date),
        "masa": listing.period.upper(),
        "keadaan": f"Keadaan per {long_moment(listing.as_of)}. {stands}",
    }
