"""A draft handed to another system to be signed: its states, what its PDF says when it returns, and what is asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.rules.core.moments import MONTHS, to_wib
from models.rules.papers.copy_states import COPY_STATES, CopyState, Tone
from models.rules.papers.same_words import ANCHOR
from models.rules.papers.signer_name import same_person


class SentState(StrEnum):
    """The states of a hand-over; a paper has one open at a time."""

    DI_LUAR = "di_luar"
    KEMBALI = "kembali"  # its PDF is here, and somebody has yet to say that it is this paper
    SELESAI = "selesai"
    DIGANTI = "diganti"  # another PDF came in the place of the one that was here
    DITARIK = "ditarik"  # taken back to be corrected
    KERTAS = "kertas"  # taken back to be signed on paper


class Act(StrEnum):
    """Which of a hand-over's acts tells when it came to its state, and by whom."""

    SENT = "sent"
    RETURNED = "returned"
    ENDED = "ended"


@dataclass(frozen=True)
class SentRow:
    """One state: what is said of it before its moment, how it is shown, and whose act it rests on."""

    label: str
    kind: str
    act: Act


SENT_STATES: dict[SentState, SentRow] = {
    SentState.DI_LUAR: SentRow("Di {where} sejak", "info", Act.SENT),
    SentState.KEMBALI: SentRow("Kembali dari {where}, belum ditegaskan; diunggah", "warn", Act.RETURNED),
    SentState.SELESAI: SentRow("Ditandatangani di {where}, ditegaskan", "good", Act.ENDED),
    SentState.DIGANTI: SentRow("PDF dari {where} diganti", "", Act.ENDED),
    SentState.DITARIK: SentRow("Diambil kembali dari {where}", "", Act.ENDED),
    SentState.KERTAS: SentRow("Ditandatangani di atas kertas, tidak lewat {where}, sejak", "", Act.ENDED),
}
OPEN = (SentState.DI_LUAR, SentState.KEMBALI)
# What came back is nobody's signature, or could not be looked at.
_NO_SIGNATURE = (CopyState.PINDAIAN, CopyState.BELUM)
_IN_WORDS = re.compile(rf"(\d{{1,2}})\s*({'|'.join(MONTHS)})\s*(\d{{4}})", re.IGNORECASE)
_IN_FIGURES = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


@dataclass(frozen=True)
class Expected:
    """What the office knows of a paper that was handed over: its number if one was booked, its signer, since when."""

    signer: str
    sent_at: datetime
    number: str = ""
    pattern: str = ""  # how the office's letter numbers look


@dataclass(frozen=True)
class Came:
    """What a returned PDF says, or what was typed of it where the program could not read it."""

    state: CopyState
    number: str = ""
    day: date | None = None
    signer: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True)
class Question:
    """One difference that somebody has to say yes to before the paper counts as signed."""

    key: str
    words: str


def said_at(filled: Mapping[str, str], text: str, pattern: str) -> tuple[str, date | None]:
    """Return number and date of a signed paper: what stands at their anchors, else a number of the office's form."""
    number = filled.get("nomor_naskah", "")
    if not number and pattern:
        seen = re.search(pattern.removeprefix("^").removesuffix("$"), re.sub(r"\s", "", text))
        number = seen[0] if seen else ""
    return number[:80], day_in(filled.get("tanggal_naskah", ""))


def day_in(words: str) -> date | None:
    """Return the date that these words are, e.g. 24 Maret 2026 or 24-03-2026; None where they are none."""
    if found := _IN_WORDS.search(words):
        return _date(found[3], 1 + [month.casefold() for month in MONTHS].index(found[2].casefold()), found[1])
    if found := _IN_FIGURES.search(words):
        return _date(found[3], int(found[2]), found[1])
    return None


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def unfilled(text: str) -> str:
    """Return the first anchor that was left unfilled in a returned PDF, empty where none was."""
    found = ANCHOR.search(re.sub(r"\s", "", text))
    return found[0] if found else ""


def refusal(state: CopyState) -> str:
    """Return why a returned PDF cannot make its paper a signed one; empty where it can, asked or not."""
    row = COPY_STATES[state]
    if state in _NO_SIGNATURE:
        return "PDF ini tidak memuat tanda tangan elektronik. Unduh PDF yang sudah ditandatangani, lalu unggah lagi."
    return "" if row.counts else row.sentence


def questions(expected: Expected, came: Came) -> tuple[Question, ...]:
    """Return what has to be said yes to, in the order of the paper: number, date, signer, state of the signature."""
    found = (_number(expected, came), _day(expected, came), _signer(expected, came), _state(came))
    return tuple(each for each in found if each is not None)


def _number(expected: Expected, came: Came) -> Question | None:
    if expected.number and came.number and _bare(expected.number) != _bare(came.number):
        words = f"Nomor pada PDF {came.number}, yang dicatat saat diserahkan {expected.number}. Pakai nomor pada PDF."
        return Question("nomor", words)
    if came.number and expected.pattern and not re.fullmatch(expected.pattern, came.number):
        return Question("nomor", f"Nomor {came.number} tidak berpola nomor kantor ini. Pakai nomor itu.")
    return None


def _day(expected: Expected, came: Came) -> Question | None:
    if came.day is None:
        return None
    if came.signed_at is not None and came.day != (signed := to_wib(came.signed_at).date()):
        words = f"Tanggal pada PDF {came.day:%d-%m-%Y}, tanda tangannya dibuat {signed:%d-%m-%Y}."
        return Question("tanggal", f"{words} Pakai tanggal pada PDF.")
    if came.day < (sent := to_wib(expected.sent_at).date()):
        words = f"Tanggal pada PDF {came.day:%d-%m-%Y}, sebelum diserahkan {sent:%d-%m-%Y}."
        return Question("tanggal", f"{words} Pakai tanggal pada PDF.")
    return None


def _signer(expected: Expected, came: Came) -> Question | None:
    if same_person(came.signer, expected.signer):
        return None
    named = came.signer or "tidak terbaca"
    words = f"Nama pada sertifikat {named}, penanda tangan naskah ini {expected.signer or 'belum diisi'}."
    return Question("penanda_tangan", f"{words} Ia berwenang menandatanganinya.")


def _state(came: Came) -> Question | None:
    row = COPY_STATES[came.state]
    if row.tone is not Tone.WARN:
        return None
    return Question("keadaan", f"Keadaan tanda tangannya: {row.label}. Saya sudah membaca PDF-nya dan memeriksanya.")


def _bare(number: str) -> str:
    return re.sub(r"\s", "", number).casefold()
