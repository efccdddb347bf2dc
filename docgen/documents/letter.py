"""What papers share: letterhead, security class, signatures, head of a letter, the complaint (notadinas §2, §3.1).

kop is the letterhead: its lines end with the office. Its emblem, null for none: {sha256, width and height in pixels,
mm high on paper, picture: the PNG as base64, which is read from the store when the paper is made}.
office, the office as written in running text, becomes the author of the file. copy is the number of an R or SR paper.
A signer is {title_lines: list of str as printed above the name, name, nip: "" while the office has not entered them}.
mode is "basah" (room for a pen), "srikandi" (the anchors ${…} that SRIKANDI fills in) or "layanan": number, date and
name are ours, and `anchor` is where the office's own service puts its signature.
"""

from collections.abc import Callable, Sequence
from datetime import date

from docgen.documents.declaring import Field, Fields, Printed
from docgen.documents.printing import (
    day,
    files_attached,
    filled_line,
    line,
    line_or_untold,
    numbered_list,
    one_of,
    read_picture,
    receipt,
)
from docgen.documents.reading import FactsReader
from docgen.errors import FieldMissing, FieldWrong
from docgen.letterhead.block import TAG, Emblem, Letterhead
from docgen.placed import is_png
from docgen.wording import BLANK, english_date, long_date, nip
from models.rules.papers.documents import SecurityClass, Sifat
from models.rules.papers.letterheads import SHORTEST_MM, TALLEST_MM

EMBLEM_LIMIT = 1_000_000  # octets
MODES = ("basah", "srikandi", "layanan")


def _institution_lines(facts: FactsReader, key: str) -> list[str]:
    lines = list(facts.lines(key))
    if not lines:
        raise FieldMissing(facts.name(key))
    return lines


def _contact(facts: FactsReader, _key: str) -> str:
    reached = (("Laman", facts.line("web")), ("Pos-el", facts.line("email")))
    return ", ".join(f"{label}: {value}" for label, value in reached if value)


def _security(facts: FactsReader, key: str) -> dict[str, object]:
    return security_words(facts.one_of(key, tuple(SecurityClass)), facts.line("copy"))


def security_words(keamanan: str, copy: str) -> dict[str, object]:
    """Return T to print in black, R and SR in red with the copy's number (Bapanas 3/2022 art. 39, notadinas §2)."""
    secret = keamanan in (SecurityClass.RAHASIA, SecurityClass.SANGAT_RAHASIA)
    return {
        "merah": keamanan + (f" – Salinan nomor {copy}" if copy else "") if secret else "",
        "hitam": keamanan if keamanan == SecurityClass.TERBATAS else "",
    }


def _anchored(facts: FactsReader) -> bool:
    return facts.one_of("mode", MODES) == "srikandi"


def signature(facts: FactsReader, key: str) -> dict[str, object]:
    """Print the block of who signs; a name not entered yet is dots, or SRIKANDI's anchor."""
    mark = facts.line_if_told("anchor") if facts.one_of("mode", MODES) == "layanan" else ""
    return _signature(facts.inner(key), anchored=_anchored(facts), mark=mark)


def witness(facts: FactsReader, key: str) -> dict[str, object]:
    """Print the block of who stands under “Mengetahui,”, which SRIKANDI never fills in."""
    return _signature(facts.inner(key), anchored=False)


def _signature(signer: FactsReader, *, anchored: bool, mark: str = "") -> dict[str, object]:
    titles = signer.lines("title_lines")
    if not titles:
        raise FieldMissing(signer.name("title_lines"))
    return signature_words(titles, signer.line("name"), signer.line("nip"), anchored=anchored, mark=mark)


def signature_words(
    titles: Sequence[str], name: str, number: str, *, anchored: bool = False, mark: str = ""
) -> dict[str, object]:
    """Return the template's words for a signature block; only the signer's own title ends with a comma."""
    *principals, title = titles
    return {
        "jabatan": [*principals, title.rstrip(",") + ","],
        "jangkar": "${ttd_pengirim}" if anchored else mark,
        "nama": name or ("${nama_pengirim}" if anchored else BLANK * 5),
        "nip": f"NIP {nip(number) or ('${nip_pengirim}' if anchored else BLANK * 3)}",
    }


