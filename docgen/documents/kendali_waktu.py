"""KENDALI, lembar kendali waktu: every round of every step with its times and how they were counted (SOP step 9).

Facts beside those of letter.py (paper):

hal, kota, date  str, str, ISO date or null
witness     {title_lines, name, nip} as of signer: who stands under “Mengetahui,”
registration  as in registration.py
section     str, the section that handled it; sop_number: str
closed      ISO moment or null: when the case ended
steps       list of {step: int 1 to 9; round: int; title, target, officer, outcome: str, may be ""; start, due, end:
            ISO moment or null; net, gross, left: str, minutes as printed, "" where the step did not end; on_time:
            bool or null; arithmetic: list of str, the terms of the net minutes}
net, gross  str, the minutes of all steps together
"""

from dataclasses import dataclass
from datetime import date, datetime

from docgen.documents.letter import Paper, Signer, paper_context, read_paper, read_signer, signature_context
from docgen.documents.listing import NOTHING
from docgen.documents.reading import FactsReader
from docgen.documents.registration import Registration, read_registration, registration_context
from docgen.wording import long_date, long_moment, short_moment

_YES = {True: "Ya", False: "Tidak", None: NOTHING}


@dataclass(frozen=True)
class StepClock:
    """One round of one step."""

    step: int
    round: int
    texts: dict[str, str]
    start: datetime | None
    due: datetime | None
    end: datetime | None
    on_time: bool | None
    arithmetic: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Everything KENDALI prints; see the module's docstring."""

    paper: Paper
    hal: str
    kota: str
    date: date | None
    witness: Signer
    registration: Registration
    section: str
    sop_number: str
    closed: datetime | None
    steps: tuple[StepClock, ...]
    net: str
    gross: str


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    return Facts(
        paper=read_paper(facts),
        hal=facts.filled_line("hal"),
        kota=facts.filled_line("kota"),
        date=facts.day_or_none("date"),
        witness=read_signer(facts.inner("witness")),
        registration=read_registration(facts.inner("registration")),
        section=facts.line("section"),
        sop_number=facts.filled_line("sop_number"),
        closed=facts.moment_or_none("closed"),
        steps=facts.rows("steps", _read_step),
        net=facts.line("net"),
        gross=facts.line("gross"),
    )


def _read_step(facts: FactsReader) -> StepClock:
    return StepClock(
        step=facts.count("step"),
        round=facts.count("round"),
        texts={key: facts.line(key) for key in ("title", "target", "officer", "outcome", "net", "gross", "left")},
        start=facts.moment_or_none("start"),
        due=facts.moment_or_none("due"),
        end=facts.moment_or_none("end"),
        on_time=facts.yes_or_none("on_time"),
        arithmetic=facts.lines("arithmetic"),
    )


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    return {
        **paper_context(facts.paper),
        **registration_context(facts.registration),
        "mengetahui": signature_context(facts.witness, "basah"),
        "kota": facts.kota,
        "tanggal": long_date(facts.date),
        "seksi": facts.section or NOTHING,
        "sop": facts.sop_number,
        "selesai": long_moment(facts.closed) if facts.closed else "Belum selesai",
        "langkah": [_line(row) for row in facts.steps],
        "jumlah_bersih": facts.net or NOTHING,
        "jumlah_kotor": facts.gross or NOTHING,
    }


def _line(row: StepClock) -> dict[str, object]:
    words = {
        "judul": "title", "target": "target", "petugas": "officer", "hasil": "outcome", "bersih": "net",
        "kotor": "gross", "selisih": "left",
    }  # fmt: skip
    return {
        "no": str(row.step),
        "putaran": str(row.round) if row.round else NOTHING,
        "mulai": short_moment(row.start),
        "batas": short_moment(row.due),
        "selesai": short_moment(row.end),
        "tepat": _YES[row.on_time],
        "hitungan": list(row.arithmetic),
        **{name: row.texts[key] or NOTHING for name, key in words.items()},
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return facts.hal
