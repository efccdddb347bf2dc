"""What is found of a breach of personal data (UU 27/2022, Pasal 46): how sure, which data, what nobody can know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.privacy.looks import LOOKS

# The same person at the same thing is recorded once within this: a look of the rightful owner just before covers one
# of whoever came after him, so what was recorded so long before is told as possible.
COVERED = max(row.same_within for row in LOOKS.values())


class Kind(StrEnum):
    """What happened."""

    ACCOUNT = "akun"  # somebody else used an account
    FILE = "berkas"  # a file that left the office is in wrong hands
    DISK = "cakram"  # a disk, server or gateway PC with the database on it is lost
    BACKUP = "cadangan"


KIND_WORDS: Mapping[Kind, str] = {
    Kind.ACCOUNT: "akun dipakai orang lain",
    Kind.FILE: "berkas di tangan yang salah",
    Kind.DISK: "cakram atau komputer hilang",
    Kind.BACKUP: "cadangan hilang",
}


class Notice(StrEnum):
    """To whom the notice of a breach goes (Pasal 46)."""

    PEOPLE = "orangnya"
    INSTITUTION = "lembaga"


TOLD = tuple(Notice)


class Surety(StrEnum):
    """How sure it is that a person is affected."""

    CERTAIN = "pasti"
    POSSIBLE = "mungkin"


class Data(StrEnum):
    """Which of a person's data."""

    WORDS = "isi"
    IDENTITY = "identitas"
    FILES = "berkas"


DATA_WORDS: Mapping[Data, str] = {
    Data.WORDS: "isi pengaduan dan percakapan",
    Data.IDENTITY: "nama dan kontak",
    Data.FILES: "lampiran, naskah, atau foto",
}
WHOLE = frozenset(Data)
TALK = frozenset({Data.WORDS, Data.IDENTITY})


@dataclass(frozen=True)
class Shown:
    """That a case (or, in none, what a contact wrote) was seen or taken: when, how sure, what of it, and by what."""

    case: int | None
    at: datetime
    surety: Surety
    data: frozenset[Data]
    evidence: str = ""  # the row of the audit trail: its chain and number; empty: no row tells it
    contact: int | None = None  # whose file or message it was, where not all of the case was shown
    whole: bool = True  # of the case everything, so everybody who wrote in it
    masked: bool = True  # as the program shows a protected case; False: its complainant stood in it


@dataclass(frozen=True)
class Affected:
    """One line of the list: a person, or a case whose complainant stays masked."""

    surety: Surety
    name: str
    cases: tuple[str, ...]
    ways: tuple[str, ...]
    data: frozenset[Data]
    first: datetime
    last: datetime
    evidence: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """The whole answer: the lines, what else was done, and what cannot be known."""

    rows: tuple[Affected, ...]
    unknown: tuple[str, ...]
    done: tuple[str, ...] = field(default=())

    def count(self, surety: Surety) -> int:
        """Return how many lines are so sure."""
        return sum(row.surety is surety for row in self.rows)


NOT_KEPT = (
    "Daftar, antrean, hasil pencarian, dan laporan memperlihatkan kasus tanpa mencatat yang mana: semua kasus yang "
    "dapat dicapai akun itu disebut “mungkin”."
)
MAY_LACK = (
    "Pembukaan kasus disimpan sedetik sekali: bila program mati mendadak, yang dibuka dalam detik itu tidak "
    "tercatat. Berkas dan identitas tercatat sebelum diperlihatkan."
)
PAST_TRAIL = "Yang dibaca langsung dari basis data, berkas, atau cadangan tidak ada di jejak audit."
SINCE = "Pembukaan kasus dan berkas baru dicatat sejak {}: sebelum itu hanya “mungkin” yang dapat disebut."
NEVER = "Kantor ini belum mencatat pembukaan kasus dan berkas: hanya “mungkin” yang dapat disebut."
RESTORED = "Cadangan dipulihkan {}: yang tercatat antara pembuatan cadangan itu dan pemulihannya hilang dari jejak."
UNREAD = "Apakah isinya dibaca orang tidak dapat diketahui: yang disebut adalah semua yang termuat di dalamnya."
NO_SIGN = "Tidak ada tanda di jejak audit bahwa akun itu dipakai pada waktu itu."
ERASED = (
    "Isi kasus yang dimusnahkan dapat masih ada di cakram sampai berkas basis data ditulis ulang; yang demikian "
    "disebut “mungkin”."
)
CLOCK = "Waktu pada jejak adalah jam komputer saat itu; bila jamnya salah, geser rentangnya."
DESTROYED = "kasus sudah dimusnahkan: orangnya tidak dapat dihubungi dari program"
MASKED = "identitas dirahasiakan: hubungi lewat Lihat identitas pada kasusnya"
NO_WAY = "tidak ada cara menghubungi yang tersimpan"
LIMIT = timedelta(hours=72)  # Pasal 46: 3 × 24 jam


def notice_words(number: int, kind: Kind, due_at: datetime, lacking: tuple[Notice, ...], now: datetime) -> str:
    """Return one line about a breach whose notice lacks: which, to whom, until when, and whether that is over."""
    hours = int((due_at - now) / timedelta(hours=1))
    left = f"{hours} jam lagi" if now <= due_at else "sudah lewat"
    return f"no. {number} ({KIND_WORDS[kind]}) kepada {' dan '.join(lacking)}, {left}"
