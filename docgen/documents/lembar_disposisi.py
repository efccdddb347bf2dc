"""DISPOSISI, lembar disposisi: where Kepala Kantor sends a paper and what is to be done (step 5a, notadinas §3.3)."""

from collections.abc import Mapping

from docgen.documents.declaring import DocumentKind, Field
from docgen.documents.letter import PAPER
from docgen.documents.printing import (
    day,
    files_attached,
    filled_line,
    line_or_dots,
    one_of,
    reference,
    text_or,
)
from docgen.documents.reading import FactsReader
from docgen.errors import FieldWrong
from docgen.wording import NOTHING, SECURITY_CLASSES, long_date, long_moment
from models.rules.cases.dispositions import INSTRUCTIONS
from models.rules.core.moments import to_wib
from models.rules.papers.documents import Sifat
from models.rules.staff.roles import ROLES, SECTION_HEADS, Role

TICKED, EMPTY = "☒", "☐"
# Where a complaint may be sent on: the sections, by the titles of their heads.
UNITS: dict[str, str] = {
    str(section): ROLES[head].title for section, head in SECTION_HEADS.items() if head is not Role.KEPALA_KANTOR
}


def _ticked(facts: FactsReader, key: str, rows: Mapping[str, str]) -> list[str]:
    """Read names with commas between."""
    chosen = [name.strip() for name in facts.line(key).split(",") if name.strip()]
    if not set(chosen) <= set(rows):
        raise FieldWrong(facts.name(key), f"pilihan dari {', '.join(rows)}")
    return chosen


def _units(facts: FactsReader, key: str) -> list[dict[str, str]]:
    """The leading unit gets the figure 1, the others a tick alone (ANRI's form)."""
    chosen, lead = set(_ticked(facts, key, UNITS)), facts.one_of("lead", ("", *UNITS))
    first = chosen if len(chosen) == 1 else {lead}
    marks = {name: (f"{TICKED} 1" if name in first else TICKED) if name in chosen else EMPTY for name in UNITS}
    return [{"tanda": marks[name], "nama": title} for name, title in UNITS.items()]


def _instructions(facts: FactsReader, key: str) -> list[dict[str, str]]:
    chosen = _ticked(facts, key, INSTRUCTIONS)
    return [{"tanda": TICKED if name in chosen else EMPTY, "petunjuk": label} for name, label in INSTRUCTIONS.items()]


def _until(facts: FactsReader, key: str) -> str:
    """The time limit in the officer's words, else the deadline."""
    deadline = facts.moment_or_none("deadline")
    return facts.line(key) or (long_moment(deadline) if deadline else NOTHING)


def _day_received(facts: FactsReader, key: str) -> str:
    received = facts.moment_or_none(key)
    return long_date(to_wib(received).date() if received else None)


DISPOSISI = DocumentKind(
    (
        *PAPER,
        Field("agenda", "number", line_or_dots, required=True),
        Field("tanggal", "date", day),
        Field("tingkat", "keamanan", lambda facts, key: SECURITY_CLASSES[facts.one_of(key, tuple(SECURITY_CLASSES))]),
        Field("sifat", "sifat", one_of(tuple(Sifat))),
        Field("diterima", "received", _day_received),  # when the paper came to his desk
        Field("masuk", "incoming", reference),  # the nota dinas it is about
        Field("asal", "origin", filled_line, required=True),  # whose paper that is
        Field("ringkasan", "summary", filled_line, required=True),
        Field("lampiran", "lampiran", files_attached),  # how many files came with it
        Field("tujuan", "forward_to", _units, required=True),
        Field("isi", "instructions", _instructions, required=True),
        Field("catatan", "note", text_or(NOTHING), required=True),
        Field("batas", "until", _until),
    ),
    "Lembar Disposisi – ",
    undated="received",
)
