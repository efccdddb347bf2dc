"""The words of a register: the name of every column, and what became of a corrected one, was and is."""

from collections.abc import Mapping
from typing import NamedTuple

REGISTER_LABELS: dict[str, str] = {
    "position": "No.",
    "number": "No. Registrasi",
    "received": "Tanggal pengaduan",
    "channel": "Sarana",
    "officer": "Nama penerima",
    "name": "Nama",
    "address": "Alamat",
    "phone": "Nomor telepon/HP",
    "email": "E-mail/Fax",
    "place": "Lokasi kejadian",
    "reported": "Pihak yang dilaporkan",
    "time": "Perkiraan waktu kejadian",
    "problem": "Uraian masalah",
    "new": "Kasus baru/lama",
    "follow_up": "Tindak lanjut",
    "status": "Status",
    "on_time": "Tepat waktu",
    "category": "Kategori",
    "section": "Seksi",
    "corrects": "Membetulkan baris",
    "reason": "Alasan pembetulan",
}
# What a correction tells in words outside the register: the short words a figure is counted by, which name nobody.
TOLD = ("status", "on_time", "category", "section")
_SHORT = 80


class Changed(NamedTuple):
    """One column that a line has otherwise than the line it corrects; empty words where they are not told."""

    label: str
    before: str
    after: str


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> list[Changed]:
    """Return what a line says otherwise than the one it corrects, in the register's order."""
    names = [name for name in REGISTER_LABELS if before.get(name) != after.get(name)]
    return [
        Changed(REGISTER_LABELS[name], *((_word(before, name), _word(after, name)) if name in TOLD else ("", "")))
        for name in names
    ]


def changed_words(change: Changed) -> str:
    """Return one change as a part of a sentence: Status semula “Selesai”, kini “Dibatalkan”."""
    if not change.before and not change.after:
        return f"{change.label} dibetulkan"
    return f"{change.label} semula “{change.before}”, kini “{change.after}”"


def _word(facts: Mapping[str, object], name: str) -> str:
    value = facts.get(name)
    if name == "on_time":
        return "–" if value is None else "Ya" if value else "Tidak"
    return str(value or "–")[:_SHORT]
