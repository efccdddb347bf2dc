"""Reads a classification scheme (with JRA) row by row, tells every fault, and says how long a code keeps."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.rules.core.errors import RuleBroken
from models.rules.retention.retention import FATE_LABELS, Fate, KeepingClass

CODE = re.compile(r"^[A-Z]{2}(\.\d{2}){0,3}$")
MOST_ROWS, LONGEST_TITLE, MOST_YEARS = 5_000, 200, 100
_HEADER_WITHIN = 8  # titles above the names of the columns
# What offices call the columns; a name counts where it stands at the beginning of the column's.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "code": ("kode",),
    "title": ("judul", "arti", "uraian", "jenis", "klasifikasi", "masalah"),
    "inactive": ("inaktif", "retensi inaktif", "tahun inaktif"),
    "active": ("aktif", "retensi aktif", "tahun aktif"),
    "fate": ("nasib", "keterangan", "ket"),
}
_FATES: Mapping[str, Fate] = {label.lower(): fate for fate, label in FATE_LABELS.items()} | {
    str(fate): fate for fate in Fate
}
_ORDER = (Fate.MUSNAH, Fate.DINILAI_KEMBALI, Fate.PERMANEN)


class SchemeUnreadable(RuleBroken):
    """Berkas ini bukan tabel skema. Baris judulnya memuat kode, judul, aktif, inaktif, dan nasib akhir."""


@dataclass(frozen=True)
class SchemeRow:
    """One code; without years and fate it is only a heading, or a code of letters."""

    code: str
    title: str
    active_years: int | None = None
    inactive_years: int | None = None
    fate: Fate | None = None


@dataclass(frozen=True)
class SchemeRead:
    """What a file holds: its codes, and every fault with the number of its row as a spreadsheet shows it."""

    rows: tuple[SchemeRow, ...]
    faults: tuple[str, ...]


def read_scheme(cells: Sequence[Sequence[str]]) -> SchemeRead:
    """Return the codes of a table and all its faults. Raises SchemeUnreadable where no row names the columns."""
    if len(cells) > MOST_ROWS:
        raise SchemeUnreadable(f"Berkas ini lebih dari {MOST_ROWS} baris. Bagi atau kosongkan baris yang berlebih.")
    places = [(at, _columns(row)) for at, row in enumerate(cells[:_HEADER_WITHIN])]
    header = next(((at, found) for at, found in places if found.keys() == _NAMES.keys()), None)
    if header is None:
        raise SchemeUnreadable
    rows, faults, seen = list[SchemeRow](), list[str](), dict[str, int]()
    for line, row in enumerate(cells[header[0] + 1 :], header[0] + 2):
        told = {name: row[place].strip() if place < len(row) else "" for name, place in header[1].items()}
        if not any(told.values()):
            continue
        wrong = [*_faults(told), *_doubled(told["code"], seen)]
        seen.setdefault(told["code"], line)
        faults += [f"Baris {line}: {fault}" for fault in wrong]
        if not wrong:
            rows.append(_row(told))
    return SchemeRead(tuple(rows), tuple(faults) or (() if rows else ("Tidak ada satu pun kode di bawah judulnya.",)))


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        words = " ".join(cell.lower().split())
        name = next((key for key, names in _NAMES.items() if words.startswith(names)), None)
        if name is not None:
            found.setdefault(name, place)
    return found


def _faults(told: Mapping[str, str]) -> list[str]:
    faults = []
    if not CODE.match(told["code"]):
        faults.append(f"kode “{told['code'][:20]}” tidak berbentuk seperti UM.01.01.")
    if not told["title"]:
        faults.append("judulnya kosong.")
    if len(told["title"]) > LONGEST_TITLE:
        faults.append(f"judulnya lebih dari {LONGEST_TITLE} huruf.")
    kept = [told[name] for name in ("active", "inactive", "fate")]
    if any(kept) and not all(kept):
        faults.append("isi ketiganya (aktif, inaktif, nasib akhir), atau kosongkan ketiganya.")
    for name, label in (("active", "aktif"), ("inactive", "inaktif")):
        if told[name] and _years(told[name]) is None:
            faults.append(f"tahun {label} “{told[name][:20]}” bukan bilangan bulat 0 sampai {MOST_YEARS}.")
    if told["fate"] and told["fate"].lower() not in _FATES:
        faults.append(f"nasib akhir “{told['fate'][:30]}” bukan {', '.join(FATE_LABELS.values())}.")
    return faults


def _doubled(code: str, seen: Mapping[str, int]) -> list[str]:
    return [f"kode {code} sudah ada pada baris {seen[code]}."] if code and code in seen else []


def _years(words: str) -> int | None:
    whole = words.removesuffix(".0")  # as a spreadsheet gives whole numbers
    years = int(whole) if whole.isascii() and whole.isdigit() and len(whole) < 4 else None
    return years if years is not None and years <= MOST_YEARS else None


def _row(told: Mapping[str, str]) -> SchemeRow:
    if not told["fate"]:
        return SchemeRow(told["code"], told["title"])
    years = _years(told["active"]), _years(told["inactive"])
    return SchemeRow(told["code"], told["title"], *years, _FATES[told["fate"].lower()])


def check_scheme(name: str, valid_from: date, today: date, latest: date | None) -> None:
    """Raise RuleBroken where a scheme would change what was decided by the one before. `latest`: when that began."""
    if not name.strip():
        raise RuleBroken("Isi nama skemanya, misalnya Imipas 2027.")
    if latest is not None and valid_from < today:
        raise RuleBroken(
            "Skema berikutnya berlaku paling cepat hari ini: kasus dan naskah lama memegang kode zamannya."
        )
    if latest is not None and valid_from <= latest:
        raise RuleBroken("Skema ini tidak lebih baru daripada yang sudah ada. Periksa tanggal mulainya.")


def check_choice(valid_from: date, today: date, chosen_before: bool) -> None:
    """Raise RuleBroken where another code would be given to what has one of its time."""
    if chosen_before and valid_from < today:
        raise RuleBroken("Kode lain berlaku paling cepat hari ini: yang lama memegang kode zamannya.")


def strictest(schedule: KeepingClass, code: SchemeRow | None) -> KeepingClass:
    """Return the class of a case, made as long and as lasting as its archive code asks, never shorter."""
    if code is None or code.fate is None or code.active_years is None or code.inactive_years is None:
        return schedule
    fate = max(schedule.fate, code.fate, key=_ORDER.index)
    whole = max(schedule.active_years + schedule.inactive_years, code.active_years + code.inactive_years)
    active = max(schedule.active_years, code.active_years)
    return replace(schedule, active_years=active, inactive_years=whole - active, fate=fate)
