"""Packs what is uploaded to SRIKANDI into one ZIP: the same draft gives the same bytes."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from models.rules.papers.srikandi_form import TAKEN_ENDINGS, FormField

SHEET = "Isian SRIKANDI.txt"
TAKEN, NOT_TAKEN = "Lampiran", "Lampiran yang tidak diterima SRIKANDI"
_TIME = (1980, 1, 1, 0, 0, 0)
_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".mp4", ".docx", ".pdf", ".ogg", ".zip")  # packing again gains nothing


@dataclass(frozen=True)
class Package:
    """A package: the Word file with its name, what to enter where, the enclosures by name, and what is missing."""

    word_name: str
    word: bytes
    about: str  # which paper of which case
    fields: Sequence[FormField]
    enclosures: Mapping[str, bytes]
    missing: Sequence[str] = ()


def place_of(name: str) -> str:
    """Return the folder of an enclosure: by whether SRIKANDI's form takes such a file."""
    return TAKEN if name.lower().endswith(TAKEN_ENDINGS) else NOT_TAKEN


def write_package(target: IO[bytes], package: Package) -> None:
    """Write the ZIP."""
    with zipfile.ZipFile(target, "w") as archive:
        _put(archive, package.word_name, package.word)
        _put(archive, SHEET, sheet(package).encode("utf-8", "backslashreplace"))
        for name, content in package.enclosures.items():
            _put(archive, f"{place_of(name)}/{name}", content)


def sheet(package: Package) -> str:
    """Return the text to copy from: one field after the other, in the order of the form."""
    lines = [f"Isian Registrasi Naskah Keluar SRIKANDI untuk {package.about}", ""]
    for place, each in enumerate(package.fields, 1):
        lines.append(f"{place}. {each.label}: {each.value}" + (f"   [{each.hint}]" if each.hint else ""))
    lines += ["", f"Unggah “{package.word_name}” tanpa mengubah tanda ${{…}} di dalamnya."]
    unfit = [name for name in package.enclosures if place_of(name) == NOT_TAKEN]
    if unfit:
        lines.append(f"Tidak diterima SRIKANDI, sampaikan dengan cara lain: {'; '.join(unfit)}.")
    lines += [f"Tidak ada di paket ini: {each}." for each in package.missing]
    return "\r\n".join(lines) + "\r\n"


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_PACKED) else zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)
