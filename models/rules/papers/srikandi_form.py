"""The fields of SRIKANDI's form Registrasi Naskah Keluar, in its order and words, filled from a paper's facts.

Sources, and where guides differ: tte-arsip §C. What only the office can know is left to it in words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from models.rules.papers.documents import SecurityClass, Sifat
from models.rules.papers.numbering import kind_of_paper
from models.rules.papers.own.own_type import Form, declared_in


class SifatList(StrEnum):
    """Which list of Sifat the office's SRIKANDI shows; guides of 2023 and 2026 differ."""

    KEAMANAN = "keamanan"
    CAMPURAN = "campuran"


SIFAT_LABELS: dict[SifatList, str] = {
    SifatList.KEAMANAN: "Biasa, Terbatas, Rahasia, Sangat Rahasia",
    SifatList.CAMPURAN: "Biasa, Penting, Rahasia",
}
SIFAT_SETTING = "srikandi_sifat"
_KINDS = {"ND": "Nota Dinas", "SURAT": "Surat Dinas"}
_OWN_KINDS = {str(Form.NOTA): _KINDS["ND"], str(Form.SURAT): _KINDS["SURAT"]}
_SECURITY = {
    SecurityClass.BIASA: "Biasa",
    SecurityClass.TERBATAS: "Terbatas",
    SecurityClass.RAHASIA: "Rahasia",
    SecurityClass.SANGAT_RAHASIA: "Sangat Rahasia",
}
_SECRET = (SecurityClass.RAHASIA, SecurityClass.SANGAT_RAHASIA)
# What a form there takes as an enclosure (tte-arsip §C).
TAKEN_ENDINGS = (".jpg", ".jpeg", ".pdf", ".xls", ".xlsx", ".ppt", ".pptx")


@dataclass(frozen=True)
class FormFacts:
    """What the form is filled from."""

    code: str
    title: str
    facts: Mapping[str, object]
    classification: str
    number: str = ""  # booked there
    sifat_list: SifatList = SifatList.KEAMANAN
    initials: Sequence[str] = ()  # who puts initials to it, in order, with name
    enclosures: Sequence[str] = field(default=())

    def line(self, key: str) -> str:
        """Return a fact as one line, empty where the paper has none."""
        return str(self.facts.get(key) or "")


@dataclass(frozen=True)
class FormField:
    """One field of the form: what it is called there, what to enter, and a word about it where it may be asked."""

    label: str
    value: str
    hint: str = ""


def word_name(title: str) -> str:
    """Return the name of the Word file; SRIKANDI takes none with digits or signs (tte-arsip §C)."""
    return "".join(sign for sign in title if sign.isalpha() or sign == " ").strip() + ".docx"


def form_fields(known: FormFacts) -> tuple[FormField, ...]:
    """Return the fields to fill, in the order of the form."""
    return tuple(FormField(label, fill(known), hint) for label, fill, hint in _FIELDS)


def _sifat(known: FormFacts) -> str:
    security = SecurityClass(known.line("keamanan") or SecurityClass.BIASA)
    if known.sifat_list is SifatList.KEAMANAN:
        return _SECURITY[security]
    if security in _SECRET:
        return "Rahasia"
    return "Biasa" if security is SecurityClass.BIASA and known.line("sifat") == Sifat.BIASA else "Penting"


def _kind(known: FormFacts) -> str:
    """Return the kind of paper as that form knows it: of an own type by its form, since its code is the office's."""
    own = declared_in(known.facts)
    kind = _OWN_KINDS.get(str(own["form"])) if own is not None else _KINDS.get(kind_of_paper(known.code))
    return kind or known.title


def _copies(known: FormFacts) -> str:
    found = known.facts.get("tembusan")
    return "; ".join(map(str, found)) if isinstance(found, list) and found else "–"


def _signer(known: FormFacts) -> str:
    signer = known.facts.get("signer")
    if not isinstance(signer, dict):
        return ""
    titles = " ".join(str(each).rstrip(",") for each in signer.get("title_lines") or ())
    nip = f"NIP {signer['nip']}" if signer.get("nip") else ""
    return ", ".join(filter(None, (str(signer.get("name") or ""), nip, titles)))


_Row = tuple[str, Callable[[FormFacts], str], str]
_FIELDS: tuple[_Row, ...] = (
    ("Tipe Form", lambda known: "Naskah Keluar", ""),
    ("Dikirimkan melalui", lambda known: "", "unit tempat Pencatat Surat kantor berada"),
    ("Jenis Naskah", lambda known: _kind(known), "pilih yang paling dekat"),
    ("Sifat", _sifat, ""),
    ("Tingkat Urgensi", lambda known: known.line("sifat"), "bila ditanyakan"),
    ("Klasifikasi", lambda known: known.classification, ""),
    ("Nomor", lambda known: known.number or "Ambil Nomor", ""),
    ("Hal", lambda known: known.line("hal"), ""),
    ("Isi Ringkas", lambda known: known.line("hal"), ""),
    ("Tanggal", lambda known: "", "biarkan kosong: terisi saat ditandatangani"),
    ("File Naskah", lambda known: word_name(known.title), "dari paket ini, jangan diubah"),
    ("Lampiran", lambda known: "; ".join(known.enclosures) or "–", ""),
    ("Tujuan Utama", lambda known: known.line("yth"), "harus sudah terdaftar sebagai kontak"),
    ("Tembusan", _copies, ""),
    ("Verifikator", lambda known: "; ".join(known.initials) or "–", "menurut urutan ini"),
    ("Penandatangan", _signer, ""),
    ("Tanda Tangan", lambda known: "Elektronik, QR Code, 3 × 3", ""),
)
