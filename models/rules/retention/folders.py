"""Where a case's paper folder stands, who may be lent it and until when, and what is wrong with what was typed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.core.errors import RuleBroken

LONGEST_NAME, MOST_SHEETS, LONGEST_LOAN = 40, 9_999, timedelta(days=366)


class FolderRefused(RuleBroken):
    """Tempat atau peminjaman berkas ini tidak dapat dicatat."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a folder stands: room, rack and box as they are written there and on labels."""

    room: str
    rack: str
    box: str

    @property
    def words(self) -> str:
        """Return the place as one line."""
        return f"{self.room}, rak {self.rack}, boks {self.box}"


def place_named(words: str) -> Place | None:
    """Return the place that a box's label says, as it is scanned; None where the words are no place."""
    found = re.fullmatch(r"(.+), rak (.+), boks (.+)", words.strip())
    return Place(*found.groups()) if found else None


def check_place(room: str, rack: str, box: str, sheets: str) -> tuple[Place, int]:
    """Return the place and the count of sheets that were typed. Raises FolderRefused for a missing or wrong one."""
    named = {"ruang": room, "rak": rack, "boks": box}
    told = {name: " ".join(words.split()) for name, words in named.items()}
    lacking = [name for name, words in told.items() if not words]
    if lacking:
        raise FolderRefused(f"Isi {', '.join(lacking)} tempat berkas kertasnya.")
    if long := [name for name, words in told.items() if len(words) > LONGEST_NAME]:
        raise FolderRefused(f"Isian {', '.join(long)} paling panjang {LONGEST_NAME} huruf.")
    count = int(sheets) if sheets.isascii() and sheets.isdigit() and len(sheets) < 5 else 0
    if not 0 < count <= MOST_SHEETS:
        raise FolderRefused(f"Hitung lembar di dalam berkasnya dan isi bilangan 1 sampai {MOST_SHEETS}.")
    return Place(told["ruang"], told["rak"], told["boks"]), count


def check_free(lent: bool, handed_over: bool) -> None:
    """Raise FolderRefused where a folder is not with the unit: `lent`, or `handed_over` to the records centre."""
    if handed_over:
        raise FolderRefused("Berkas ini di unit kearsipan. Setelah diterima, catat kembalinya lebih dahulu.")
    if lent:
        raise FolderRefused("Berkas ini sedang dipinjam. Catat kembalinya lebih dahulu.")


def check_loan(borrower: str, purpose: str, due: date, today: date, placed: bool) -> None:
    """Raise FolderRefused where a folder cannot be lent so; it must be `placed` somewhere."""
    if not placed:
        raise FolderRefused("Berkas kertas kasus ini belum dicatat di rak, jadi belum dapat dipinjamkan.")
    if not borrower.strip():
        raise FolderRefused("Isi nama peminjamnya.")
    if not purpose.strip():
        raise FolderRefused("Isi untuk apa berkasnya dipinjam.")
    if due < today:
        raise FolderRefused("Tanggal harus kembali sudah lewat. Periksa tanggalnya.")
    if due > today + LONGEST_LOAN:
        raise FolderRefused("Peminjaman paling lama setahun. Isi tanggal yang lebih dekat.")


def is_overdue(due: date, today: date) -> bool:
    """Whether a folder should have come back: the day it was due is over."""
    return due < today
