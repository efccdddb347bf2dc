"""A draft handed to another system to be signed: its states, what its PDF says when it returns, and what is asked."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise, zip_longest

from models.rules.core.declarations import Harmless
from models.rules.core.moments import MONTHS, to_wib
from models.rules.papers.copy_states import COPY_STATES, CopyState, Tone
from models.rules.papers.same_words import DASHES, NUMBER_AND_DATE, Sameness, one_line, plain_text
from models.rules.papers.signer_name import same_person


class SentState(StrEnum):
    """The states of a hand-over; a paper has one open at a time."""

    MULAI = "mulai"  # the own service: number and date are given, nothing is sent yet
    DI_LUAR = "di_luar"
    TIDAK_PASTI = "tidak_pasti"  # it was sent there and no answer came: it may be signed
    KEMBALI = "kembali"  # its PDF is here, and somebody has yet to say that it is this paper
    SELESAI = "selesai"
    DIGANTI = "diganti"  # another PDF came in the place of the one that was here
    DITARIK = "ditarik"  # taken back to be corrected
    KERTAS = "kertas"  # taken back to be signed on paper
    DITOLAK = "ditolak"  # surely not signed there
    TIDAK_JADI = "tidak_jadi"  # somebody looked there and says that it was not signed


class LostFile(StrEnum):
    """A file of a hand-over that is not in the store any more, in the words in which a yes is asked for."""

    WORD = "Berkas Word yang diserahkan hilang; PDF ini dicocokkan dengan naskah yang dibuat lagi dari isinya."
    TEMPLATE = "Templat saat diserahkan hilang; naskah terbitnya dibuat dari templat yang kini dipakai."


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
    SentState.MULAI: SentRow("Disiapkan untuk {where}", "info", Act.SENT),
    SentState.DI_LUAR: SentRow("Di {where} sejak", "info", Act.SENT),
    SentState.TIDAK_PASTI: SentRow("Tidak pasti apakah ditandatangani di {where}; dikirim", "bad", Act.SENT),
    SentState.KEMBALI: SentRow("Kembali dari {where}, belum ditegaskan; diunggah", "warn", Act.RETURNED),
    SentState.SELESAI: SentRow("Ditandatangani di {where}, ditegaskan", "good", Act.ENDED),
    SentState.DIGANTI: SentRow("PDF dari {where} diganti", "", Act.ENDED),
    SentState.DITARIK: SentRow("Diambil kembali dari {where}", "", Act.ENDED),
    SentState.KERTAS: SentRow("Dipilih tanda tangan di atas kertas, bukan {where}, pada", "", Act.ENDED),
    SentState.DITOLAK: SentRow("Tidak ditandatangani di {where}", "warn", Act.ENDED),
    SentState.TIDAK_JADI: SentRow("Dipastikan tidak ditandatangani di {where}", "", Act.ENDED),
}
OPEN = (SentState.MULAI, SentState.DI_LUAR, SentState.TIDAK_PASTI, SentState.KEMBALI)
MOST_NUMBER = 80
_OTHER_WORDS = {
    Sameness.DIFFERENT: "Teks pada PDF bukan teks konsep ini. Unduh PDF yang benar, lalu unggah lagi.",
    Sameness.UNKNOWN: "Teks pada PDF belum dapat dibandingkan. Tekan “Periksa lagi” beberapa menit lagi.",
    Sameness.OLDER: (
        "Konsep di sini lebih tua daripada yang ditandatangani: cadangan dipulihkan. Perbaiki kata-kata konsepnya, "
        "atau templatnya, sampai sama dengan PDF ini, lalu tekan “Periksa lagi”."
    ),
    Sameness.EITHER: (
        "Teks PDF ini bukan teks konsep di sini, dan tanpa nomor program tidak dapat memastikan mana yang keliru. "
        "Bila ini PDF naskah lain, unggah PDF yang benar. Bila memang PDF naskah ini, konsepnya yang lebih tua "
        "(cadangan dipulihkan): perbaiki sampai sama, lalu tekan “Periksa lagi”."
    ),
}
_IN_WORDS = re.compile(rf"(\d{{1,2}})\s*({'|'.join(MONTHS)})\s*(\d{{4}})", re.IGNORECASE)
_WHOLE_DAY = re.compile(rf"\d{{1,2}}(?:{'|'.join(MONTHS)})\d{{4}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}", re.IGNORECASE)
_ANY_ANCHOR = re.compile(r"\$\{[a-z_]+\d?\}", re.IGNORECASE)  # also one of a name that is not known here
_IN_FIGURES = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


@dataclass(frozen=True)
class Expected:
    """What the office knows of a paper that was handed over: its number if one was booked, its signer, since when."""

    signer: str
    sent_at: datetime
    number: str = ""
    pattern: str = ""  # how the office's letter numbers look
    since: tuple[str, ...] = ()  # what became otherwise since then


@dataclass(frozen=True)
class Came:
    """What the program read in a returned PDF; empty where it could not read it."""

    state: CopyState
    number: str = ""
    day: date | None = None
    signer: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True)
class Typed:
    """The number and day that somebody says stand on a returned PDF."""

    number: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Question:
    """One difference that somebody has to say yes to before the paper counts as signed.

    `answer`: a yes to exactly these words, also where a screen masks them; other words are asked anew.
    """

    key: str
    words: str
    answer: Harmless[str] = ""

    def __post_init__(self) -> None:
        """Name the answer after the words."""
        if not self.answer:
            object.__setattr__(self, "answer", hashlib.sha256(self.words.encode("utf-8")).hexdigest()[:16])


def said_at(filled: Sequence[tuple[str, str]], text: str) -> tuple[str, date | None]:
    """Return number and date of a signed paper as they stand at their anchors; empty where nobody can be sure.

    Two anchors of one name that differ tell nothing, nor does a number elsewhere in the text: it may be another's.
    """
    together = _only(filled, NUMBER_AND_DATE)
    if together:
        return _apart(together, text)
    number = _only(filled, "nomor_naskah")
    return _as_written(number, text)[:MOST_NUMBER] if number else "", day_in(_only(filled, "tanggal_naskah"))


def _only(filled: Sequence[tuple[str, str]], name: str) -> str:
    found = {words for anchor, words in filled if anchor == name}
    return found.pop() if len(found) == 1 else ""


def _apart(together: str, text: str) -> tuple[str, date | None]:
    """Return number and date that stand in a row, where a gap in the text shows the one place at which they part."""
    parted = set()
    for at in range(1, len(together)):
        number, rest = together[:at], together[at:]
        if _WHOLE_DAY.fullmatch(rest) and re.search(
            rf"{_loosely(number)}\s+{_loosely(rest)}(?!\w)", plain_text(text)
        ):
            parted.add((_as_written(number, text), day_in(rest)))
    return parted.pop() if len(parted) == 1 else ("", None)


def _as_written(number: str, text: str) -> str:
    """Return a number with the spaces and dashes it has in the text; without them where it stands nowhere in it."""
    found = re.search(_loosely(number), one_line(text))
    return " ".join(found[0].split()) if found else number


def _loosely(words: str) -> str:
    """Return a pattern of these words with spaces and any dash; never with a gap between two figures."""
    signs = [DASHES if sign == "-" else re.escape(sign) for sign in words]
    gaps = ["" if one.isdigit() and two.isdigit() else r"\s*" for one, two in pairwise(words)]
    return "".join(part for pair in zip_longest(signs, gaps, fillvalue="") for part in pair)


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
    """Return the first anchor that was left unfilled in a returned PDF, empty where none was.

    What a citizen wrote as ${…} is none: it went there in other signs (docgen/documents/marks.py).
    """
    found = _ANY_ANCHOR.search(re.sub(r"\s", "", text))
    return found[0] if found else ""


def refusal(state: CopyState, words: Sameness) -> str:
    """Return why a returned PDF cannot make its paper a signed one; empty where it can, asked or not."""
    row = COPY_STATES[state]
    if state is CopyState.BELUM:
        return "PDF ini belum diperiksa. Tekan “Periksa lagi”."
    if state is CopyState.PINDAIAN:
        return "PDF ini tidak memuat tanda tangan elektronik. Unduh PDF yang sudah ditandatangani, lalu unggah lagi."
    if not row.counts and not (state is CopyState.TEKS_BELUM and words.put_back):
        return row.sentence
    # Whoever vouches for the signature, it has to be under these words; what covers them is read by a person.
    return "" if state is CopyState.TEKS_TERTUTUP else _OTHER_WORDS.get(words, "")


def surely_unsigned(state: CopyState, words: Sameness) -> bool:
    """Whether a PDF that came back is surely no signed form of its paper: no signature, other words, or broken."""
    if state in (CopyState.BELUM, CopyState.TEKS_BELUM):
        return False  # nobody has looked yet
    other = words is Sameness.DIFFERENT and state is not CopyState.TEKS_TERTUTUP
    return state is CopyState.PINDAIAN or not COPY_STATES[state].counts or other


def questions(expected: Expected, came: Came, typed: Typed) -> tuple[Question, ...]:
    """Return what has to be said yes to, in the order of the paper: number, date, signer, state of the signature."""
    return (
        *_number(expected, came, typed),
        *_day(expected, came, typed),
        *_signer(expected, came),
        *_state(came),
        *_since(expected),
    )


def _number(expected: Expected, came: Came, typed: Typed) -> Iterator[Question]:
    number = typed.number
    if came.number and number and _bare(came.number) != _bare(number):
        words = f"Terbaca pada PDF nomor {came.number}, Anda mengetik {number}. Pakai yang saya ketik."
        yield Question("nomor_terbaca", words)
    if expected.number and number and _bare(expected.number) != _bare(number):
        words = f"Nomor pada PDF {number}, yang dicatat saat diserahkan {expected.number}. Pakai nomor pada PDF."
        yield Question("nomor", words)
    elif number and expected.pattern and not re.fullmatch(expected.pattern, number):
        yield Question("nomor", f"Nomor {number} tidak berpola nomor kantor ini. Pakai nomor itu.")


def _day(expected: Expected, came: Came, typed: Typed) -> Iterator[Question]:
    if came.day is not None and typed.day is not None and came.day != typed.day:
        words = f"Terbaca pada PDF tanggal {came.day:%d-%m-%Y}, Anda mengisi {typed.day:%d-%m-%Y}."
        yield Question("tanggal_terbaca", f"{words} Pakai yang saya isi.")
    day, said = (came.day, "pada PDF") if came.day is not None else (typed.day, "yang diisi")
    if day is None:
        return
    if came.signed_at is not None and day != (signed := to_wib(came.signed_at).date()):
        words = f"Tanggal {said} {day:%d-%m-%Y}, tanda tangannya dibuat {signed:%d-%m-%Y}."
        yield Question("tanggal", f"{words} Pakai tanggal {said}.")
    elif day < (sent := to_wib(expected.sent_at).date()):
        words = f"Tanggal {said} {day:%d-%m-%Y}, sebelum diserahkan {sent:%d-%m-%Y}."
        yield Question("tanggal", f"{words} Pakai tanggal {said}.")


def _signer(expected: Expected, came: Came) -> Iterator[Question]:
    if not same_person(came.signer, expected.signer):
        named = came.signer or "tidak terbaca"
        words = f"Nama pada sertifikat {named}, penanda tangan naskah ini {expected.signer or 'belum diisi'}."
        yield Question("penanda_tangan", f"{words} Ia berwenang menandatanganinya.")


def _state(came: Came) -> Iterator[Question]:
    row = COPY_STATES[came.state]
    if row.tone is Tone.WARN:
        words = f"Keadaan tanda tangannya: {row.label}. Saya sudah membaca PDF-nya dan memeriksanya."
        yield Question("keadaan", words)


def _since(expected: Expected) -> Iterator[Question]:
    for what in expected.since:
        yield Question("sejak_diserahkan", f"{what} Tetap terbitkan naskah yang sudah ditandatangani.")


def _bare(number: str) -> str:
    return plain_text("".join(number.split())).casefold()
