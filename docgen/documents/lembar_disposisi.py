"""DISPOSISI, lembar disposisi: where Kepala Kantor sends a paper and what is to be done (step 5a, notadinas §3.3).

Facts beside those all papers share (letter.py):

number        str, the agenda number, e.g. "123/2026"; null for a draft
date          ISO date of the disposition, null for a draft
hal           str, one line, the title of the file
sifat         "Biasa" | "Segera" | "Sangat Segera"
received      ISO moment the paper came to his desk, or null
incoming      {number: str or null, date: ISO date or null}: the nota dinas it is about; null where there was none
origin        str, whose paper that is
summary       str, one line
lampiran      int, how many files came with it
lead          str, the leading section (models/rules/roles.Section), "" where none leads
forward_to    str, the sections it goes to, commas between; may be ""
instructions  str, what they are to do (models/rules/dispositions.INSTRUCTIONS), commas between; may be ""
note          str, in the officer's words, may be ""; line ends kept
until         str, the time limit in the officer's words; "" prints `deadline`
deadline      ISO moment, or null
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from docgen.cleaning import paragraphs
from docgen.documents.letter import Paper, paper_context, read_paper
from docgen.documents.reading import FactsReader
from docgen.documents.reference import Reference, read_reference, reference_context
from docgen.errors import FieldWrong
from docgen.wording import BLANK, SECURITY_CLASSES, attached, long_date, long_moment
from models.rules.cases.dispositions import INSTRUCTIONS
from models.rules.core.moments import to_wib
from models.rules.papers.documents import Sifat
from models.rules.staff.roles import ROLES, SECTION_HEADS, Role

TICKED, EMPTY = "☒", "☐"
# Where a complaint may be sent on: the sections, by the titles of their heads.
UNITS: dict[str, str] = {
    str(section): ROLES[head].title for section, head in SECTION_HEADS.items() if head is not Role.KEPALA_KANTOR
}


@dataclass(frozen=True)
class Facts:
    """Everything the sheet prints; see the module's docstring."""

    paper: Paper
    number: str
    date: date | None
    sifat: str
    received: datetime | None
    incoming: Reference | None
    origin: str
    summary: str
    lampiran: int
    hal: str
    lead: str
    forward_to: tuple[str, ...]
    instructions: tuple[str, ...]
    note: str
    until: str
    deadline: datetime | None


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    return Facts(
        paper=read_paper(facts),
        number=facts.line("number"),
        date=facts.day_or_none("date"),
        sifat=facts.one_of("sifat", tuple(Sifat)),
        received=facts.moment_or_none("received"),
        incoming=read_reference(facts, "incoming"),
        origin=facts.filled_line("origin"),
        summary=facts.filled_line("summary"),
        lampiran=facts.count("lampiran"),
        hal=facts.filled_line("hal"),
        lead=facts.one_of("lead", ("", *UNITS)),
        forward_to=_ticked(facts, "forward_to", UNITS),
        instructions=_ticked(facts, "instructions", INSTRUCTIONS),
        note=facts.text("note"),
        until=facts.line("until"),
        deadline=facts.moment_or_none("deadline"),
    )


def _ticked(facts: FactsReader, key: str, rows: Mapping[str, str]) -> tuple[str, ...]:
    chosen = [name.strip() for name in facts.line(key).split(",") if name.strip()]
    if not set(chosen) <= set(rows):
        raise FieldWrong(facts.name(key), f"pilihan dari {', '.join(rows)}")
    return tuple(name for name in rows if name in chosen)


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    deadline = long_moment(facts.deadline) if facts.deadline else "–"
    return {
        **paper_context(facts.paper),
        "agenda": facts.number or BLANK,
        "tanggal": long_date(facts.date),
        "tingkat": SECURITY_CLASSES[facts.paper.keamanan],
        "sifat": facts.sifat,
        "diterima": long_date(to_wib(facts.received).date() if facts.received else None),
        "masuk": reference_context(facts.incoming),
        "asal": facts.origin,
        "ringkasan": facts.summary,
        "lampiran": attached(facts.lampiran),
        "tujuan": [{"tanda": _mark(key, facts), "nama": name} for key, name in UNITS.items()],
        "isi": [
            {"tanda": TICKED if key in facts.instructions else EMPTY, "petunjuk": label}
            for key, label in INSTRUCTIONS.items()
        ],
        "catatan": paragraphs(facts.note) if facts.note.strip() else ["–"],
        "batas": facts.until or deadline,
    }


def _mark(unit: str, facts: Facts) -> str:
    """The leading unit gets the figure 1, the others a tick alone (ANRI's form)."""
    if unit not in facts.forward_to:
        return EMPTY
    return f"{TICKED} 1" if unit == facts.lead or len(facts.forward_to) == 1 else TICKED


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return f"Lembar Disposisi – {facts.hal}"
