"""Pages of every type of paper: with an emblem, with an own letterhead, with little and with much to say.

To be looked at in full size after a template or a style was changed: what is ugly, no test says.
"""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.documents import DOCUMENTS
from docgen.documents.examples import examples
from docgen.errors import DocumentError
from docgen.render import Renderer
from tests.docgen.letterhead.emblems import emblem_facts
from tests.docgen.papers import to_pdf
from tests.tools import needs

SHARPNESS = "110"  # dots an inch: small letters can be read
OWN = {
    "lines": [
        "KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA",
        "DIREKTORAT JENDERAL IMIGRASI",
        "KANTOR WILAYAH DIREKTORAT JENDERAL IMIGRASI KEPULAUAN RIAU",
        "KANTOR IMIGRASI KELAS I KHUSUS NON TPI CONTOH NAMA PANJANG SEKALI",
    ],
    "address": "Jalan Jenderal Contoh Nomor 123, Kelurahan Contoh, Kecamatan Contoh, Kota Contoh, Kepri 29000",
    "web": "kantor-contoh-yang-panjang.example",
    "email": "pengaduan@kantor-contoh-yang-panjang.example",
}
_SENTENCE = "Saya menunggu sejak pagi, dan sampai sore hari tidak ada petugas yang memberi keterangan. "
LONG = "\n".join([_SENTENCE * 4] * 5)
MANY = 12  # rows of a list where there is much to say
_WORDED = 20  # letters of a sentence; subjects, titles and names have no full stop


@dataclass(frozen=True)
class Look:
    """One way a paper may look: its name, and the facts it is made of."""

    name: str
    facts: dict[str, Any]


def looks_of(code: str) -> Iterator[Look]:
    """Yield the looks of a type: with emblem, under a long letterhead, with nothing, with much."""
    full, sparse = (dict(facts) for facts in examples(code))
    kop: Any = full["kop"]
    yield Look("lambang", {**full, "kop": {**kop, "emblem": emblem_facts()}})
    yield Look("kop-sendiri", {**full, "kop": {**OWN, "emblem": emblem_facts(width=700, height=400, tall=15)}})
    yield Look("singkat", {**sparse, "kop": {**kop, "emblem": emblem_facts()}})
    yield Look("panjang", {**_lengthened(full), "kop": {**kop, "emblem": emblem_facts(tall=25)}})


def _lengthened(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts with every free text long and every list of rows many."""
    return {key: _longer(value) for key, value in facts.items()}


def _longer(value: Any) -> Any:
    if isinstance(value, str):
        return LONG if value.rstrip().endswith(".") and len(value) >= _WORDED else value
    if isinstance(value, list) and value and isinstance(value[0], dict) and "sha256" not in value[0]:
        return [value[place % len(value)] for place in range(MANY)]
    return value


def make_all(folder: Path, only: list[str] | None = None) -> list[Path]:
    """Draw every page of every look of every type as PNG; return the files. What cannot be lengthened stays full."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = []
    with Renderer() as renderer:
        for code in only or list(DOCUMENTS):
            for look in looks_of(code):
                source = folder / f"{code}_{look.name}.docx"
                source.write_bytes(_made(renderer, code, look))
                sources.append(source)
    drawn = []
    for pdf in to_pdf(needs("libreoffice"), sources, folder / "profil"):
        subprocess.run(
            [needs("pdftoppm"), "-r", SHARPNESS, "-png", pdf, pdf.with_suffix("")], check=True, timeout=120
        )
        drawn += sorted(folder.glob(f"{pdf.stem}-[0-9]*.png"))
    return drawn


def _made(renderer: Renderer, code: str, look: Look) -> bytes:
    try:
        return renderer.render(code, look.facts)
    except DocumentError:
        return renderer.render(code, {**examples(code)[0], "kop": look.facts["kop"]})
