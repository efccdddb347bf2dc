"""LEMBAR, the complaint sheet: sections I to VIII, the conversation and the files (SOP step 9, notadinas §3.5).

Facts beside those of letter.py (paper):

number          str, the registration number
kota, date      str, ISO date or null: where and when the sheet is signed
receipt         {received: ISO moment; channel, account, officer: str}: sarana, the citizen's account, petugas
reporter        {name, nationality, address, phone, email: str, "" where not known; confidential: bool}
reported        {party, service: str, may be ""}: who or which service the complaint is about
incident        {place, time: str in free words, may be ""; text: str, the complaint verbatim}
identification  {category, kind: str, e.g. "Layanan" or "Pelanggaran pegawai"; new: bool, false where the same
                person complained before; manageable: bool or null, step 5; section: str; problem: str}
first_response  {moment: ISO moment or null; text: str}
follow_up       {papers: list of {title: str, number: str or null, date: ISO date or null}; report_date: ISO date or
                null; answered: ISO moment or null; answer: str; result: str, how it ended and how it was delivered}
steps           list of {step: int 1 to 9; title: str; target: str, e.g. "30 menit"; start, end: ISO moment or null;
                net_minutes: int or null; on_time: bool or null}; each step at least once, in order, a round a row
conversation    list of {moment: ISO moment; sender: str; text: str verbatim}, oldest first
attachments     list of {name: str; size: int octets or null; sha256: str, "" where the file could not be fetched}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from docgen.documents import sheet_rows as rows
from docgen.documents.letter import Paper, paper_context, read_paper
from docgen.documents.reading import FactsReader
from docgen.errors import FieldMissing
from docgen.wording import long_date

STEPS = range(1, 10)


@dataclass(frozen=True)
class Facts:
    """Everything LEMBAR prints; see the module's docstring."""

    paper: Paper
    number: str
    kota: str
    date: date | None
    receipt: rows.Receipt
    reporter: rows.Reporter
    reported: Mapping[str, str]
    incident: Mapping[str, str]
    identification: rows.Identification
    first_response: tuple[datetime | None, str]
    follow_up: rows.FollowUp
    steps: tuple[rows.StepLine, ...]
    conversation: tuple[rows.Utterance, ...]
    attachments: tuple[rows.Attachment, ...]


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    reported, incident, first = facts.inner("reported"), facts.inner("incident"), facts.inner("first_response")
    return Facts(
        paper=read_paper(facts),
        number=facts.filled_line("number"),
        kota=facts.filled_line("kota"),
        date=facts.day_or_none("date"),
        receipt=rows.read_receipt(facts.inner("receipt")),
        reporter=rows.read_reporter(facts.inner("reporter")),
        reported={"party": reported.line("party"), "service": reported.line("service")},
        incident={"place": incident.line("place"), "time": incident.line("time"), "text": incident.text("text")},
        identification=rows.read_identification(facts.inner("identification")),
        first_response=(first.moment_or_none("moment"), first.text("text")),
        follow_up=rows.read_follow_up(facts.inner("follow_up")),
        steps=_read_steps(facts),
        conversation=facts.rows("conversation", rows.read_utterance),
        attachments=facts.rows("attachments", rows.read_attachment),
    )


def _read_steps(facts: FactsReader) -> tuple[rows.StepLine, ...]:
    steps = facts.rows("steps", rows.read_step)
    missing = sorted(set(STEPS) - {row.step for row in steps})
    if missing:
        raise FieldMissing(f"{facts.name('steps')} langkah {missing[0]}")
    return steps


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    return {
        **paper_context(facts.paper),
        "no_reg": facts.number,
        "kota": facts.kota,
        "tanggal": long_date(facts.date),
        "penerimaan": rows.receipt_context(facts.receipt),
        "pelapor": rows.reporter_context(facts.reporter),
        "terlapor": rows.lines_context({"pihak": facts.reported["party"], "layanan": facts.reported["service"]}),
        "kejadian": rows.incident_context(facts.incident, len(facts.attachments)),
        "identifikasi": rows.identification_context(facts.identification, facts.paper.keamanan),
        "tanggapan_awal": rows.text_at_context(*facts.first_response),
        "tindak_lanjut": rows.follow_up_context(facts.follow_up),
        "langkah": [rows.step_context(row) for row in facts.steps],
        "percakapan": [rows.utterance_context(row) for row in facts.conversation],
        "berkas": [rows.attachment_context(place, row) for place, row in enumerate(facts.attachments, 1)],
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return f"Lembar Pengaduan Masyarakat {facts.number}"
