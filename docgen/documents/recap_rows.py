"""The parts of the monthly recap: a line of the register, the figures beside it, and the words for each."""

from dataclasses import dataclass
from datetime import datetime

from docgen.documents.listing import NOTHING
from docgen.documents.reading import FactsReader
from docgen.wording import short_moment

_YES = {True: "Ya", False: "Tidak", None: NOTHING}


@dataclass(frozen=True)
class RegisterLine:
    """One complaint in the office's own columns; `note` says what a later line corrects and why."""

    position: int
    number: str
    received: datetime
    texts: dict[str, str]
    new: bool
    on_time: bool | None


_TEXTS = (
    "channel", "officer", "name", "address", "phone", "email", "place", "reported", "time", "problem", "subject",
    "follow_up", "status", "category", "section", "note",
)  # fmt: skip


def read_register_line(facts: FactsReader) -> RegisterLine:
    """Read one line of the register."""
    return RegisterLine(
        position=facts.count("position"),
        number=facts.filled_line("number"),
        received=facts.moment("received"),
        texts={key: facts.line(key) for key in _TEXTS},
        new=facts.yes("new"),
        on_time=facts.yes_or_none("on_time"),
    )


def register_context(line: RegisterLine) -> dict[str, object]:
    """Return the words of one line."""
    said = line.texts
    follow_up = ". ".join(text for text in (said["note"], said["follow_up"]) if text)
    words = {
        "sarana": said["channel"],
        "penerima": said["officer"],
        "nama": said["name"],
        "alamat": ", ".join(text for text in (said["address"], said["email"]) if text),
        "telepon": said["phone"],
        "lokasi": said["place"],
        "pihak": said["reported"],
        "waktu": said["time"],
        "uraian": said["problem"],
        "pokok": said["subject"],
        "tindak_lanjut": follow_up,
        "status": said["status"],
        "kategori": said["category"],
        "seksi": said["section"],
    }
    return {
        "no": str(line.position),
        "no_reg": line.number,
        "diterima": short_moment(line.received),
        "baru": "Baru" if line.new else "Lama",
        "tepat": _YES[line.on_time],
        **{key: text or NOTHING for key, text in words.items()},
    }


@dataclass(frozen=True)
class Durations:
    """How long something took, in minutes."""

    count: int
    mean: int | None
    median: int | None
    p95: int | None


def read_durations(facts: FactsReader) -> Durations:
    """Read how long something took."""
    return Durations(
        facts.count("count"), facts.count_or_none("mean"), facts.count_or_none("median"), facts.count_or_none("p95")
    )


def durations_context(taken: Durations) -> dict[str, object]:
    """Return the words for how long something took."""
    named = {"rata": taken.mean, "tengah": taken.median, "p95": taken.p95}
    return {key: NOTHING if minutes is None else _thousands(minutes) for key, minutes in named.items()}


@dataclass(frozen=True)
class StepFigures:
    """How one step of the SOP went in the month."""

    step: int
    title: str
    target: str
    ended: int
    on_time: int
    late: int
    running_late: int
    net: Durations
    gross: Durations


def read_step_figures(facts: FactsReader) -> StepFigures:
    """Read how one step went."""
    return StepFigures(
        step=facts.count("step"),
        title=facts.filled_line("title"),
        target=facts.line("target"),
        ended=facts.count("ended"),
        on_time=facts.count("on_time"),
        late=facts.count("late"),
        running_late=facts.count("running_late"),
        net=read_durations(facts.inner("net")),
        gross=read_durations(facts.inner("gross")),
    )


def step_figures_context(row: StepFigures) -> dict[str, object]:
    """Return the words for how one step went."""
    share = f"{100 * row.on_time / row.ended:.1f}".replace(".", ",") + " %" if row.ended else NOTHING
    return {
        "no": str(row.step),
        "judul": row.title,
        "target": row.target or NOTHING,
        "selesai": str(row.ended),
        "tepat": str(row.on_time),
        "terlambat": str(row.late),
        "berjalan": str(row.running_late),
        "bagian": share,
        "bersih": durations_context(row.net),
        "kotor": durations_context(row.gross),
    }


@dataclass(frozen=True)
class OpenCase:
    """A complaint of the month that is still open."""

    number: str
    subject: str
    section: str
    stage: str
    received: datetime
    due: datetime | None
    late: bool


def read_open_case(facts: FactsReader) -> OpenCase:
    """Read one open complaint."""
    return OpenCase(
        facts.filled_line("number"),
        facts.line("subject"),
        facts.line("section"),
        facts.line("stage"),
        facts.moment("received"),
        facts.moment_or_none("due"),
        facts.yes("late"),
    )


def open_case_context(place: int, row: OpenCase) -> dict[str, object]:
    """Return the words for one open complaint."""
    return {
        "no": str(place),
        "no_reg": row.number,
        "pokok": row.subject or NOTHING,
        "seksi": row.section or NOTHING,
        "tahap": row.stage or NOTHING,
        "diterima": short_moment(row.received),
        "batas": short_moment(row.due),
        "terlambat": "TERLAMBAT" if row.late else "Belum",
    }


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
