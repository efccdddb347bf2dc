"""The parts of the complaint sheet: what each reads from the facts and the words it gives to the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from docgen.cleaning import paragraphs
from docgen.documents.reading import FactsReader
from docgen.wording import clock, counted, date_with_day, long_date, long_moment, short_moment, size
from models.rules.core.moments import to_wib

NOTHING = "–"
NOT_TOLD = "Tidak disebutkan"
NO_TEXT = "(tanpa teks, hanya berkas)"
_YES = {True: "Ya", False: "Tidak", None: NOTHING}


@dataclass(frozen=True)
class Receipt:
    """Section I."""

    received: datetime
    channel: str
    account: str
    officer: str


@dataclass(frozen=True)
class Reporter:
    """Section II."""

    name: str
    nationality: str
    address: str
    phone: str
    email: str
    confidential: bool


@dataclass(frozen=True)
class Identification:
    """Section V."""

    category: str
    kind: str
    new: bool
    manageable: bool | None
    section: str
    problem: str


@dataclass(frozen=True)
class PaperLine:
    """One paper of the case."""

    title: str
    number: str
    date: date | None


@dataclass(frozen=True)
class FollowUp:
    """Section VII."""

    papers: tuple[PaperLine, ...]
    report_date: date | None
    answered: datetime | None
    answer: str
    result: str


@dataclass(frozen=True)
class StepLine:
    """One row of section VIII."""

    step: int
    title: str
    target: str
    start: datetime | None
    end: datetime | None
    net_minutes: int | None
    on_time: bool | None


@dataclass(frozen=True)
class Utterance:
    """One message of the conversation."""

    moment: datetime
    sender: str
    text: str


@dataclass(frozen=True)
class Attachment:
    """One file of the case."""

    name: str
    size: int | None
    sha256: str


def read_receipt(facts: FactsReader) -> Receipt:
    """Read section I."""
    return Receipt(
        facts.moment("received"), facts.filled_line("channel"), facts.line("account"), facts.line("officer")
    )


def read_reporter(facts: FactsReader) -> Reporter:
    """Read section II."""
    return Reporter(
        name=facts.line("name"),
        nationality=facts.line("nationality"),
        address=facts.line("address"),
        phone=facts.line("phone"),
        email=facts.line("email"),
        confidential=facts.yes("confidential"),
    )


def read_identification(facts: FactsReader) -> Identification:
    """Read section V."""
    return Identification(
        category=facts.line("category"),
        kind=facts.line("kind"),
        new=facts.yes("new"),
        manageable=facts.yes_or_none("manageable"),
        section=facts.line("section"),
        problem=facts.text("problem"),
    )


def read_follow_up(facts: FactsReader) -> FollowUp:
    """Read section VII."""
    return FollowUp(
        papers=facts.rows("papers", _read_paper_line),
        report_date=facts.day_or_none("report_date"),
        answered=facts.moment_or_none("answered"),
        answer=facts.text("answer"),
        result=facts.text("result"),
    )


def _read_paper_line(facts: FactsReader) -> PaperLine:
    return PaperLine(facts.filled_line("title"), facts.line("number"), facts.day_or_none("date"))


def read_step(facts: FactsReader) -> StepLine:
    """Read one row of section VIII."""
    return StepLine(
        step=facts.count("step"),
        title=facts.filled_line("title"),
        target=facts.line("target"),
        start=facts.moment_or_none("start"),
        end=facts.moment_or_none("end"),
        net_minutes=facts.count_or_none("net_minutes"),
        on_time=facts.yes_or_none("on_time"),
    )


def read_utterance(facts: FactsReader) -> Utterance:
    """Read one message of the conversation."""
    return Utterance(facts.moment("moment"), facts.line("sender"), facts.text("text"))


def read_attachment(facts: FactsReader) -> Attachment:
    """Read one file of the case."""
    return Attachment(facts.line("name"), facts.count_or_none("size"), facts.line("sha256"))


def lines_context(lines: Mapping[str, str]) -> dict[str, object]:
    """Return the lines, with words in place of the empty ones."""
    return {key: line or NOT_TOLD for key, line in lines.items()}


def receipt_context(receipt: Receipt) -> dict[str, object]:
    """Return the words of section I."""
    day = date_with_day(to_wib(receipt.received).date())
    return {
        "waktu": f"{day} pukul {clock(receipt.received)}",
        **lines_context({"sarana": receipt.channel, "akun": receipt.account, "petugas": receipt.officer}),
    }


def reporter_context(reporter: Reporter) -> dict[str, object]:
    """Return the words of section II."""
    known = {
        "nama": reporter.name,
        "kewarganegaraan": reporter.nationality,
        "alamat": reporter.address,
        "telepon": reporter.phone,
        "pos_el": reporter.email,
    }
    return {**lines_context(known), "dirahasiakan": _YES[reporter.confidential]}


def incident_context(incident: Mapping[str, str], files: int) -> dict[str, object]:
    """Return the words of section IV."""
    return {
        **lines_context({"lokasi": incident["place"], "waktu": incident["time"]}),
        "uraian": paragraphs(incident["text"] or NO_TEXT),
        "bukti": f"{counted(files, 'berkas')}, lihat Lampiran II" if files else "Tidak ada",
    }


def identification_context(found: Identification, keamanan: str) -> dict[str, object]:
    """Return the words of section V."""
    return {
        **lines_context({"kategori": found.category, "jenis": found.kind, "seksi": found.section}),
        "baru": "Baru" if found.new else "Lama (pernah diadukan)",
        "dapat_dikelola": _YES[found.manageable],
        "keamanan": keamanan,
        "masalah": paragraphs(found.problem or NOTHING),
    }


def text_at_context(moment: datetime | None, text: str) -> dict[str, object]:
    """Return the words of section VI."""
    return {"waktu": long_moment(moment) if moment else NOTHING, "isi": paragraphs(text or NOTHING)}


def follow_up_context(done: FollowUp) -> dict[str, object]:
    """Return the words of section VII."""
    papers = [f"{row.title} Nomor {row.number or '……'} tanggal {long_date(row.date)}" for row in done.papers]
    return {
        "naskah": papers or [NOTHING],
        "laporan": long_date(done.report_date) if done.report_date else NOTHING,
        "dijawab": long_moment(done.answered) if done.answered else NOTHING,
        "jawaban": paragraphs(done.answer or NOTHING),
        "hasil": paragraphs(done.result or NOTHING),
    }


def step_context(row: StepLine) -> dict[str, object]:
    """Return the words of one row of section VIII."""
    return {
        "no": str(row.step),
        "judul": row.title,
        "target": row.target or NOTHING,
        "mulai": short_moment(row.start),
        "selesai": short_moment(row.end),
        "menit": NOTHING if row.net_minutes is None else str(row.net_minutes),
        "tepat": _YES[row.on_time],
    }


def utterance_context(said: Utterance) -> dict[str, object]:
    """Return the words of one message."""
    return {
        "waktu": short_moment(said.moment),
        "pengirim": said.sender or NOT_TOLD,
        "isi": paragraphs(said.text or NO_TEXT),
    }


def attachment_context(place: int, file: Attachment) -> dict[str, object]:
    """Return the words of one file."""
    return {
        "no": str(place),
        "nama": file.name or NOT_TOLD,
        "ukuran": NOTHING if file.size is None else size(file.size),
        "sha256": file.sha256 or "Berkas tidak dapat diunduh",
    }
