"""What the office's own lists share: the period, when it was drawn up, two signers, a line of the register (§3.6)."""

from docgen.cleaning import Breakable, one_line
from docgen.documents.declaring import Field, Fields
from docgen.documents.letter import MENGETAHUI, PAPER, SIGNED_AT
from docgen.documents.printing import breakable, column_moment, count, either, filled_line, line_or_dash, yes_or_dash
from docgen.documents.reading import FactsReader
from docgen.wording import NOTHING, long_moment


def _as_of(facts: FactsReader, key: str) -> str:
    """Say how things stood then, and whether the month was closed, so that its figures no longer change."""
    stands = "Register bulan ini sudah ditutup."
    if not facts.yes("closed"):
        stands = "Bulan ini belum ditutup; angka masih berubah."
    since = one_line(facts.text_if_told("corrected"))  # what was written into the register since, as of when
    return f"Keadaan per {long_moment(facts.moment(key))}. {stands} {since}".rstrip()


FRAME: Fields = (
    *PAPER,
    MENGETAHUI,
    *SIGNED_AT,
    Field("masa", "period", lambda facts, key: facts.filled_line(key).upper(), required=True),  # e.g. "November 2026"
    Field("keadaan", "as_of", _as_of, required=True),
)


def _address(row: FactsReader, _key: str) -> str:
    return ", ".join(text for text in (row.line("address"), row.line("email")) if text) or NOTHING


def _follow_up(row: FactsReader, _key: str) -> str:
    """A line that corrects another says first which and why."""
    return Breakable(". ".join(text for text in (row.line("note"), row.line("follow_up")) if text) or NOTHING)


_LINE = breakable(line_or_dash)
# A complaint in the office's own columns.
REGISTER_LINE: Fields = (
    Field("no", "position", count),
    Field("no_reg", "number", filled_line),
    Field("diterima", "received", column_moment),
    Field("baru", "new", either("Baru", "Lama")),
    Field("tepat", "on_time", yes_or_dash),  # null while it runs
    Field("sarana", "channel", _LINE),
    Field("penerima", "officer", _LINE),
    Field("nama", "name", _LINE),
    Field("alamat", "address", breakable(_address)),
    Field("telepon", "phone", _LINE),
    Field("lokasi", "place", _LINE),
    Field("pihak", "reported", _LINE),
    Field("waktu", "time", _LINE),
    Field("uraian", "problem", _LINE),
    Field("pokok", "subject", _LINE),
    Field("tindak_lanjut", "follow_up", _follow_up),
    Field("status", "status", _LINE),
    Field("kategori", "category", _LINE),
    Field("seksi", "section", _LINE),
)
