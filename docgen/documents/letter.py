"""What every letter of the office shares: letterhead, head, signature block and copies (notadinas §2, §3.1).

Facts (JSON types) common to all papers, which each document's own module adds to:

kop       {lines: list of the institution lines, the office last; address, web, email: str, may be ""; logo: a picture
          as base64, or null for the one in the template}
office    str, the office as written in running text; becomes the author of the file
keamanan  "B" | "T" | "R" | "SR": security class; B prints nothing
copy      str, the copy number of an R or SR paper, else ""
signer    {title_lines: list of str as printed above the name, e.g. ["a.n. Kepala Kantor", "Kepala Seksi …"];
          name, nip: str, "" while the office has not entered them}
mode      "basah" (room for a pen) | "srikandi" (the anchors ${…} that SRIKANDI fills in)

and of letters, `head`:

number    str, or null for a draft
date      ISO date, or null for a draft
sifat     "Biasa" | "Segera" | "Sangat Segera"
lampiran  int, how many files go with it
yth, dari, hal   str, one line each
tembusan  list of str, may be empty
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import date

from docgen.documents.reading import FactsReader
from docgen.errors import FieldMissing, FieldWrong
from docgen.wording import BLANK, attached, listed, long_date, nip
from models.rules.papers.documents import SecurityClass, Sifat

LOGO_LIMIT = 1_000_000  # octets
MODES = ("basah", "srikandi")


@dataclass(frozen=True)
class Kop:
    """The letterhead; `lines` ends with the office, printed larger."""

    lines: tuple[str, ...]
    address: str
    web: str
    email: str
    logo: bytes | None


@dataclass(frozen=True)
class Signer:
    """The signature block."""

    title_lines: tuple[str, ...]
    name: str
    nip: str


@dataclass(frozen=True)
class Paper:
    """What every paper has."""

    kop: Kop
    office: str
    keamanan: str
    copy: str
    signer: Signer
    mode: str


@dataclass(frozen=True)
class Head:
    """What every letter has beside that."""

    number: str
    date: date | None
    sifat: str
    lampiran: int
    yth: str
    dari: str
    hal: str
    tembusan: tuple[str, ...]


def read_paper(facts: FactsReader) -> Paper:
    """Read what every paper has."""
    return Paper(
        kop=_read_kop(facts.inner("kop")),
        office=facts.filled_line("office"),
        keamanan=facts.one_of("keamanan", tuple(SecurityClass)),
        copy=facts.line("copy"),
        signer=read_signer(facts.inner("signer")),
        mode=facts.one_of("mode", MODES),
    )


def read_head(facts: FactsReader) -> Head:
    """Read what every letter has beside that."""
    return Head(
        number=facts.line("number"),
        date=facts.day_or_none("date"),
        sifat=facts.one_of("sifat", tuple(Sifat)),
        lampiran=facts.count("lampiran"),
        yth=facts.filled_line("yth"),
        dari=facts.filled_line("dari"),
        hal=facts.filled_line("hal"),
        tembusan=facts.lines("tembusan"),
    )


def paper_context(paper: Paper) -> dict[str, object]:
    """Return the template's words for letterhead, security class and signature."""
    contact = (("Laman", paper.kop.web), ("Pos-el", paper.kop.email))
    return {
        "kop": {
            "baris": list(paper.kop.lines[:-1]),
            "kantor": paper.kop.lines[-1],
            "alamat": paper.kop.address,
            "kontak": ", ".join(f"{label}: {value}" for label, value in contact if value),
        },
        "keamanan": _security_context(paper),
        "ttd": signature_context(paper.signer, paper.mode),
    }


def head_context(head: Head, mode: str) -> dict[str, object]:
    """Return the words for the head of a letter and its copies; a draft shows dots or SRIKANDI's anchors."""
    anchored = mode == "srikandi"
    return {
        "nomor": head.number or ("${nomor_naskah}" if anchored else BLANK),
        "tanggal": "${tanggal_naskah}" if anchored and head.date is None else long_date(head.date),
        "sifat": head.sifat,
        "lampiran": attached(head.lampiran),
        "yth": head.yth,
        "dari": head.dari,
        "hal": head.hal,
        "tembusan": listed(list(head.tembusan)),
    }


def _read_kop(facts: FactsReader) -> Kop:
    lines = facts.lines("lines")
    if not lines:
        raise FieldMissing(facts.name("lines"))
    logo = read_picture(facts, "logo", LOGO_LIMIT)
    return Kop(lines, facts.line("address"), facts.line("web"), facts.line("email"), logo)


def read_picture(facts: FactsReader, key: str, limit: int) -> bytes | None:
    """Read a picture of at most so many octets, written as base64; null or nothing is no picture."""
    text = facts.encoded(key)
    if not text:
        return None
    try:
        picture = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as err:
        raise FieldWrong(facts.name(key), "berkas gambar dalam base64") from err
    if len(picture) > limit:
        raise FieldWrong(facts.name(key), f"gambar paling besar {limit // 1_000_000} MB")
    return picture


def read_signer(facts: FactsReader) -> Signer:
    """Read who signs: the lines above the name, the name, the NIP."""
    titles = facts.lines("title_lines")
    if not titles:
        raise FieldMissing(facts.name("title_lines"))
    return Signer(titles, facts.line("name"), facts.line("nip"))


def _security_context(paper: Paper) -> dict[str, object]:
    """T is printed in black, R and SR in red with the copy's number (Bapanas 3/2022 art. 39, notadinas §2)."""
    secret = paper.keamanan in (SecurityClass.RAHASIA, SecurityClass.SANGAT_RAHASIA)
    copy = f" – Salinan nomor {paper.copy}" if secret and paper.copy else ""
    return {
        "merah": paper.keamanan + copy if secret else "",
        "hitam": paper.keamanan if paper.keamanan == SecurityClass.TERBATAS else "",
    }


def signature_context(signer: Signer, mode: str) -> dict[str, object]:
    """Return the template's words for a signature block; a name not entered yet is dots, or SRIKANDI's anchor."""
    anchored = mode == "srikandi"
    *principals, title = signer.title_lines
    return {
        "jabatan": [*principals, title.rstrip(",") + ","],
        "jangkar": "${ttd_pengirim}" if anchored else "",
        "nama": signer.name or ("${nama_pengirim}" if anchored else BLANK * 5),
        "nip": f"NIP {nip(signer.nip) or ('${nip_pengirim}' if anchored else BLANK * 3)}",
    }