def _number(facts: FactsReader, key: str) -> str:
    return facts.line(key) or ("${nomor_naskah}" if _anchored(facts) else BLANK)


def letter_date(worded: Callable[[date | None], str]) -> Printed:
    """Print the day of a letter in some words; a draft has dots, or SRIKANDI's anchor."""

    def printed(facts: FactsReader, key: str) -> str:
        found = facts.day_or_none(key)
        return "${tanggal_naskah}" if found is None and _anchored(facts) else worded(found)

    return printed


def date_translated(facts: FactsReader, key: str) -> str:
    """Print the day by which a translation names its letter; where SRIKANDI dates it, that it stands above.

    SRIKANDI fills in the day in Indonesian, and the issued paper has the words that were signed.
    """
    return "as above" if _anchored(facts) else english_date(facts.day_or_none(key))


def letterhead(facts: FactsReader, key: str) -> Letterhead:
    """Return the letterhead of a paper or of a dossier, drawn where {{p kop_surat }} stands."""
    kop = facts.inner(key)
    *lines, office = _institution_lines(kop, "lines")
    told = kop.inner_or_none("emblem") if kop.tells("emblem") else None
    emblem = _emblem(told) if told is not None else None
    return Letterhead(tuple(lines), office, kop.line("address"), _contact(kop, "web"), emblem)


def _emblem(facts: FactsReader) -> Emblem:
    picture = read_picture(facts, "picture", EMBLEM_LIMIT)
    if picture is None:
        raise FieldMissing(facts.name("picture"))
    width, height, tall = (facts.count(name) for name in ("width", "height", "mm"))
    if not width or not height or not SHORTEST_MM <= tall <= TALLEST_MM or not is_png(picture):
        raise FieldWrong(facts.name("picture"), "lambang yang disiapkan lewat Kop surat")
    return Emblem(picture, width, height, tall)


KOP: Fields = (
    Field(TAG, "kop", letterhead),
    # For templates that an office made before there was the block.
    Field("kop.baris", "kop.lines", lambda facts, key: _institution_lines(facts, key)[:-1]),
    Field("kop.kantor", "kop.lines", lambda facts, key: _institution_lines(facts, key)[-1]),
    Field("kop.alamat", "kop.address", line),
    Field("kop.kontak", "kop.web", _contact),
)
TTD = Field("ttd", "signer", signature, required=True)
PAPER: Fields = (*KOP, Field("keamanan", "keamanan", _security), TTD)
MENGETAHUI = Field("mengetahui", "witness", witness)


def _initials(facts: FactsReader, key: str) -> list[dict[str, object]]:
    """Print who initials a letter by pen, a row with a box each; an electronically signed one has none."""
    asked = facts.lines(key)
    return [] if facts.one_of("mode", MODES) != "basah" else [{"siapa": who} for who in asked]


HEAD: Fields = (
    Field("nomor", "number", _number, required=True),  # null for a draft, as its date
    Field("tanggal", "date", letter_date(long_date), required=True),
    Field("sifat", "sifat", one_of(tuple(Sifat))),
    Field("lampiran", "lampiran", files_attached),  # how many; `attachments` names them
    Field("yth", "yth", filled_line, required=True),
    Field("dari", "dari", filled_line, required=True),
    Field("hal", "hal", filled_line, required=True),
    Field("tembusan", "tembusan", numbered_list),
    Field("paraf", "paraf", _initials),
)
# The place and day a paper is signed at.
SIGNED_AT: Fields = (Field("kota", "kota", filled_line), Field("tanggal", "date", day))

REGISTRATION: Fields = (
    Field("no_reg", "registration.number", filled_line, required=True),
    Field("diterima", "registration.received", receipt),
    Field("sarana", "registration.channel", filled_line),
    Field("pelapor", "registration.reporter", line_or_untold),  # already masked for the reader
    Field("pokok", "registration.subject", filled_line),
)
