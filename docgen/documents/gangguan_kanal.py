"""BA-GANGGUAN, the record of a channel that did not work: which, from when to when, why, what was done."""

from docgen.documents.declaring import DocumentKind, Field, Fields, Rows
from docgen.documents.letter import MENGETAHUI, PAPER, SIGNED_AT
from docgen.documents.printing import (
    column_moment,
    count_in_words,
    count_or,
    filled_line,
    line_or_dots,
    text_or,
)
from docgen.documents.reading import FactsReader
from docgen.errors import FieldMissing
from docgen.wording import BLANK, date_with_day, short_moment


def _day(facts: FactsReader, key: str) -> str:
    day = facts.day_or_none(key)
    if day is None:
        raise FieldMissing(facts.name(key))
    return date_with_day(day)


def _end(row: FactsReader, key: str) -> str:
    end = row.moment_or_none(key)
    return short_moment(end) if end else "Belum pulih"


_OUTAGE: Fields = (
    Field("mulai", "start", column_moment),
    Field("pulih", "end", _end),
    Field("lama", "minutes", count_or(BLANK, after=" menit")),
    Field("keadaan", "state", line_or_dots),
)
BA_GANGGUAN = DocumentKind(
    (
        *PAPER,
        MENGETAHUI,
        *SIGNED_AT,
        Field("nomor", "number", line_or_dots, required=True),  # of the yearly series of these records
        Field("kanal", "channel", filled_line, required=True),
        Field("akun", "account", line_or_dots, required=True),  # what the office calls it
        Field("hari", "day", _day, required=True),
        Field("gangguan", "outages", Rows(_OUTAGE, numbered=True), required=True),
        Field("susulan", "found", count_in_words("pesan")),  # written before, stored after the channel worked again
        Field("sebab", "cause", text_or(BLANK), required=True),
        Field("tindakan", "done", text_or(BLANK), required=True),
        Field("akibat", "impact", text_or(BLANK)),
    ),
    undated="day",
    one_page=True,
)
