"""REGISTER and AGENDA, the books of a month: of registered complaints, and of numbers given or cancelled."""

from docgen.documents.declaring import DocumentKind, Field, Fields, Rows
from docgen.documents.listing import FRAME, REGISTER_LINE
from docgen.documents.printing import column_moment, filled_line, line_or_dash
from docgen.documents.reading import FactsReader
from docgen.wording import NOTHING


def _registered(facts: FactsReader, key: str) -> str:
    """Count the complaints; a correction is a line more, not a complaint more."""
    return str(len(set(facts.rows(key, lambda row: row.filled_line("number")))))


REGISTER = DocumentKind(
    (
        *FRAME,
        Field("baris_register", "lines", Rows(REGISTER_LINE), required=True),
        Field("banyaknya", "lines", _registered),
    ),
    undated="as_of",
)


def _column_day(row: FactsReader, key: str) -> str:
    day = row.day_or_none(key)
    return f"{day:%d-%m-%Y}" if day else NOTHING


def _outcome(row: FactsReader, key: str) -> str:
    reason = row.line("reason")
    if row.yes(key):
        return f"NOMOR DIBATALKAN: {reason or 'tanpa alasan tercatat'}"
    if row.day_or_none("date") is None:  # a draft keeps it that is not signed with it
        return f"Belum terbit; {reason}" if reason else "Belum terbit"
    return f"Terbit; {reason}" if reason else "Terbit"


def _given(facts: FactsReader, key: str) -> str:
    return str(len(_cancelled_ones(facts, key)))


def _cancelled(facts: FactsReader, key: str) -> str:
    return str(sum(_cancelled_ones(facts, key)))


def _cancelled_ones(facts: FactsReader, key: str) -> list[bool]:
    """Return for every number of every series whether it is cancelled."""
    series = facts.rows(key, lambda row: row.rows("numbers", lambda number: number.yes("cancelled")))
    return [cancelled for numbers in series for cancelled in numbers]


_NUMBER: Fields = (
    Field("nomor", "number", filled_line),
    Field("tanggal", "date", _column_day),
    Field("diberikan", "given", column_moment),
    Field("keterangan", "cancelled", _outcome),
    Field("jenis", "kind", line_or_dash),
    Field("hal", "subject", line_or_dash),
    Field("yth", "recipient", line_or_dash),
    Field("penanda_tangan", "signer", line_or_dash),
    Field("sumber", "source", line_or_dash),  # who gave it
)
_SERIES: Fields = (Field("nama", "name", filled_line), Field("nomor", "numbers", Rows(_NUMBER, numbered=True)))
AGENDA = DocumentKind(
    (
        *FRAME,
        Field("seri", "series", Rows(_SERIES), required=True),
        Field("banyaknya", "series", _given),
        Field("batal", "series", _cancelled),
    ),
    undated="as_of",
)
