"""ND-REKAP, nota dinas rekapitulasi: the figures of a month go to Kasi TIKKIM (notadinas §3.1).

Facts beside those of letter.py (paper and head):

month        str, e.g. "November 2026"
received, finished, running, late   int, complaints of the month: all, finished or closed, still open, open and late
channels     list of {name: str; count: int}, received by channel
steps        list of {step: int; title: str; target: str; ended, on_time: int}
late_list    list of {number, section, stage: str; due: ISO moment or null}, the open ones past their time
notes        str, in the officer's words; "" leaves them out
annex        "samar" | "lengkap": which recap goes with it; the full one names complainants, so the memo is T then
"""

from dataclasses import dataclass, replace
from datetime import datetime

from docgen.cleaning import paragraphs
from docgen.documents.letter import Head, Paper, head_context, paper_context, read_head, read_paper
from docgen.documents.reading import FactsReader
from docgen.wording import counted, listed, short_moment
from models.rules.papers.documents import Annex, SecurityClass


@dataclass(frozen=True)
class Channel:
    """How many came by one channel."""

    name: str
    count: int


@dataclass(frozen=True)
class StepTimes:
    """How often one step of the SOP was in time."""

    step: int
    title: str
    target: str
    ended: int
    on_time: int


@dataclass(frozen=True)
class LateCase:
    """An open complaint past its time."""

    number: str
    section: str
    stage: str
    due: datetime | None


@dataclass(frozen=True)
class Facts:
    """Everything ND-REKAP prints; see the module's docstring."""

    paper: Paper
    head: Head
    month: str
    received: int
    finished: int
    running: int
    late: int
    channels: tuple[Channel, ...]
    steps: tuple[StepTimes, ...]
    late_list: tuple[LateCase, ...]
    notes: str
    annex: str


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    return Facts(
        paper=read_paper(facts),
        head=read_head(facts),
        month=facts.filled_line("month"),
        received=facts.count("received"),
        finished=facts.count("finished"),
        running=facts.count("running"),
        late=facts.count("late"),
        channels=facts.rows("channels", lambda row: Channel(row.filled_line("name"), row.count("count"))),
        steps=facts.rows("steps", _step),
        late_list=facts.rows("late_list", _late_case),
        notes=facts.text("notes"),
        annex=facts.one_of("annex", tuple(Annex)),
    )


def _step(row: FactsReader) -> StepTimes:
    return StepTimes(
        row.count("step"),
        row.filled_line("title"),
        row.filled_line("target"),
        row.count("ended"),
        row.count("on_time"),
    )


def _late_case(row: FactsReader) -> LateCase:
    return LateCase(
        row.filled_line("number"), row.line("section"), row.filled_line("stage"), row.moment_or_none("due")
    )


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    full = facts.annex == Annex.LENGKAP
    terbatas = full and facts.paper.keamanan == SecurityClass.BIASA
    paper = replace(facts.paper, keamanan=str(SecurityClass.TERBATAS)) if terbatas else facts.paper
    recap = f"Rekapitulasi Pengaduan Masyarakat Bulan {facts.month}{'' if full else ' (identitas disamarkan)'}"
    return {
        **paper_context(paper),
        **head_context(facts.head, facts.paper.mode),
        "bulan": facts.month,
        "nihil": facts.received == 0,
        "diterima": counted(facts.received, "pengaduan"),
        "selesai": counted(facts.finished, "pengaduan"),
        "berjalan": counted(facts.running, "pengaduan"),
        "lewat": counted(facts.late, "pengaduan"),
        "sarana": "; ".join(f"{row.name} {row.count}" for row in facts.channels) or "–",
        "langkah": [_step_words(row) for row in facts.steps],
        "terlambat": [
            {"no": row.number, "seksi": row.section or "–", "tahap": row.stage, "batas": short_moment(row.due)}
            for row in facts.late_list
        ],
        "catatan": paragraphs(facts.notes) if facts.notes.strip() else [],
        "berkas": listed([recap]),
    }


def _step_words(row: StepTimes) -> dict[str, str]:
    share = f"{round(100 * row.on_time / row.ended)}%" if row.ended else "–"
    return {
        "no": str(row.step),
        "judul": row.title,
        "target": row.target,
        "jumlah": str(row.ended),
        "tepat": f"{row.on_time} ({share})" if row.ended else "–",
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return f"Nota Dinas – {facts.head.hal}"
