"""Reads a staff list pasted from a spreadsheet: its cells, which row names the columns, what each column holds."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from models.rules.core.errors import RuleBroken

MOST_ROWS, MOST_CHARACTERS = 500, 100_000
_HEADER_WITHIN = 8  # titles above the names of the columns


class Field(StrEnum):
    """What is taken from a list."""

    NAMA = "nama"
    NIP = "nip"
    PANGKAT = "pangkat"
    JABATAN = "jabatan"
    SEKSI = "seksi"
    TELEPON = "telepon"
    MULAI = "mulai"


FIELD_LABELS: dict[Field, str] = {
    Field.NAMA: "Nama",
    Field.NIP: "NIP",
    Field.PANGKAT: "Pangkat/golongan",
    Field.JABATAN: "Jabatan",
    Field.SEKSI: "Seksi",
    Field.TELEPON: "Telepon",
    Field.MULAI: "Mulai menjabat",
}

# How offices name such columns; a name counts where it stands at the beginning of the column's.
_NAMES: dict[Field, tuple[str, ...]] = {
    Field.NAMA: ("nama",),
    Field.NIP: ("nip", "ni pppk", "nomor induk"),
    Field.PANGKAT: ("pangkat", "gol"),
    Field.JABATAN: ("jabatan", "nama jabatan"),
    Field.SEKSI: ("seksi", "bagian", "unit", "subbag", "bidang", "sub seksi", "subseksi"),
    Field.TELEPON: ("telepon", "telp", "tlp", "hp", "no hp", "nomor hp", "no telp", "nomor telepon", "no wa", "wa",
                    "whatsapp", "nomor wa", "handphone", "no handphone"),
    Field.MULAI: ("tmt", "mulai", "sejak", "tanggal mulai"),
}  # fmt: skip


class ListUnreadable(RuleBroken):
    """Tempel daftar pegawainya: salin barisnya di lembar kerja, lalu tempel di kotak ini."""


@dataclass(frozen=True)
class SheetRow:
    """One row as pasted; `line` is its number in the paste, as a person counts it."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class StaffTable:
    """A pasted list: the names of its columns where a row has them, what each column holds, and its rows."""

    names: tuple[str, ...]
    columns: tuple[Field | None, ...]
    rows: tuple[SheetRow, ...]
    header: int = 0  # its line; 0: no row names the columns
    above: int = 0  # filled rows before it, which were passed over

    @property
    def complete(self) -> bool:
        """Whether it is known where the names stand."""
        return Field.NAMA in self.columns


def read_staff_table(text: str, chosen: Mapping[int, str] | None = None) -> StaffTable:
    """Return the table in a paste, separated by tabs or else semicolons. Raises ListUnreadable.

    `chosen`: what a person said each column holds, by its place; without it the row of names says so.
    """
    rows = _rows(text)
    place = next((at for at, row in enumerate(rows[:_HEADER_WITHIN]) if _is_header(row.cells)), None)
    width = max(len(row.cells) for row in rows)
    names = _wide(rows[place].cells if place is not None else (), width)
    found = _columns(names) if place is not None else (None,) * width
    columns = _chosen(chosen, width) if chosen else found
    below = rows if place is None else rows[place + 1 :]
    kept = tuple(row for row in below if not _numbers_columns(row.cells))
    return StaffTable(names, columns, kept, rows[place].line if place is not None else 0, place or 0)


def _rows(text: str) -> list[SheetRow]:
    if not text.strip():
        raise ListUnreadable
    if len(text) > MOST_CHARACTERS:
        raise ListUnreadable(f"Daftarnya lebih dari {MOST_CHARACTERS} karakter. Tempel dalam beberapa bagian.")
    rows = [SheetRow(line, tuple(_clean(cell) for cell in cells)) for line, cells in _read(text)]
    filled = [row for row in rows if any(row.cells)]
    if not filled or max(len(row.cells) for row in filled) < 2:
        raise ListUnreadable(
            "Kolomnya tidak terlihat. Salin selnya dari lembar kerja (bukan PDF), atau pisahkan dengan titik koma."
        )
    if len(filled) > MOST_ROWS:
        raise ListUnreadable(f"Daftarnya lebih dari {MOST_ROWS} baris. Tempel dalam beberapa bagian.")
    return filled


def _read(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines with their cells; a cell with a line break inside is quoted by spreadsheets."""
    mark = "\t" if "\t" in text else ";"
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    reader, found, before = csv.reader(StringIO(lines, newline=""), delimiter=mark), [], 0
    for cells in reader:
        found.append((before + 1, cells))
        before = reader.line_num
    # A stray quote would swallow the rest of the list.
    if any(mark in cell or cell.count("\n") > 3 for _, cells in found for cell in cells):
        return [(at, line.split(mark)) for at, line in enumerate(lines.split("\n"), 1)]
    return found


def _clean(cell: str) -> str:
    """Return a cell without spaces around and without the apostrophe by which spreadsheets mark text."""
    kept = "\n".join(" ".join(line.split()) for line in cell.replace("\xa0", " ").split("\n") if line.strip())
    return kept.removeprefix("'").strip()


def plain(text: str) -> str:
    """Return words in small letters without marks between them."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())


def field_of(name: str) -> Field | None:
    """Return what a column of this name holds."""
    words = plain(name)
    fits = [
        (len(known), field)
        for field, names in _NAMES.items()
        for known in names
        if words == known or words.startswith(f"{known} ")
    ]
    return max(fits)[1] if fits else None


def _is_header(cells: Sequence[str]) -> bool:
    return len({field_of(cell) for cell in cells} - {None}) >= 2


def _columns(names: Sequence[str]) -> tuple[Field | None, ...]:
    """Return what each column holds, each at most once: the first that fits."""
    found: list[Field | None] = []
    for name in names:
        field = field_of(name)
        found.append(None if field in found else field)
    return tuple(found)


def _chosen(chosen: Mapping[int, str], width: int) -> tuple[Field | None, ...]:
    given = [Field(chosen[at]) if chosen.get(at) in list(Field) else None for at in range(width)]
    twice = next((field for field in Field if given.count(field) > 1), None)
    if twice is not None:
        raise ListUnreadable(f"Dua kolom dipilih sebagai {FIELD_LABELS[twice]}. Pilih satu saja.")
    return tuple(given)


def _wide(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))


def _numbers_columns(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns, as in (1) (2) (3)."""
    bare = [cell.strip("() ") for cell in cells if cell]
    return len(bare) > 1 and bare == [str(at) for at in range(1, len(bare) + 1)]
